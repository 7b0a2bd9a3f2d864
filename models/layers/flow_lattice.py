"""A flow's lattice: where it puts the lines of a square lattice that lies over its blob."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ..networks.flow import Flow
from ..study.study import Study
from .base import Layer, Picture, Sight, Version

# of the blob, in its standard deviations: how far lines reach, how far apart they are, and the points along one
REACH, LINES, POINTS = 3.0, 25, 121


class FlowLatticeLayer(Layer[Study]):
    """`lattice.x`, `lattice.y` (n,), world units: lines one after the other, NaN between two.

    Cells of the lattice hold known masses of the blob, so that lines stand close where the density is high; through a
    bridge between two islands they are squeezed, for a map cannot tear what it maps.
    """

    title = "Flow's lattice"
    description = "A square lattice over the flow's Gaussian blob, as the flow maps it: squeezed through every bridge."
    shape = "curves"
    unit = "units"
    network = "flow"
    period = 0.25
    weight = 0.5

    def version(self, source: Study, sight: Sight) -> Version | None:
        return source.trained if isinstance(source.field, Flow) else None

    def picture(self, source: Study, sight: Sight) -> Picture:
        flow = source.field
        if not isinstance(flow, Flow):
            return Picture()
        x, y = mapped(flow).unbind(1)
        return Picture({"lattice.x": x, "lattice.y": y})

    def step(self, source: Study) -> int:
        return source.run.step_count


def lattice() -> Tensor:
    """(2, LINES, POINTS, 2) lines across and lines up, in standard deviations of the blob."""
    along, at = torch.linspace(-REACH, REACH, POINTS), torch.linspace(-REACH, REACH, LINES)
    across = torch.stack([along.expand(LINES, -1), at[:, None].expand(-1, POINTS)], dim=2)
    return torch.stack([across, across.flip(2)])


def mapped(flow: Flow) -> Tensor:
    """(n, 2) where the flow puts the lines, a row of NaN after each."""
    lines = lattice()
    landed = flow.from_blob(lines.reshape(-1, 2)).reshape(-1, POINTS, 2)
    gaps = torch.full((len(landed), 1, 2), math.nan)
    return torch.cat([landed, gaps], dim=1).reshape(-1, 2)
