"""What figures and dear pictures may take of a worker's time while there is work: a tenth, split among those in use."""

from __future__ import annotations

from collections.abc import Collection, Mapping

# a little less than the tenth: what is measured of one turn is spent in a later one
TOGETHER = 0.09
FIGURES = "figures"
"""The figures of every process: always in use."""
FIGURES_WEIGHT = 3.0


def shares(weights: Mapping[str, float], in_use: Collection[str]) -> dict[str, float]:
    """The share of a worker's time for each diagnostic by its weight; what nobody uses leaves its own to the others."""
    known = {FIGURES: FIGURES_WEIGHT, **weights}
    whole = sum(weight for name, weight in known.items() if name == FIGURES or name in in_use)
    used = {FIGURES, *in_use}
    return {name: TOGETHER * weight / (whole if name in used else whole + weight) for name, weight in known.items()}
