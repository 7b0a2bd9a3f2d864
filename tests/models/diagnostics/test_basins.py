"""Basins of a flow: the exact ones, found from their borders outward, against the flow from every start."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.basins import ARRIVED, _ends, basins, exact_basins
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target

GRID = Grid(64)
PAIR = GaussianMixture.create([0.5, 0.5], [[2.0, 0.0], [-2.0, 0.0]], [0.5, 0.5])


class Outward(Field):
    """s(x) = x: everything leaves the box."""

    def score(self, x: Tensor) -> Tensor:
        return x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError


@pytest.mark.parametrize("name", ["unequal-three", "eight-gaussians", "two-moons"])
def test_the_exact_basins_are_those_of_the_flow_from_every_start(name: str) -> None:
    mixture = build_target(PresetTarget(name=name))
    modes = find_modes(mixture)
    everywhere = basins(ExactField(mixture), modes, GRID, mixture.narrowest_scale)
    found = exact_basins(mixture, modes, GRID)
    assert torch.equal(found, everywhere)
    assert exact_basins(mixture, modes, GRID) is found, "found once"
    if name == "unequal-three":
        cells = GRID.reshape(modes.label_of(GRID.points()))
        assert not torch.equal(found, cells), "the modes' own cells would not do"


def test_two_equal_modes_share_the_box_along_its_middle() -> None:
    found = exact_basins(PAIR, find_modes(PAIR), GRID)
    right = GRID.reshape(GRID.points()[:, 0] > 0)
    assert len(found[right].unique()) == 1
    assert len(found[~right].unique()) == 1
    assert found[0, 0] != found[0, -1]


def test_what_leaves_the_box_ends_nowhere() -> None:
    assert bool((basins(Outward(), find_modes(PAIR), GRID, 1.5) == -1).all())


@pytest.mark.parametrize("scale", [0.2, 0.4])
def test_who_is_on_the_way_to_a_mode_comes_to_rest_there(scale: float) -> None:
    """Half a variance is half of the way: stable, and less than the last step is left."""
    blob = GaussianMixture.create([1.0], [[0.5, -0.3]], [scale])
    start = torch.tensor([[0.4, -0.3], [2.0, 1.0], [0.5, -0.3]])
    away = (_ends(ExactField(blob), start, scale) - torch.tensor([0.5, -0.3])).norm(dim=1)
    assert float(away.max()) <= ARRIVED


def test_who_is_led_off_the_box_stops_at_twice_its_width_on_every_side() -> None:
    sides = torch.tensor([[3.0, 0.0], [-3.0, 0.0], [0.0, 3.0], [0.0, -3.0]])
    torch.testing.assert_close(_ends(Outward(), sides, 1.5), sides / 3 * 8)


class Wind(Outward):
    """A tenth of a unit to the right, everywhere."""

    def score(self, x: Tensor) -> Tensor:
        return torch.tensor([[0.1, 0.0]]).expand(len(x), 2)


def test_a_flow_is_followed_for_140_steps() -> None:
    # half a unit^2 a step
    end = _ends(Wind(), torch.tensor([[-3.0, 1.0]]), 1.0)
    assert end.tolist() == [pytest.approx([-3.0 + 140 * 0.05, 1.0], abs=1e-3)]
