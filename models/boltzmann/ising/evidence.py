"""A picture and what was observed of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from .energy import Spins
from .flips import flipped

MOST_PIXELS = 1_000_000


@dataclass(frozen=True)
class Evidence:
    """A picture (H, W) of -1 and +1, and what was observed of it: pixels flipped, and 0 where nothing was."""

    picture: Spins
    noisy: Spins
    """With every pixel, also those that were not observed."""
    observed: Spins

    @property
    def hidden(self) -> NDArray[np.bool_]:
        """Which pixels were not observed."""
        hidden: NDArray[np.bool_] = self.observed == 0
        return hidden


def evidence_of(
    picture: NDArray[np.bool_], flip: float, flip_seed: int, hidden: NDArray[np.bool_] | None = None
) -> Evidence:
    """Of a picture (H, W), True = white = +1. Errors: InvalidInput for one that nothing can be restored of."""
    if picture.size > MOST_PIXELS:
        raise InvalidInput(
            "picture", f"The picture has {picture.size:,} pixels and at most {MOST_PIXELS:,} are taken; scale it down."
        )
    if picture.all() or not picture.any():
        colour = "white" if picture.all() else "black"
        raise InvalidInput(
            "picture", f"The picture is all {colour}, and there is nothing to restore; draw on it first."
        )
    if not 0 <= flip <= 0.5:
        raise InvalidInput("flip", f"The flipped share (flip) must be a number in [0, 0.5]; got {flip!r}.")
    spins = np.where(picture, 1, -1).astype(np.int8)
    noisy = flipped(spins, flip, flip_seed)
    observed = noisy if hidden is None else np.where(hidden, 0, noisy).astype(np.int8)
    return Evidence(spins, noisy, observed)
