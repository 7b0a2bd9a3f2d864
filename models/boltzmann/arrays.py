"""Arrays by name as one .npz file, for people who go on in Python."""

from __future__ import annotations

import io
from typing import Any

import numpy as np


def npz(**arrays: Any) -> bytes:
    """What is None is left out."""
    buffer = io.BytesIO()
    kept: Any = {name: np.asarray(each) for name, each in arrays.items() if each is not None}
    np.savez_compressed(buffer, **kept)
    return buffer.getvalue()
