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
