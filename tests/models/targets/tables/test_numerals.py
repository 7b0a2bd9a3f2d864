"""Numbers as people write them, cell by cell, and which sign is the decimal one."""

from __future__ import annotations

import math

import pytest

from scorescape.models.targets.tables.numerals import Decimal, decimal_of, is_missing, number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.5", 1.5),
        ("-2e3", -2000),
        ("1,234.5", 1234.5),
        ("1,234,567", 1_234_567),
        ("1 234", 1234),
        ("1'234'567.25", 1_234_567.25),
        ("1’234", 1234),
        ("−7", -7),
        ("(12.5)", -12.5),
        ("($3)", -3),
        ("$ 12", 12),
        ("12 %", 12),
        ("90°", 90),
        ("5 mm", 5),
        ("5mm", 5),
        ('="7"', 7),
        ("[3]", 3),
        ("1.5D+2", 150),
        ("1d2", 100),
        (".5", 0.5),
        ("+ 4", 4),
        ("inf", math.inf),
        ("-∞", -math.inf),
        ("1.#INF", math.inf),
        ("-1.#INF", -math.inf),
        ("1,5", 1.5),
    ],
)
def test_with_decimal_points(cell: str, value: float) -> None:
    assert number(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,5", 1.5), ("1.234,5", 1234.5), ("1.234.567", 1_234_567), ("1 234,5", 1234.5), ("101.0", 101), ("3", 3)],
)
def test_with_decimal_commas(cell: str, value: float) -> None:
    assert number(cell, ",") == value


@pytest.mark.parametrize("cell", ["", "x", "1_000", "1.2.3", "12 34", "5 apples", "--", "1e", "1,2,3"])
def test_what_is_no_number(cell: str) -> None:
    assert math.isnan(number(cell))


def test_strictly_the_other_sign_is_none() -> None:
    assert math.isnan(number("1,5", strict=True))
    assert math.isnan(number("101.0", ",", strict=True))
    assert number("1,500", strict=True) == 1500


@pytest.mark.parametrize(
    ("cells", "comma_parts", "sign"),
    [
        (["1,5", "2,25"], False, ","),
        (["1.5", "2.25"], False, "."),
        (["1,234", "5,678"], False, ","),
        (["1,234", "5,678"], True, "."),
        (["1.234", "5.678"], False, "."),
        (["1,234", "5.678"], False, "."),
        (["1", "2"], False, "."),
        (["1,234.5", "2,5", "3,5"], False, ","),
        (["1.5", "2.5", "3,5"], False, "."),
    ],
)
def test_the_decimal_sign_is_the_one_under_which_more_are_numbers(
    cells: list[str], comma_parts: bool, sign: Decimal
) -> None:
    assert decimal_of(cells, comma_parts=comma_parts) == sign


@pytest.mark.parametrize(("cell", "missing"), [("", True), (" N/A ", True), ("–", True), ("k.A.", True), ("0", False)])
def test_what_says_that_there_is_no_value(cell: str, missing: bool) -> None:
    assert is_missing(cell) is missing
