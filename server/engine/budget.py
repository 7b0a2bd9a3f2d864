"""What figures and looks may take of a worker's time while there is work: a tenth, split among those in use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

# kinds of frame that are dear enough to be spaced
DEAR: tuple[Literal["lens", "energy", "data"], ...] = ("lens", "energy", "data")
Diagnostic = Literal["figures", "referee", "past", "lens", "energy", "data"]

# a little less than the tenth: what is measured of one turn is spent in a later one
TOGETHER = 0.09
# the figures of every panel, log Z and KL of energies, figures of steps that are looked back at, looks through a
# lens, energy maps, points of the data
WEIGHTS: Mapping[Diagnostic, float] = {"figures": 3, "referee": 2, "past": 3, "lens": 4, "energy": 3, "data": 1}


def shares(in_use: Collection[Diagnostic]) -> dict[Diagnostic, float]:
    """The share of a worker's time for each kind; what nobody uses leaves its own to the others."""
    used = [kind for kind in WEIGHTS if kind == "figures" or kind in in_use]
    whole = sum(WEIGHTS[kind] for kind in used)
    return {kind: TOGETHER * WEIGHTS[kind] / (whole if kind in used else whole + WEIGHTS[kind]) for kind in WEIGHTS}
