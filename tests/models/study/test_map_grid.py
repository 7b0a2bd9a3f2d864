"""The lattice of maps is the one that the page is built for."""

from __future__ import annotations

from pathlib import Path

from scorescape.models.study.map_grid import MAP_GRID, MAP_SIDE

GENERATED = Path(__file__).parents[3] / "frontend/src/protocol/generated.ts"


def test_the_page_has_the_same_side() -> None:
    assert f"export const LENS_SIDE = {MAP_SIDE};" in GENERATED.read_text(encoding="utf-8")
    assert MAP_GRID.points().shape == (MAP_SIDE**2, 2)
