"""How lines are parted into cells, and which way of parting them is found."""

from __future__ import annotations

import pytest

from scorescape.models.targets.tables.dialect import SAMPLE_LINES, Dialect, dialect_of, is_rule, sample


@pytest.mark.parametrize(
    ("dialect", "line", "cells"),
    [
        (Dialect("comma", "."), " 1 , 2,", ["1", "2"]),
        (Dialect("comma", "."), ",,", []),
        (Dialect("comma", "."), '"a, b", 2', ["a, b", "2"]),
        (Dialect("tab", "."), "1\t\t3", ["1", "", "3"]),
        (Dialect("blank", "."), "  1   2\t3 ", ["1", "2", "3"]),
        (Dialect("blank", "."), '"a b"\t2', ["a b", "2"]),
    ],
)
def test_cells_have_no_blanks_and_no_empty_ones_at_the_end(dialect: Dialect, line: str, cells: list[str]) -> None:
    assert dialect.cells(line) == cells


def test_a_row_is_filled_up_only_with_cells_that_are_there() -> None:
    commas, blanks = Dialect("comma", ".", 4), Dialect("blank", ".", 4)
    assert commas.row("1,2,,") == ["1", "2", "", ""]
    assert commas.row("1,2,") == ["1", "2"], "two marks part three cells, not four"
    assert commas.row("1,2,3,4,5") == ["1", "2", "3", "4", "5"]
    assert blanks.row("1 2") == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["a,b", "1,2", "3,4"], Dialect("comma", ".", 2)),
        (["1;2,5;x", "3;4,5;y"], Dialect("semicolon", ",", 3)),
        (["1\t2", "3\t4"], Dialect("tab", ".", 2)),
        (["1 2 3", "4 5 6"], Dialect("blank", ".", 3)),
        (["1|NA|3", "4|5|6"], Dialect("pipe", ".", 3)),
        (["1,2,3", "4,5,6", "7,8"], Dialect("comma", ".", 3)),
        (["a b", "c d"], None),
        (["1", "2"], None),
    ],
)
def test_the_dialect_that_makes_most_cells_numbers(lines: list[str], found: Dialect | None) -> None:
    assert dialect_of(lines) == found


def test_cells_that_say_that_they_are_missing_speak_for_a_dialect() -> None:
    lines = ["1,5;2;NA;NA", "3,5;4;NA;NA"]
    assert dialect_of(lines) == Dialect("semicolon", ",", 4)


def test_what_is_known_is_kept() -> None:
    assert dialect_of(["1,5;2,5", "3,5;4,5"], delimiter="comma") == Dialect("comma", ".", 3)
    assert dialect_of(["1,234;5,678", "2,345;6,789"], decimal=".") == Dialect("semicolon", ".", 2)
    assert dialect_of(["1 2", "3 4"], delimiter="comma") is None


def test_a_sample_is_the_beginning_and_the_middle() -> None:
    whole = [str(k) for k in range(SAMPLE_LINES)]
    assert sample(whole) == whole
    more = [str(k) for k in range(1_000)]
    assert sample(more) == [*more[:100], *more[500:600]]
    assert sample(["x" * 5_000]) == ["x" * 2_000]
    odd = [str(k) for k in range(SAMPLE_LINES + 1)]
    assert sample(odd) == [*odd[:100], *odd[100:200]]


@pytest.mark.parametrize(("line", "rule"), [("-----", True), ("|---|:--:|", True), ("= =", False), ("a--b", False)])
def test_a_line_that_only_underlines(line: str, rule: bool) -> None:
    assert is_rule(line) is rule
