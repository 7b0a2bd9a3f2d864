"""Figures of energies and of thin strokes that are known exactly."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.kl_divergence import KL_POINTS
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.energy import EnergyLens
from scorescape.models.lenses.manifold import ManifoldLens, eigenvalues
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.narrowed import narrowed
from tests.models.lenses.made import BLOB, GRID, PAIR, Made, look, turned


def test_an_energy_that_is_too_cold_has_a_known_residual_and_masses() -> None:
    """p^2 of separated blobs of one width weighs w^2: 16 to 1 for 4 to 1; and a blob's own is a narrower blob."""
    cold = look(EnergyLens(), PAIR, Made(lambda x: 2 * ExactField(PAIR).score(x), ExactField(PAIR), 2.0))
    assert cold.numbers["mass_1"].value == pytest.approx(100 * 16 / 17, abs=0.05)
    assert cold.numbers["mass_tv"].value == pytest.approx(16 / 17 - 0.8, abs=5e-4)
    assert cold.numbers["fisher"].value == pytest.approx(1, rel=1e-3)
    blob = look(EnergyLens(), BLOB, Made(lambda x: 2 * ExactField(BLOB).score(x), ExactField(BLOB), 2.0))
    square = ((GRID.points() - torch.tensor([0.3, -0.2])) ** 2).sum(1)
    expected = GRID.reshape(math.log(2) - square / (2 * 0.64))
    seen = blob.maps["residual"].values
    torch.testing.assert_close(seen[~seen.isnan()], expected[~seen.isnan()], atol=2e-3, rtol=0)
    faint = square / (2 * 0.64) > -math.log(1e-4)
    assert float((faint == seen.reshape(-1).isnan()).float().mean()) > 0.99, "silent where the target is faint"
    assert blob.numbers["kl"].value == pytest.approx(1 - math.log(2), abs=0.05)
    log_z = math.log(math.pi * 0.64) - 2 * math.log(2 * math.pi * 0.64)
    assert blob.numbers["log_z"].value == pytest.approx(log_z, abs=2e-3)


def test_a_mass_says_beside_which_share_of_the_target_it_stands() -> None:
    numbers = look(EnergyLens(), PAIR, ExactField(PAIR)).numbers
    assert numbers["mass_1"].label == "model's mass of mode 1 (target 80 %)"
    assert numbers["mass_2"].label == "model's mass of mode 2 (target 20 %)"


def test_masses_of_the_four_largest_modes_are_shown() -> None:
    five = GaussianMixture.create([5, 4, 3, 2, 1], [[-3.0 + 1.5 * k, 0.0] for k in range(5)], [0.2] * 5)
    numbers = look(EnergyLens(), five, ExactField(five)).numbers
    masses = {name: number.value for name, number in numbers.items() if name.startswith("mass_") and name != "mass_tv"}
    assert masses == pytest.approx({f"mass_{k}": 100 * (6 - k) / 15 for k in (1, 2, 3, 4)}, abs=0.1)


def test_figures_of_an_energy_have_the_error_of_their_points_and_are_doubted_but_for_the_score_s() -> None:
    cold = look(EnergyLens(), BLOB, Made(ExactField(BLOB).score, ExactField(BLOB), 2.0))
    # log p + E is half a chi-square of two degrees but for a constant: its deviation is 1
    assert cold.numbers["kl"].error == pytest.approx(1 / math.sqrt(KL_POINTS), rel=0.1)
    assert cold.unreliable == {}
    flat = look(EnergyLens(), BLOB, Made(ExactField(BLOB).score, ExactField(BLOB), 0.0))
    assert flat.unreliable == dict.fromkeys(("kl", "log_z", "mass_tv", "mass_1"), flat.note)
    assert flat.note.startswith("The model has mass beyond the widest window")


def test_eigenvalues_are_those_of_the_symmetric_part() -> None:
    jacobian = torch.tensor([[-3.0, 2.5], [-0.5, -1.0]])
    field = Made(lambda x: x @ jacobian.T)
    larger, smaller = eigenvalues(field, torch.zeros(3, 2) + 0.5)
    known = np.linalg.eigvalsh((jacobian + jacobian.T).numpy() / 2)
    torch.testing.assert_close(larger, torch.full((3,), float(known[0])), atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(smaller, torch.full((3,), float(known[1])), atol=1e-3, rtol=1e-3)
    up, down = eigenvalues(Made(lambda x: -(x @ jacobian.T)), torch.zeros(1, 2))
    assert (float(up), float(down)) == pytest.approx((-known[0], -known[1]), rel=1e-3), "the larger in size first"


def test_a_slanted_stroke_is_as_steep_across_as_a_level_one() -> None:
    t = torch.arange(-3.5, 3.5, 0.1, dtype=torch.float64)
    stroke = GaussianMixture.create(torch.ones(len(t)), torch.stack([0.6 * t, 0.8 * t], 1), torch.full((len(t),), 0.2))
    seen = look(ManifoldLens(), stroke, ExactField(stroke))
    assert seen.numbers["across"].value == pytest.approx(-1 / 0.2**2, rel=0.01)
    assert seen.numbers["across"].exact == pytest.approx(-1 / 0.2**2, rel=0.01)
    assert abs(seen.numbers["along"].value) < 0.3
    bent = look(ManifoldLens(), stroke, turned(stroke, 60.0))
    assert bent.numbers["across"].exact == pytest.approx(-1 / 0.2**2, rel=0.01)
    # half of the steepness is left in the symmetric part, the rest turns: -c / 2 -+ 1 / 2 of 1 / w^2, c = cos 60
    assert bent.numbers["across"].value == pytest.approx(-(0.5 + 1) / 2 / 0.2**2, rel=0.02)


def test_on_the_map_pieces_of_a_stroke_stand_half_a_cell_apart() -> None:
    """At a fiftieth of its width it is a row of dots on the map: their places show."""
    t = torch.arange(-3.5, 3.5, 0.1, dtype=torch.float64)
    stroke = GaussianMixture.create(torch.ones(len(t)), torch.stack([0.6 * t, 0.8 * t], 1), torch.full((len(t),), 0.2))
    seen = look(ManifoldLens(width_factor=0.02), stroke, ExactField(stroke)).maps["narrowed"].values
    dots = narrowed(stroke, 0.02, finest=0.0625).to(torch.float32)
    coarse = Grid(32)
    lengths = coarse.reshape(dots.score(coarse.points()).norm(dim=1))
    expected = torch.nn.functional.interpolate(lengths[None, None], (64, 64), mode="bilinear")[0, 0]
    torch.testing.assert_close(seen, expected)
