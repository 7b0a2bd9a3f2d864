"""Faults in how files of points and pictures are read."""

from __future__ import annotations

from .mutation import Mutation

TABLES = "models/targets/tables"
TESTS = "tests/models/targets"

OF_FILES = [
    Mutation(
        "latitude across",
        f"{TABLES}/names.py",
        "            return first, second\n    return _single(words)",
        "            return second, first\n    return _single(words)",
        f"{TESTS}/test_imports.py::test_a_file_is_read_as_it_is_meant",
    ),
    Mutation(
        "an index that is data",
        f"{TABLES}/columns.py",
        'return "index" if column.counts or (column.whole and column.distinct) else "data"',
        'return "data"',
        f"{TESTS}/test_imports.py::test_a_file_is_read_as_it_is_meant",
    ),
    Mutation(
        "the decimal sign that makes fewer cells numbers",
        f"{TABLES}/numerals.py",
        'return "." if point > comma else ","',
        'return "," if point > comma else "."',
        f"{TESTS}/test_imports.py::test_a_file_is_read_as_it_is_meant",
    ),
    Mutation(
        "a bandwidth of least likelihood",
        "models/targets/bandwidth.py",
        "FACTORS[scores.index(max(scores))]",
        "FACTORS[scores.index(min(scores))]",
        f"{TESTS}/test_bandwidth.py::test_the_best_factor_is_that_of_the_sum_written_out",
    ),
    Mutation(
        "a point that is its own neighbour",
        "models/targets/bandwidth.py",
        "    squares[squares == 0] = math.inf\n",
        "",
        f"{TESTS}/test_bandwidth.py::test_the_best_factor_is_that_of_the_sum_written_out",
    ),
    Mutation(
        "a width said that is not used",
        "models/targets/imports.py",
        "        return width_used(self.factor, self.rule)",
        "        return self.factor * self.rule",
        f"{TESTS}/test_imports.py::test_far_points_are_asked_about_and_the_width_said_is_the_width_used",
    ),
    Mutation(
        "far points left out unasked",
        "models/targets/imports.py",
        'far is not None and query.far == "leave-out"',
        "far is not None",
        f"{TESTS}/test_imports.py::test_far_points_are_asked_about_and_the_width_said_is_the_width_used",
    ),
    Mutation(
        "a spread of nine tenths taken times its quantile",
        "models/targets/far_points.py",
        ") / 1.6449",
        ") * 1.6449",
        f"{TESTS}/test_far_points.py::test_where_half_lie_at_one_place_a_spread_is_that_of_nine_tenths",
    ),
    Mutation(
        "a picture that lies as it was stored",
        "models/targets/picture_files.py",
        'ImageOps.exif_transpose(picture).convert("RGBA")',
        'picture.convert("RGBA")',
        f"{TESTS}/test_picture_files.py::test_a_picture_stands_as_it_is_to_be_looked_at",
    ),
    Mutation(
        "a column called BMI that makes a table a picture",
        "models/targets/picture_files.py",
        'return b"\\0" in data[6:18]',
        "return True",
        f"{TESTS}/test_picture_files.py::test_a_table_is_no_picture_whatever_its_first_column_is_called",
    ),
    Mutation(
        "a shape below zero that is believed",
        f"{TABLES}/array_table.py",
        "not isinstance(edge, int) or edge < 0 for",
        "not isinstance(edge, int) for",
        f"{TESTS}/tables/test_array_table.py::test_what_is_hostile_or_damaged_is_refused_in_words",
    ),
    Mutation(
        "a way of packing whose damage is nobody's",
        f"{TABLES}/array_table.py",
        "    except Exception:  # each way of packing",
        "    except zipfile.BadZipFile:  # each way of packing",
        f"{TESTS}/tables/test_array_table.py::test_what_is_hostile_or_damaged_is_refused_in_words",
    ),
    Mutation(
        "rows of other widths that are read by place",
        f"{TABLES}/text_table.py",
        'len(row) <= max(x, y) or (self._dialect.delimiter == "blank" and len(row) != self._dialect.width)',
        "len(row) <= max(x, y)",
        f"{TESTS}/tables/test_text_table.py::test_rows_with_other_numbers_of_blanks_are_left_out_not_misread",
    ),
    Mutation(
        "scales of the axes in the other order",
        "server/desk/files.py",
        "scale=found.placed.scale",
        "scale=found.placed.scale[::-1]",
        "tests/server/desk/test_files.py::test_axes_of_unequal_length_are_told_each_by_its_own_scale",
    ),
]
