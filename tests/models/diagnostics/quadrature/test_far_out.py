"""What the circles far outside say of the mass beyond a window."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.quadrature.asking import Asking
from scorescape.models.diagnostics.quadrature.far_out import CIRCLES, log_mass_beyond
from scorescape.models.testing.linear import Linear


class Power(Linear):
    """E = a log |x|, so that the density falls like |x|^-a."""

    def energy(self, x: Tensor) -> Tensor:
        return self.a * torch.linalg.vector_norm(x, dim=1).log()


@pytest.mark.parametrize("half_width", [16.0, 64.0])
def test_a_density_that_falls_with_the_square_has_as_much_mass_in_every_ring(half_width: float) -> None:
    # of |x|^-2 the ring from r to e r holds 2 pi, whatever r
    found = log_mass_beyond(Asking(Power(2)), half_width)
    assert found == pytest.approx(math.log(2 * math.pi * len(CIRCLES)), abs=1e-5)


def test_a_density_that_falls_faster_leaves_less_the_further_out() -> None:
    near, far = (log_mass_beyond(Asking(Power(4)), half_width) for half_width in (16.0, 32.0))
    # sum over circles of 2 pi r^2 / r^4, r twice as large
    assert near - far == pytest.approx(math.log(4), abs=1e-5)
    assert near == pytest.approx(math.log(sum(2 * math.pi / (16 * c) ** 2 for c in CIRCLES)), abs=1e-5)


def test_the_circles_begin_beyond_the_window_and_each_is_twice_the_one_before() -> None:
    found = log_mass_beyond(Asking(Power(4)), 1.0)
    # 2 pi / r^2 on each
    assert math.exp(found) / (2 * math.pi) == pytest.approx(1 / 1.5**2 + 1 / 9 + 1 / 36 + 1 / 144 + 1 / 576, rel=1e-6)


@pytest.mark.parametrize("towards", [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)])
def test_mass_in_any_quarter_is_a_quarter_of_the_mass_all_around(towards: tuple[float, float]) -> None:
    class Quarter(Linear):
        def energy(self, x: Tensor) -> Tensor:
            # turned by less than the angle between two directions, so that none lies on a border
            turned = x + 0.01 * torch.stack([-x[:, 1], x[:, 0]], dim=1)
            return torch.where((turned * torch.tensor(towards) > 0).all(1), 0.0, torch.inf)

    one, all_of_them = (log_mass_beyond(Asking(field), 16.0) for field in (Quarter(1.0), Linear(0.0)))
    assert one - all_of_them == pytest.approx(math.log(1 / 4), abs=1e-9)
