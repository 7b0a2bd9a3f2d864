"""Noise: a share of the pixels flipped, each by its own chance; and pixels that were not observed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..units import random_stream
from .energy import Spins


def flipped(picture: Spins, flip: float, seed: int) -> Spins:
    """Each pixel flipped with probability `flip`. A larger share flips the same pixels and more."""
    draws = random_stream(seed, "flips").random(picture.shape, dtype=np.float32)
    return np.where(draws < flip, -picture, picture).astype(np.int8)


def wrong_share(spins: Spins, picture: Spins, among: NDArray[np.bool_] | None = None) -> float | None:
    """The share of pixels that differ, of all or among some; None where there is none."""
    differ = spins != picture
    if among is not None:
        differ = differ[among]
    return float(differ.mean()) if differ.size else None
