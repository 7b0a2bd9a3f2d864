"""The pie: log Z of known unnormalised Gaussians, slices of a whole, the square that points fall on."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.errors import Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.partition.monte_carlo import MonteCarloSpec
from scorescape.models.partition.pie import pie
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target

from .shapes import rectangle


class Bowl(Field):
    """E = |x - m|^2 / (2 s^2) + c, whose log Z is log(2 pi s^2) - c."""

    has_energy = True
    precision = torch.float64

    def __init__(self, mean: tuple[float, float], scale: float, shift: float) -> None:
        self.mean, self.scale, self.shift = torch.tensor(mean, dtype=torch.float64), scale, shift

    def energy(self, x: Tensor) -> Tensor:
        return ((x - self.mean) ** 2).sum(1) / (2 * self.scale**2) + self.shift

    def score(self, x: Tensor) -> Tensor:
        return (self.mean - x) / self.scale**2

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), torch.full((len(x),), -2 / self.scale**2, dtype=x.dtype)


@pytest.mark.parametrize(
    ("mean", "scale", "shift"), [((0, 0), 1.0, 0.0), ((1.2, -0.4), 0.02, 300.0), ((-2, 3), 0.3, -40.0)]
)
def test_log_z_of_an_unnormalised_gaussian(mean: tuple[float, float], scale: float, shift: float) -> None:
    found = pie(Bowl(mean, scale, shift))
    expected = math.log(2 * math.pi * scale**2) - shift
    assert found.found.log_z == pytest.approx(expected, abs=1e-3)
    assert found.found.reliable
    whole = rectangle(-4, -4, 4, 4)
    assert found.share(whole) == pytest.approx(GaussianMixture.create([1.0], [mean], [scale]).mass_outside() * -1 + 1)
    if found.chance.reliable:
        assert abs(found.chance.log_z - expected) < 4 * found.exact_error


def test_slices_are_shares_and_the_rest() -> None:
    found = pie(ExactField(target("two-gaussians")))
    right, left, rest = found.slices([rectangle(0, -1, 4, 4), rectangle(-4, -4, 0, -1)])
    assert right == pytest.approx(0.8, abs=0.01)
    assert left == pytest.approx(0.2, abs=0.02)
    assert right + left + rest == pytest.approx(1)


def test_points_fall_on_the_box_unless_they_would_notice_what_lies_outside() -> None:
    # .27 % of the pair lies off the box: a fifth of the error of 4,000 points hides it, not that of a million
    field = ExactField(target("two-gaussians"))
    assert pie(field).half_width == 4.0
    many = pie(field, MonteCarloSpec(n_points=1_000_000))
    assert many.half_width == 8.0
    assert abs(many.chance.log_z) < 4 * many.exact_error < 0.03


def test_what_is_not_to_be_believed_is_said() -> None:
    few = pie(Bowl((0, 0), 0.05, 0.0), MonteCarloSpec(n_points=1_000))
    assert few.message().startswith("Few points found the mass")
    assert pie(ExactField(target("checkerboard"))).message() == ""
    flat = pie(Bowl((0, 0), 1e3, 0.0))
    assert "beyond the widest window" in flat.message()


def test_a_score_has_no_pie() -> None:
    class Whirl(Field):
        def score(self, x: Tensor) -> Tensor:
            return x

        def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
            return x, x.sum(1)

    with pytest.raises(Unsupported, match="no energy"):
        pie(Whirl())
