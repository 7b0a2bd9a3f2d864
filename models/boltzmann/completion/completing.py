"""Chains that fill in hidden pixels, their mean so far, and how wrong both are beside two answers without a model."""

from __future__ import annotations

import numpy as np

from ..chance import Floats
from ..data.patterns import Patterns
from ..units import Array
from .fillers import Filled, Filler
from .held import Mask

BURN_IN = 20
"""Sweeps before the mean is taken."""
AT_ONCE = 100
"""Pictures whose distances to all training pictures are looked at together."""


class Completing:
    """`truth` (n, D) pictures of which the `held` (D,) pixels are shown; a chain for each."""

    def __init__(
        self, filler: Filler, patterns: Patterns, truth: Floats, held: Mask, generator: np.random.Generator
    ) -> None:
        self.filler, self.patterns, self.truth, self.generator = filler, patterns, truth, generator
        rate = np.broadcast_to(patterns.base_rate(), truth.shape)
        guess = (generator.random(truth.shape) < rate).astype(np.float32)
        self.hold(held, guess)

    def hold(self, held: Mask, guess: Floats | None = None) -> None:
        """Hold these pixels from now on; the hidden ones go on from where they were, and the mean begins anew."""
        self.held = held
        before = self.at.sample if guess is None else guess
        self.at: Filled = self.filler.begun(np.where(held, self.truth, before), self.generator)
        self.nearest = nearest(self.patterns.train, self.truth, held)
        self.sweeps = 0
        self._total = np.zeros(self.truth.shape)

    def sweep(self) -> None:
        self.at = self.filler.swept(self.at, self.held, self.generator)
        self.sweeps += 1
        if self.sweeps > BURN_IN:
            self._total += self.at.chances

    @property
    def mean(self) -> Floats:
        """(n, D): chances of the pixels, in the mean of the sweeps after the burn-in; before that, of the newest."""
        kept = self.sweeps - BURN_IN
        if kept < 1:
            return self.at.chances
        found: Floats = (self._total / kept).astype(np.float32)
        return found

    # -- keeping it ----------------------------------------------------------------------------------------

    def arrays(self) -> dict[str, Array]:
        return {"sample": self.at.sample, "chances": self.at.chances, "above": self.at.above, "total": self._total}

    def restore(self, arrays: dict[str, Array], sweeps: int) -> None:
        self.at = Filled(arrays["sample"], arrays["chances"], arrays["above"])
        self._total, self.sweeps = arrays["total"], sweeps

    # -- what it says --------------------------------------------------------------------------------------

    def errors(self) -> dict[str, float | None]:
        """Share of the hidden pixels that are wrong, in the mean over the pictures."""
        rate = np.broadcast_to(self.patterns.base_rate(), self.truth.shape)
        return {
            "hidden_error_sample": self._error(self.at.sample) if self.sweeps else None,
            "hidden_error_mean": self._error(self.mean) if self.sweeps else None,
            "base_rate_error": self._error(rate),
            "nearest_error": self._error(self.nearest),
        }

    def _error(self, answer: Array) -> float:
        hidden = ~self.held
        return float(((answer[:, hidden] > 0.5) != (self.truth[:, hidden] > 0.5)).mean())


def nearest(train: Floats, pictures: Floats, held: Mask) -> Floats:
    """(n, D): for each picture the training picture that differs least in the held pixels; of equals the first."""
    kept = train[:, held]
    size = kept.sum(1)
    found = []
    for start in range(0, len(pictures), AT_ONCE):
        seen = pictures[start : start + AT_ONCE][:, held]
        apart = size + seen.sum(1)[:, None] - 2 * seen @ kept.T  # of bits: |a - b|^2 counts where they differ
        found.append(train[apart.argmin(1)])
    return np.concatenate(found)
