"""Iterated conditional modes: every pixel takes the likelier of its two values until none changes.

It goes down in energy with every change and stops in the nearest valley. Only the order of h / beta against 2 and 4
(1 and 3 along a free border) matters: between these the coupling can be turned without any effect. Source: Besag 1986.
"""

from __future__ import annotations

import numpy as np

from .lattice import COLOURS, Lattice
from .thresholds import probabilities


def icm_sweep(lattice: Lattice, beta: float, field_strength: float) -> int:
    """Both colours once; how many pixels changed. A pixel that is pulled to neither side stays as it is."""
    chances = probabilities(beta, field_strength)
    level = np.isclose(chances, 0.5, rtol=0, atol=1e-12)
    up = (chances > 0.5) & ~level
    return sum(lattice.decide(colour, up, level) for colour in COLOURS)
