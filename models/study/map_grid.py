"""The lattice over the box that maps are computed, streamed and drawn on."""

from __future__ import annotations

from ..domain import Grid

MAP_SIDE = 96
MAP_GRID = Grid(MAP_SIDE)
