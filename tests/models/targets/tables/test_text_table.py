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
