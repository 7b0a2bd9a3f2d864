"""Bits drawn by their logits, and where a generator stands."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def bernoulli(logits: Floats, generator: np.random.Generator) -> Floats:
    """Bits, each 1 with probability sigma(logit), as float32.

    u < sigma(x) is u (1 + e^-x) < 1, which needs no division.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # e^-x may be infinite: then the bit is 0, as it should be
        odds = np.exp(-logits)
        odds += 1
        odds *= generator.random(logits.shape, dtype=np.float32)
    return np.less(odds, 1).astype(np.float32)


def kept(generator: np.random.Generator) -> dict[str, Any]:
    """Where a generator of SFC64 stands, as JSON can hold it."""
    standing: Any = generator.bit_generator.state
    return {**standing, "state": {name: [int(each) for each in part] for name, part in standing["state"].items()}}


def again(standing: dict[str, Any]) -> np.random.Generator:
    """The generator that `kept` was asked about."""
    bits: Any = np.random.SFC64(0)
    parts = {name: np.array(part, dtype=np.uint64) for name, part in standing["state"].items()}
    bits.state = {**standing, "state": parts}
    return np.random.Generator(bits)
