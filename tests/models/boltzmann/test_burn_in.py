"""The page says how far sweeps have settled: it must count to where the means begin."""

from __future__ import annotations

import re
from pathlib import Path

from scorescape.models.boltzmann.completion import completing
from scorescape.models.boltzmann.ising import posterior_mean

PAGE = Path(__file__).parents[3] / "frontend" / "src" / "pages" / "boltzmann" / "parts" / "settling.ts"


def test_the_page_counts_to_where_both_means_begin() -> None:
    said = re.search(r"export const BURN_IN = (\d+);", PAGE.read_text(encoding="utf-8"))
    assert said is not None
    assert int(said[1]) == posterior_mean.BURN_IN == completing.BURN_IN
