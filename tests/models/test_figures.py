"""Figures that JSON can carry."""

from __future__ import annotations

import math

import pytest

from scorescape.models.figures import finite


@pytest.mark.parametrize("value", [0.0, -2.5, 1e300])
def test_a_number_stays(value: float) -> None:
    assert finite(value) == value


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None])
def test_what_is_no_number_is_none(value: float | None) -> None:
    assert finite(value) is None
