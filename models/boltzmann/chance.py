"""Bits drawn by their logits, and where a generator stands."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .units import drawn, sigmoid

Floats = NDArray[np.float32]


def bernoulli(logits: Floats, generator: np.random.Generator) -> Floats:
    """Bits, each 1 with probability sigma(logit), as float32."""
    return drawn(sigmoid(logits), generator)


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
