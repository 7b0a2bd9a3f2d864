"""Tensors as text, where JSON carries them."""

from __future__ import annotations

import base64

from torch import Tensor


def base64_of(values: Tensor) -> str:
    """A tensor's little-endian bytes as text, row-major."""
    return base64.b64encode(values.contiguous().numpy().tobytes()).decode()
