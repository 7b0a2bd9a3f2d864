"""Binary units: their two curves, and how they are drawn.

sigma(x) = 1 / (1 + exp(-x)) is the chance that a unit with input x is on; softplus(x) = log(1 + exp(x)) is what a unit
that was summed out leaves behind.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""float32 where machines learn and are drawn from, float64 where they are enumerated."""


def sigmoid(x: Array) -> Array:
    """sigma(x), without an overflow at either end."""
    found: Array = np.tanh(x * 0.5)
    found *= 0.5
    found += 0.5
    return found


def softplus(x: Array) -> Array:
    """log(1 + exp(x)) as max(x, 0) + log(1 + exp(-|x|)): np.logaddexp takes six times as long in float32."""
    found: Array = np.abs(x)
    np.negative(found, out=found)
    np.exp(found, out=found)
    np.log1p(found, out=found)
    found += np.maximum(x, 0)
    return found


def logit(p: Array) -> Array:
    """The input at which a unit is on with chance p, 0 < p < 1."""
    found: Array = np.log(p) - np.log1p(-p)
    return found


def entropy(p: Array) -> Array:
    """-p log p - (1 - p) log(1 - p), nats; 0 at both ends."""
    inside = np.clip(p, 1e-12, 1 - 1e-7)
    found: Array = -inside * np.log(inside) - (1 - inside) * np.log1p(-inside)
    return found


def drawn(p: Array, generator: np.random.Generator) -> Array:
    """Units that are on (1) with these chances."""
    found: Array = (generator.random(p.shape, dtype=np.float32) < p).astype(np.float32)
    return found


def random_stream(seed: int, name: str) -> np.random.Generator:
    """NumPy's chance by seed and name, as random_streams.py has it for torch; SFC64 is its fastest."""
    digest = hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest, "big")))
