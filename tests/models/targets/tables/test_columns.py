"""What each column of a table is, and which two are x and y."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.tables.columns import Column, checked, chosen, roles_of

FRACTIONS = (0.5, 1.25, -3.0, 0.75)


def column(values: Sequence[float], name: str = "", numeric: bool = True) -> Column:
    return Column(name, tuple(map(str, values[:3])), np.array(values, dtype=np.float64), numeric)


def role(values: Sequence[float], name: str = "", others: int = 2) -> str:
    """What a column is beside so many columns of fractions, which have names if it has one."""
    beside = [column(FRACTIONS, f"c{k}" if name else "") for k in range(others)]
    return roles_of([column(values, name), *beside])[0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0, 1, 2, 3), "index"),
        ((1, 2, 3, 4), "index"),
        ((2, 3, 4, 5), "id"),
        ((1, 2), "data"),
        ((9, 7, 4, 1), "id"),
        ((4, 9, 7, 5), "data"),
        ((5, 5, 5), "constant"),
        ((5, 5), "data"),
        ((1990, 1990, 2001, 2001), "time"),
        ((1990, 2001, 1990), "data"),
        ((1800, 1800, 2100), "time"),
        ((1799, 1799, 2000), "data"),
        ((1990, 1990, 2101), "data"),
        ((3e8, 2e8, 2e8), "time"),
        ((1e8, 3e8, 2e8), "data"),
        ((1, 2, 1, 2, 1), "label"),
        ((1, 2, 1, 2), "data"),
        ([*range(12)] * 3, "label"),
        ([*range(13)] * 3, "data"),
        ((2, 1, 0.5, 0.25), "data"),
    ],
)
def test_without_names_the_numbers_tell(values: Sequence[float], expected: str) -> None:
    assert role(values) == expected


def test_whole_numbers_are_data_where_fewer_than_two_columns_have_fractions() -> None:
    assert [role((9, 7, 4, 1), others=others) for others in (0, 1, 2)] == ["data", "data", "id"]
    assert role((0, 1, 2, 3), others=0) == "index", "counting needs no company"


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("year", FRACTIONS, "time"),
        ("class", (1, 2, 1), "label"),
        ("class", FRACTIONS, "data"),
        ("id", (7, 9, 11), "id"),
        ("id", (0, 1, 2), "index"),
        ("id", FRACTIONS, "data"),
        ("mass", (0, 1, 2), "data"),
        ("Unnamed: 0", (0, 1, 2), "index"),
        ("Unnamed: 0", (7, 3, 5), "index"),
        ("Unnamed: 0", (7, 3, 7), "data"),
        ("Unnamed: 0", (7, 3), "data"),
        ("Unnamed: 0", FRACTIONS, "data"),
    ],
)
def test_names_tell_more(name: str, values: Sequence[float], expected: str) -> None:
    assert role(values, name) == expected


def test_words_are_no_coordinates() -> None:
    assert roles_of([column((np.nan, np.nan), "x", numeric=False)]) == ["text"]


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (("a", "b", "c"), (0, 1)),
        (("year", "b", "c"), (1, 2)),
        (("year", "id", "c"), (0, 2)),
        (("y", "a", "x"), (2, 0)),
    ],
)
def test_the_least_suspicious_two_are_taken_in_their_order(names: Sequence[str], pair: tuple[int, int]) -> None:
    assert chosen([column((7, 3, 9) if name == "id" else FRACTIONS, name) for name in names]) == pair


def test_of_an_index_and_a_constant_the_constant_is_taken() -> None:
    columns = [column((0, 1, 2, 3)), column((5, 5, 5, 5)), column(FRACTIONS)]
    assert roles_of(columns) == ["index", "constant", "data"]
    assert chosen(columns) == (1, 2)


@pytest.mark.parametrize(("numeric", "found"), [((), "no column"), ((0,), "one column")])
def test_two_columns_of_numbers_are_needed(numeric: Sequence[int], found: str) -> None:
    columns = [column(FRACTIONS, f"c{k}", numeric=k in numeric) for k in range(3)]
    with pytest.raises(InvalidInput, match=f"^The file has {found} of numbers; give two"):
        chosen(columns)


@pytest.mark.parametrize(
    ("asked", "pair"),
    [
        ((None, None), (0, 1)),
        ((2, 0), (2, 0)),
        ((0, None), (0, 1)),
        ((1, None), (1, 0)),
        ((2, None), (2, 1)),
        ((None, 0), (1, 0)),
        ((None, 1), (0, 1)),
        ((None, 2), (0, 2)),
    ],
)
def test_what_is_asked_for_stands_in_its_place(asked: tuple[int | None, int | None], pair: tuple[int, int]) -> None:
    assert checked([column(FRACTIONS) for _ in range(3)], *asked) == pair


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ((3, None), "^x must be a column from 0 to 2; got 3"),
        ((None, 3), "^y must be a column from 0 to 2; got 3"),
        ((1, 1), "^x and y are the same column"),
    ],
)
def test_columns_that_are_not_there_or_alike_are_refused(asked: tuple[int | None, int | None], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        checked([column(FRACTIONS) for _ in range(3)], *asked)
