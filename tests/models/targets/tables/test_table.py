"""Whether the rows or the columns of an array are its points."""

from __future__ import annotations

import pytest

from scorescape.models.targets.tables.table import transposed


@pytest.mark.parametrize(
    ("rows", "columns", "named", "lying"),
    [
        (2, 3, False, True),
        (2, 3, True, False),
        (2, 2, False, False),
        (3, 5, False, False),
        (1, 5, False, False),
        (3, 1_000, False, False),
        (3, 1_001, False, True),
        (3, 1_001, True, True),
        (1_001, 1_001, False, False),
        (1_002, 1_001, False, False),
    ],
)
def test_two_long_rows_are_columns_and_so_are_more_than_a_thousand(
    rows: int, columns: int, named: bool, lying: bool
) -> None:
    assert transposed((rows, columns), named, None) is lying
    assert transposed((rows, columns), named, "columns") is True
    assert transposed((rows, columns), named, "rows") is False
