"""The probability of a region: exact of a mixture, by cells of an energy, against counts and products of erf."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.partition.cell_share import cell_share
from scorescape.models.partition.mixture_share import mixture_share
from scorescape.models.partition.polygon import inside
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target

from .shapes import rectangle, wavy

COUNTS = Grid(2_048)


@pytest.mark.parametrize(("mean", "scale"), [((0.3, -0.2), 0.7), ((0.0, 0.0), 0.02), ((3.9, 1.0), 1.5), ((9, 9), 0.5)])
@pytest.mark.parametrize("turned", [False, True])
def test_a_rectangle_has_the_product_of_two_differences_of_erf(
    mean: tuple[float, float], scale: float, turned: bool
) -> None:
    def along(low: float, high: float, at: float) -> float:
        return (math.erf((high - at) / (scale * 2**0.5)) - math.erf((low - at) / (scale * 2**0.5))) / 2

    expected = along(-1.0, 2.0, mean[0]) * along(-0.01, 3.0, mean[1])
    corners = rectangle(-1.0, -0.01, 2.0, 3.0).corners()
    corners = corners.flip(0) if turned else corners
    found = mixture_share(GaussianMixture.create([1.0], [list(mean)], [scale]), corners)
    assert found == pytest.approx(expected, abs=1e-9)


def test_a_wedge_at_the_mean_has_its_angle_s_share() -> None:
    # 30 degrees, and edges so long that nothing is missing at their ends
    far = 4.0
    wedge = torch.tensor([[0, 0], [far, 0], [far, far * math.tan(math.pi / 6)]], dtype=torch.float64)
    found = mixture_share(GaussianMixture.create([1.0], [[0.0, 0.0]], [0.4]), wedge)
    assert found == pytest.approx(1 / 12, abs=1e-9)


@pytest.mark.parametrize(("name", "turn"), [("two-moons", 2), ("grid-25", 0), ("thin-curve", 1)])
def test_a_drawn_region_has_the_share_that_four_million_cells_count(name: str, turn: int) -> None:
    mixture, corners = target(name), wavy(turn).corners()
    x, mass = COUNTS.points(torch.float64), mixture.cell_mass(COUNTS).reshape(-1)
    near = (x >= corners.amin(0)).all(1) & (x <= corners.amax(0)).all(1)
    counted = float(mass[near][inside(x[near], corners)].sum())
    assert mixture_share(mixture, corners) == pytest.approx(counted, abs=2e-4)
    found = partition_function(ExactField(mixture))
    assert cell_share(found.cells, found.log_z, corners) == pytest.approx(counted, abs=4e-4)


def test_the_parts_of_the_box_make_the_whole() -> None:
    mixture = target("two-moons")
    found = partition_function(ExactField(mixture))
    parts = [rectangle(-4, -4, 0.123, 4).corners(), rectangle(0.123, -4, 4, 4).corners()]
    exact = [mixture_share(mixture, each) for each in parts]
    assert sum(exact) == pytest.approx(1 - mixture.mass_outside(), abs=1e-9)
    assert [cell_share(found.cells, found.log_z, each) for each in parts] == pytest.approx(exact, abs=2e-4)


@pytest.mark.parametrize(
    "corners", [[[0, 0], [2, 0], [2, 2]], [[-1, -1], [1, -1], [1, 1], [-1, 1]], [[0, 0], [2, 1], [0, 2]]]
)
def test_a_border_through_the_centres_of_pieces_counts_them_by_half(corners: list[list[float]]) -> None:
    mixture = GaussianMixture.create([1.0], [[0.19, 0.38]], [0.5])
    lasso = torch.tensor(corners, dtype=torch.float64)
    found = partition_function(ExactField(mixture))
    assert cell_share(found.cells, found.log_z, lasso) == pytest.approx(mixture_share(mixture, lasso), abs=1e-4)
