"""The words of every measure, as its question mark shows them."""

from __future__ import annotations

import pytest

from scorescape.models.diagnostics.measures import MEASURES, Measure
from tests.explained import check_words


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_it_is_explained_on_the_page(measure: Measure) -> None:
    check_words(measure.equation, measure.explanation)
    assert measure.source.endswith(".")
