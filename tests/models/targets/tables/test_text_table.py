"""Tables of text in the ways they are written: the right columns with the right values."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.point_files import read_points, read_table
from scorescape.models.targets.tables.table import Choices
from tests.models.targets.tables.corpus import TABLES, Table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_are_read_as_they_are_meant(table: Table) -> None:
    read = read_points(table.data)
    assert read.columns == table.names
    assert read.points.tolist() == [pytest.approx(point, rel=1e-12) for point in table.points]


def test_what_is_asked_for_goes_before_what_is_found() -> None:
    data = b"a;b;c\n1,5;10;7\n2,5;20;9\n3,5;30;8\n"
    assert read_points(data, Choices(x=2, y=1)).points.tolist() == [[7, 10], [9, 20], [8, 30]]
    assert read_points(data, Choices(x=1)).columns == ("b", "a")
    assert read_points(b"1,234;5,678\n2,345;6,789\n").points[0].tolist() == [1.234, 5.678]
    assert read_points(b"1,234;5,678\n2,345;6,789\n", Choices(decimal=".")).points[0].tolist() == [1234, 5678]


def test_a_row_is_names_or_data_as_is_asked() -> None:
    data = b"0,1\n2,3\n5,4\n"
    assert read_points(data).points.tolist() == [[0, 1], [2, 3], [5, 4]]
    named = read_points(data, Choices(header=True))
    assert (named.columns, named.points.tolist()) == (("0", "1"), [[2, 3], [5, 4]])
    fractions = b"0,1\n2.5,3.5\n5.5,4.5\n"
    assert read_points(fractions).columns == ("0", "1")
    unnamed = read_points(fractions, Choices(header=False))
    assert (unnamed.columns, unnamed.points[0].tolist()) == (("column 1", "column 2"), [0, 1])


def test_points_that_are_columns_are_points() -> None:
    assert read_points(b"1,2,3,4\n5,6,7,9\n").points.tolist() == [[1, 5], [2, 6], [3, 7], [4, 9]]
    named = read_points(b"y;1,5;2,5;3,5;4\nx;5;6;7;9\n")
    assert (named.columns, named.points[0].tolist()) == (("x", "y"), [5, 1.5])
    assert named.table.form.orientation == "columns"
    rows = read_points(b"1,2,3,4\n5,6,7,9\n", Choices(orientation="rows"))
    assert rows.points.tolist() == [[1, 2], [5, 6]]


def test_rows_with_other_numbers_of_blanks_are_left_out_not_misread() -> None:
    read = read_points(b"x y z\n1 2 3\n4 5\n6 7 8\n9 9 9\n")
    assert read.points.tolist() == [[1, 2], [6, 7], [9, 9]]
    assert read.reasons == {"too few cells": 1}


@pytest.mark.parametrize(
    ("choices", "field"), [(Choices(x=2), "x"), (Choices(y=99), "y"), (Choices(x=1, y=1), "y")], ids=str
)
def test_columns_that_are_not_there_or_alike_are_refused(choices: Choices, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_points(b"a,b\n1,2\n3,4\n", choices)
    assert refused.value.field == field


def test_what_each_column_is_comes_with_its_first_cells() -> None:
    table = read_table(b"id,name,u,v\n7,a,1.5,2\n8,b,2.5,3\n9,c,3.5,4\n5,d,3,1\n")
    assert [(column.name, column.cells) for column in table.columns] == [
        ("id", ("7", "8", "9")),
        ("name", ("a", "b", "c")),
        ("u", ("1.5", "2.5", "3.5")),
        ("v", ("2", "3", "4")),
    ]


@pytest.mark.parametrize(
    ("text", "names", "first"),
    [
        ("a,b\n1,2\n3,4\n", ("a", "b"), [1, 2]),
        ("title\n1,2\n3,4\n", ("column 1", "column 2"), [1, 2]),
        ("about this\na,b\n1,2\n3,4\n", ("a", "b"), [1, 2]),
        ("a,b\n[mm],[s]\n1,2\n3,4\n", ("a", "b"), [1, 2]),
        ("title\na,b\nmm,s\n1,2\n3,4\n", ("a", "b"), [1, 2]),
        ("mm,s\n1,2\n3,4\n", ("mm", "s"), [1, 2]),
        ("one,two,three\nmm,s\n1,2\n3,4\n", ("mm", "s"), [1, 2]),
        ("length width\nr1 1.5 2\nr2 3 4\n", ("length", "width"), [1.5, 2]),
        ("length width\n7 1.5 2\n9 3 4\n11 5 6\n", ("length", "width"), [1.5, 2]),
        ("a;b;\n1;2;3\n1;5;7\n", ("a", "b"), [1, 2]),
        ("a,b\n1.5,2,x\n3,4,y\n", ("a", "b"), [1.5, 2]),
        ("length of it   width\n1.5 2\n3 4\n", ("length of it", "width"), [1.5, 2]),
        ("# a b\n1.5 2\n3 4\n", ("a", "b"), [1.5, 2]),
        ("# a b c\n1.5 2\n3 4\n", ("column 1", "column 2"), [1.5, 2]),
        ("# 1 2\n1.5 2\n3 4\n", ("column 1", "column 2"), [1.5, 2]),
        ("# old names\n# a b\n1.5 2\n3 4\n", ("a", "b"), [1.5, 2]),
        ("1990,1991\n0.5,1.5\n2.5,3\n", ("1990", "1991"), [0.5, 1.5]),
        ("1990,1992\n0.5,1.5\n2.5,3\n", ("column 1", "column 2"), [1990, 1992]),
        ("0,1\n0.5,1.5\n2,3\n4,5\n6,7\n", ("0", "1"), [0.5, 1.5]),
        ("0,1\n0.5,1\n2,3\n4,5\n6,7\n", ("column 1", "column 2"), [0, 1]),
    ],
)
def test_names_stand_above_the_data_or_in_a_remark(text: str, names: tuple[str, str], first: list[float]) -> None:
    read = read_points(text.encode())
    assert (read.columns, read.points[0].tolist()) == (names, first)


def test_without_a_header_words_above_are_no_data() -> None:
    read = read_points(b"a,b\n1,2\n3,4\n", Choices(header=False))
    assert (read.columns, read.points.tolist()) == (("column 1", "column 2"), [[1, 2], [3, 4]])
    assert read.reasons == {}


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        ("5,\n6,NA\n", {"an empty cell": 2}),
        ("5\n", {"too few cells": 1}),
        ("5,x\ny,6\n", {"no number": 2}),
        ("5,inf\n1e999,6\n", {"an infinite number": 2}),
        ("", {}),
    ],
)
def test_rows_are_left_out_for_what_they_lack(rows: str, reasons: dict[str, int]) -> None:
    read = read_points(f"a,b\n1,2\n3,4\n7,8\n9,1\n{rows}".encode())
    assert read.reasons == reasons
    assert read.points.tolist() == [[1, 2], [3, 4], [7, 8], [9, 1]]


def test_a_column_is_of_numbers_where_as_many_cells_are_as_are_words() -> None:
    table = read_table(b"a,b,none,half,words\n1,2,,1,x\n3,4,NA,x,y\n5,6,,2,3\n7,8,,z,u\n")
    assert [column.numeric for column in table.columns] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\nc,d\n", "^The file has no column of numbers; give two columns"),
        ("a\n1\n2\n", "^The file has one column of numbers; give two columns"),
        ("NA,NA\nNA,NA\n", "^No row of the file holds two finite numbers; give two columns"),
        ("# only this\n", "^The file holds no rows; give two columns"),
    ],
)
def test_a_text_without_points_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read_points(text.encode())


def test_one_row_with_a_point_is_enough_to_be_read_and_none_is_not() -> None:
    assert read_points(b"a,b\n1,2\n3,x\n5,6,\n").points.tolist() == [[1, 2], [5, 6]]
    assert read_points(b"a,b\n1,2\n").points.tolist() == [[1, 2]]
    with pytest.raises(InvalidInput, match=r"^No row of the file holds two finite numbers"):
        read_points(b"a,b,c\n1,2,\n3,4,\n", Choices(x=0, y=2))


def test_where_blanks_part_data_begins_at_the_first_whole_row_and_where_signs_do_at_any() -> None:
    blanks = read_points(b"2 3\n1 2 3\n4 5 6\n7 8 1\n")
    assert (blanks.points.tolist(), blanks.reasons) == ([[1, 2], [4, 5], [7, 8]], {})
    commas = read_points(b"9,3\n1,2,3\n4,5,6\n7,8,1\n")
    assert (commas.points.tolist(), commas.reasons) == ([[9, 3], [1, 2], [4, 5], [7, 8]], {})
