"""Torch on one thread, for as long as something runs.

The networks here are small: one thread is as fast as many, and sums are taken in one order, so that equal specification
and seed give equal figures digit for digit wherever they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def one_thread() -> Iterator[None]:
    """As a context, or as a decorator of a function."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
