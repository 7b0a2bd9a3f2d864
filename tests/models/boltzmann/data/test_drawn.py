from __future__ import annotations

import base64

import numpy as np
import pytest

from scorescape.models.boltzmann.data.drawn import drawn
from scorescape.models.errors import InvalidInput


def packed(*pixels: int) -> str:
    return base64.b64encode(np.packbits(np.array(pixels, np.uint8)).tobytes()).decode()


def test_drawn_pictures_are_learnt_each_once_and_in_their_own_shape() -> None:
    one, other = packed(1, 0, 1, 0, 0, 0), packed(0, 0, 0, 0, 0, 1)
    found = drawn([one, other, one], 3, 2)
    assert found.side == (2, 3)
    assert found.rows.tolist() == [[0, 0, 0, 0, 0, 1], [1, 0, 1, 0, 0, 0]]
    assert found.law is not None
    assert found.law.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "two different pictures"),
        ([packed(1, 1, 1, 1)] * 3, "two different pictures"),
        (["???", packed(1, 0, 0, 0)], "no base64"),
        ([packed(*[1] * 20), packed(1, 0, 0, 0)], "2 x 2 pixels is 1 bytes of packed bits; got 3"),
    ],
)
def test_what_cannot_be_learnt_is_said(texts: list[str], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        drawn(texts, 2, 2)
