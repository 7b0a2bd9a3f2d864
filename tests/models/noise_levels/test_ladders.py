"""Ladders of noise: their ends, and what is even along them."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.field import Field
from scorescape.models.noise_levels.ladders import clipped_range, geometric, karras


def test_a_geometric_ladder_has_one_ratio() -> None:
    levels = geometric(8.0, 0.5, 5)
    assert levels == pytest.approx([8.0, 4.0, 2.0, 1.0, 0.5])
    assert geometric(8.0, 0.5, 1) == [0.5]


def test_karras_s_ladder_is_even_in_the_root_and_denser_near_the_data() -> None:
    levels = karras(80.0, 0.002, 6)
    roots = torch.tensor(levels, dtype=torch.float64) ** (1 / 7)
    torch.testing.assert_close(roots.diff(), roots.diff().mean().expand(5))
    assert (levels[0], levels[-1]) == pytest.approx((80.0, 0.002))
    assert karras(3.0, 1.0, 4, rho=1.0) == pytest.approx([3.0, 7 / 3, 5 / 3, 1.0])
    assert karras(3.0, 1.0, 1) == [3.0]


class Knows(Field):
    """Noise levels between 0.1 and 5, or any."""

    def __init__(self, noise_range: tuple[float, float] | None) -> None:
        self.noise_range = noise_range

    def score(self, x: Tensor) -> Tensor:
        return -x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return -x, torch.full((len(x),), -2.0)


@pytest.mark.parametrize(
    ("asked", "given"), [((9.0, 0.01), (5.0, 0.1)), ((3.0, 0.2), (3.0, 0.2)), ((9.0, 0.2), (5.0, 0.2))]
)
def test_a_range_is_cut_to_what_the_field_knows(asked: tuple[float, float], given: tuple[float, float]) -> None:
    assert clipped_range(Knows((0.1, 5.0)), *asked) == pytest.approx(given)
    assert clipped_range(Knows(None), *asked) == pytest.approx(asked)


def test_the_largest_level_stays_above_the_smallest() -> None:
    largest, smallest = clipped_range(Knows((0.1, 5.0)), 0.05, 0.01)
    assert largest > smallest == 0.1
