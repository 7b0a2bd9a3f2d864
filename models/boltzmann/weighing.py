"""log Z from weights, as annealed importance sampling leaves them: log mean w, with the interval that they allow.

The standard error of log mean w is sd(w) / (sqrt(M) mean w) by the delta method. The mean of w is Z on average, but its
logarithm is too small, so that likelihoods which use it look too good: a bound on a likelihood takes the interval's
upper end.
Source: Neal 2001; Salakhutdinov & Murray 2008, section 3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .units import Array

# standard errors to either side that hold 95 of 100 normal deviates
WITHIN_95 = 1.959964
FEWEST_EFFECTIVE = 0.3
"""Share of effective chains below which the interval says nothing."""


@dataclass(frozen=True)
class Weighed:
    """What M chains say of log Z, nats."""

    log_z: float
    error: float
    """One standard error."""
    effective_share: float
    """(sum w)^2 / (M sum w^2): 1 where all chains agree, 1/M where one bears it all."""
    n_chains: int

    @property
    def low(self) -> float:
        return self.log_z - WITHIN_95 * self.error

    @property
    def high(self) -> float:
        return self.log_z + WITHIN_95 * self.error

    @property
    def reliable(self) -> bool:
        """Whether enough chains agree for the interval to mean something."""
        return self.effective_share >= FEWEST_EFFECTIVE


def weighed(log_weights: Array) -> Weighed:
    """From the logarithms (M,) of the chains' weights."""
    log_w = np.asarray(log_weights, dtype=np.float64)
    n, most = len(log_w), float(log_w.max())
    w = np.exp(log_w - most)
    mean = float(w.mean())
    spread = float(w.std(ddof=1)) if n > 1 else math.inf
    return Weighed(most + math.log(mean), spread / (math.sqrt(n) * mean), float(w.sum() ** 2 / (n * (w**2).sum())), n)
