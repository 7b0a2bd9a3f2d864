from __future__ import annotations

import base64

import numpy as np
import pytest

from scorescape.models.boltzmann.completion.held import drawn_held, named_held
from scorescape.models.errors import InvalidInput


def packed(bits: np.ndarray) -> str:
    return base64.b64encode(np.packbits(bits).tobytes()).decode()


def test_named_parts_hide_what_they_are_called_after() -> None:
    shown = {name: named_held(name, (4, 6)).reshape(4, 6) for name in ("lower-half", "right-half", "centre")}
    assert shown["lower-half"].all(1).tolist() == [True, True, False, False]
    assert shown["right-half"].all(0).tolist() == [True, True, True, False, False, False]
    centre = np.ones((4, 6), bool)
    centre[1:3, 1:5] = False
    assert (shown["centre"] == centre).all()
    assert (~named_held("centre", (8, 8))).sum() == 16


@pytest.mark.parametrize(("name", "n"), [("random-50", 32), ("random-25", 16)])
def test_random_shares_hide_so_many_and_the_seed_says_which(name: str, n: int) -> None:
    one, other = named_held(name, (8, 8), 0), named_held(name, (8, 8), 1)
    assert (~one).sum() == (~other).sum() == n
    assert (one != other).any()
    assert (one == named_held(name, (8, 8), 0)).all()


def test_drawn_ones_are_bits_row_by_row() -> None:
    bits = np.array([1, 1, 0, 1, 0, 0], np.uint8)
    assert drawn_held(packed(bits), (2, 3)).tolist() == bits.astype(bool).tolist()
    with pytest.raises(InvalidInput, match="nothing is left to fill in"):
        drawn_held(packed(np.ones(6, np.uint8)), (2, 3))
    with pytest.raises(InvalidInput, match="bytes of packed bits"):
        drawn_held(packed(np.zeros(20, np.uint8)), (2, 3))
