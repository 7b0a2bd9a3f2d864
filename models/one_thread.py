"""Torch on one thread and without denormal numbers, for as long as something runs.

The networks here are small: one thread is as fast as many, and sums are taken in one order, so that equal specification
and seed give equal figures digit for digit wherever they are computed. Numbers below 1e-38 become zero: a processor
takes many times as long for them, and here they are always something that has faded away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

# above zero in float64, unless numbers below 2e-308 are flushed
DENORMAL = 1e-310


def for_good() -> None:
    """For a process that does nothing else."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)


@contextmanager
def one_thread() -> Iterator[None]:
    """As a context, or as a decorator of a function."""
    before, flushed = torch.get_num_threads(), flushing()
    for_good()
    try:
        yield
    finally:
        torch.set_num_threads(before)
        torch.set_flush_denormal(flushed)


def flushing() -> bool:
    """Whether denormal numbers become zero on this thread."""
    return float(torch.tensor(DENORMAL, dtype=torch.float64) * 1.0) == 0.0
