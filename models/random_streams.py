"""Named random streams: every use of chance has its own generator, derived from the seed and a name.

Two runs with one seed share the stream `data` and so see the same batches; changing how often a field is
shown, or adding a panel, moves no number of another stream.
"""

from __future__ import annotations

import hashlib

import torch


def stream(seed: int, name: str) -> torch.Generator:
    """A generator that depends only on `seed` and `name` (names in use: data, init, noise, chains, particles)."""
    digest = hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=8).digest()
    # torch seeds are signed 64-bit in places: keep 63 bits
    return torch.Generator().manual_seed(int.from_bytes(digest, "big") >> 1)
