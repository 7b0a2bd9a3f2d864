"""What an energy does where there is no data, of densities that are known."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.energy import EnergyNetwork
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.partition.void import EMPTY, GRID, in_the_void
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture

WIDE = GaussianMixture.create([1.0], [[0.0, 0.0]], [2.0])
NARROW = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])


def test_of_a_gaussian_all_is_known() -> None:
    """Judged in another target's void: |s| = r / 4 is largest in the farthest corner of the lattice."""
    field = ExactField(WIDE)
    void = in_the_void(field, NARROW, partition_function(field))
    assert void.mass_in_the_box == pytest.approx(math.erf(math.sqrt(2)) ** 2, abs=1e-5)
    corner = math.sqrt(2) * (4 - GRID.spacing / 2)
    assert void.largest_score == pytest.approx(corner / 4, rel=1e-4)
    x = GRID.points(torch.float64)
    empty = x[NARROW.log_prob(x) < EMPTY]
    radius = float(torch.linalg.vector_norm(empty, dim=1).median())
    assert void.median_score == pytest.approx(radius / 4, rel=1e-4)
    assert void.median_log_density == pytest.approx(-(radius**2) / 8 - math.log(8 * math.pi), rel=1e-4)
    assert void.wall_length == 0


def test_a_target_that_fills_the_box_leaves_no_void() -> None:
    field = ExactField(WIDE)
    void = in_the_void(field, WIDE, partition_function(field))
    assert math.isnan(void.largest_score)
    assert math.isnan(void.median_log_density)


class _Squared(Field):
    """The density x^2 N(0, 1/4), without its constant."""

    has_energy = True

    def before_the_link(self, x: Tensor) -> Tensor:
        return x[:, 0]

    def energy(self, x: Tensor) -> Tensor:
        return 2 * (x**2).sum(1) - (x[:, 0] ** 2 + 1e-6).log()

    def score(self, x: Tensor) -> Tensor:
        away = 2 * x[:, :1] / (x[:, :1] ** 2 + 1e-6)
        return -4 * x + torch.cat([away, torch.zeros_like(away)], 1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise AssertionError


def test_a_square_has_a_wall_and_its_score_flees_it() -> None:
    void = in_the_void(_Squared(), NARROW, partition_function(_Squared()))
    assert void.wall_length == pytest.approx(2 * (4 - GRID.spacing / 2), rel=1e-6)
    assert float(void.walls[..., 0].abs().max()) < 1e-9
    # beside the wall, half a cell off it: 2 / x, and what pulls inward from the top
    beside, top = GRID.spacing / 2, 4 - GRID.spacing / 2
    assert void.largest_score == pytest.approx(math.hypot(2 / beside - 4 * beside, 4 * top), rel=1e-2)


@pytest.mark.parametrize(("link", "walled"), [("square", True), ("abs", True), ("exp", False), ("sigmoid", False)])
def test_a_network_tells_what_stands_before_a_link_with_zeros(link: str, walled: bool) -> None:
    spec = NetworkSpec.parse({"link": link, "width": 8, "depth": 1, "fourier_features": 0, "output_scale": 2.0})
    scaling = Scaling((0.1, -0.2), 1.5, 0.5)
    network = EnergyNetwork(spec, scaling, stream(0, "network"))
    x = torch.tensor([[0.3, -0.2], [1.0, 2.0]])
    f = network.before_the_link(x)
    assert (f is not None) is walled
    if f is not None:
        power = 2 if link == "square" else 1
        torch.testing.assert_close(network.energy(x), -((f**2 + 1e-6).log()) * power / 2)
