"""Tensors as text: their bytes, row by row, also where they lie otherwise in memory."""

from __future__ import annotations

import base64

import numpy as np
import torch

from scorescape.server.desk.base64_of import base64_of


def test_a_transposed_view_is_written_as_it_reads() -> None:
    values = torch.arange(6, dtype=torch.float32).reshape(2, 3).T
    found = np.frombuffer(base64.b64decode(base64_of(values)), dtype="<f4").reshape(3, 2)
    np.testing.assert_array_equal(found, values.numpy())
    assert base64_of(torch.tensor([1, 255], dtype=torch.uint8)) == "Af8="
