"""The modes of a target: how many, of what mass, in what order."""

import pytest
import torch

from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

MODES = {
    "two-gaussians": 2,
    "eight-gaussians": 8,
    "grid-25": 25,
    "two-moons": 2,
    "spiral": 1,
    "checkerboard": 8,
    "rings": 2,
    "pinwheel": 5,
    "unequal-three": 3,
    "thin-curve": 1,
    "smiley": 4,
}


@pytest.mark.parametrize("name", sorted(MODES))
def test_every_preset_has_the_modes_an_eye_sees(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    modes = find_modes(mixture)
    assert modes.n_modes == MODES[name]
    assert abs(float(modes.masses.sum()) + modes.mass_outside - 1) < 1e-6


def test_every_preset_on_disk_is_named_here() -> None:
    assert set(PRESETS) == set(MODES)


def test_a_point_belongs_to_the_mode_it_lies_in() -> None:
    asymmetric = GaussianMixture.create([0.7, 0.3], [[2.5, 0.0], [0.0, -1.5]], [0.4, 0.4])
    modes = find_modes(asymmetric)
    x = torch.tensor([[2.5, 0.0], [0.0, -1.5], [5.0, 0.0]])
    assert modes.label_of(x).tolist() == [0, 1, -1]


@pytest.mark.parametrize("y", [-3.0, -1.0, 0.3, 1.7, 3.0])
def test_equal_modes_keep_the_order_in_which_they_were_drawn_wherever_they_lie(y: float) -> None:
    means = [[1.5, -2.0], [-1.5, 2.0], [-3.0, y]]
    modes = find_modes(GaussianMixture.create([1.0, 1.001, 1.0], means, [0.3, 0.3, 0.3]))
    torch.testing.assert_close(modes.positions, torch.tensor(means, dtype=torch.float64), atol=0.05, rtol=0)


def test_a_larger_mode_comes_before_what_was_drawn_earlier() -> None:
    means = [[1.5, -2.0], [-1.5, 2.0], [-3.0, -3.0]]
    modes = find_modes(GaussianMixture.create([1.0, 1.05, 3.0], means, [0.3, 0.3, 0.3]))
    torch.testing.assert_close(modes.masses, torch.tensor([3.0, 1.05, 1.0]).double() / 5.05, atol=1e-3, rtol=0)
    assert modes.label_of(torch.tensor(means)).tolist() == [2, 1, 0]


def test_shares_are_those_of_what_lies_in_the_box() -> None:
    half_off = find_modes(GaussianMixture.create([0.6, 0.2, 0.2], [[4.0, 0.0], [-2.0, -2.0], [-2.0, 2.0]], [0.3] * 3))
    assert half_off.mass_outside == pytest.approx(0.3, abs=1e-9)
    assert half_off.shares.tolist() == pytest.approx([3 / 7, 2 / 7, 2 / 7], abs=1e-6)


def test_modes_that_are_too_light_are_counted_with_what_they_hold() -> None:
    places = [[0.0, 0.0], [3.0, 3.0], [-3.0, 3.0], [3.0, -3.0]]
    target = GaussianMixture.create([0.9765, 0.0015, 0.001, 0.021], places, [0.4, 0.2, 0.2, 0.2])
    modes = find_modes(target)
    assert (modes.n_modes, modes.hidden) == (2, 2)
    assert modes.hidden_mass == pytest.approx(0.0025, abs=2e-5)
    # two beside each other are counted one with the other, then both with the third: each once
    beside = GaussianMixture.create([0.9983, 0.0008, 0.0009], [[0.0, 0.0], [3.0, 3.0], [3.0, 2.0]], [0.4, 0.2, 0.2])
    assert (find_modes(beside).n_modes, find_modes(beside).hidden) == (1, 2)
    assert find_modes(beside).hidden_mass == pytest.approx(0.0017, abs=2e-5)
    # the edge of what lies off the box, and a ripple of a ridge, are no modes
    off = find_modes(GaussianMixture.create([0.999999, 1e-6], [[0.0, 0.0], [4.6, 4.6]], [0.4, 0.1]))
    assert (off.hidden, off.hidden_mass) == (0, 0.0)
    for name in ("spiral", "grid-25"):
        assert find_modes(PRESETS.get(name)().mixture()).hidden == 0
