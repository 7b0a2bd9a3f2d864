"""Annealed Gibbs sampling: the energy times an inverse temperature that rises from hot to cold, by a geometric ladder.

Source: Kirkpatrick, Gelatt and Vecchi 1983; Geman and Geman 1984, section XII.
"""

from __future__ import annotations

HOT, COLD = 0.3, 10.0
SWEEPS = 100


def inverse_temperature(sweep: int, sweeps: int) -> float:
    """Of the sweep with this number, from 0, of so many; beyond the last it stays cold."""
    share = min(1.0, sweep / max(1, sweeps - 1))
    return float(HOT * (COLD / HOT) ** share)
