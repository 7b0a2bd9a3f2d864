"""Targets that are no mixture: against powers of one Gaussian, which are Gaussians, and against sums over grids."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.kl_divergence import KlJudge
from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput, Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.annealed_langevin import AnnealedLangevin
from scorescape.models.samplers.mala import Mala
from scorescape.models.targets.compositions.composition import negation, product, union
from scorescape.models.targets.compositions.tabulated import Tabulated
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

ONE = GaussianMixture.create([1.0], [[0.3, -0.4]], [0.6])
PAIR = GaussianMixture.create([0.3, 0.7], [[-1.5, 0.0], [1.5, 0.0]], [0.4, 0.5])
HALF = product([PAIR], [2.5]).target


@pytest.mark.parametrize("power", [0.25, 0.5, 1.5, 7.3])
def test_a_broken_power_of_a_gaussian_is_a_gaussian(power: float) -> None:
    made = product([ONE], [power])
    same = GaussianMixture.create([1.0], [[0.3, -0.4]], [0.6 / math.sqrt(power)])
    assert isinstance(made.target, Tabulated)
    assert made.log_z == pytest.approx((1 - power) * math.log(2 * math.pi * 0.36) - math.log(power), abs=1e-6)
    x = torch.tensor([[0.0, 0.0], [1.0, -2.0]], dtype=torch.float64)
    torch.testing.assert_close(made.target.log_prob(x), same.log_prob(x), rtol=0, atol=1e-6)
    torch.testing.assert_close(made.target.hessian(x), same.hessian(x), rtol=0, atol=1e-9)
    torch.testing.assert_close(made.target.cell_mass(Grid(32)), same.cell_mass(Grid(32)), rtol=1e-3, atol=1e-8)
    assert made.target.mass_outside() == pytest.approx(same.mass_outside(), abs=1e-5)
    assert made.target.rms_deviation() == pytest.approx(0.6 / math.sqrt(power), rel=0.01)


def test_its_samples_are_exact() -> None:
    x = HALF.sample(40_000, torch.Generator().manual_seed(0))
    modes = find_modes(HALF)
    assert modes.n_modes == 2
    shares = torch.bincount(modes.label_of(x), minlength=2).double() / len(x)
    assert float((shares - modes.shares).abs().max()) < 4 * math.sqrt(0.25 / len(x))
    right = x[x[:, 0] > 0]
    # widths of the right mode: .5 / sqrt(2.5), to .5 % of the scale
    assert float(right.std(0).mean()) == pytest.approx(0.5 / math.sqrt(2.5), rel=0.01)
    # height by height: the mean of log p over samples against the sum over cells
    grid = Grid(200)
    log_p = HALF.log_prob(grid.points(torch.float64))
    entropy = float((log_p.exp() * log_p).sum()) * grid.cell_area
    assert float(HALF.log_prob(x.double()).mean()) == pytest.approx(entropy, abs=0.02)


def test_smoothed_it_is_as_wide_as_it_should_be() -> None:
    made = product([ONE], [1.5]).target
    x = torch.tensor([[0.3, -0.4], [1.0, 0.5]], dtype=torch.float64)
    for sigma in (0.2, 1.0):
        same = GaussianMixture.create([1.0], [[0.3, -0.4]], [math.hypot(0.6 / math.sqrt(1.5), sigma)])
        torch.testing.assert_close(made.smoothed(sigma).log_prob(x), same.log_prob(x), rtol=0, atol=2e-3)


def test_a_negation_pushes_the_mass_away_and_is_normalised() -> None:
    p = GaussianMixture.create([0.5, 0.5], [[-1.5, 0], [1.5, 0]], [0.6, 0.6])
    q = GaussianMixture.create([1.0], [[-1.5, 0]], [0.5])
    grid = Grid(256, 6.0)
    x = grid.points(torch.float64)
    near = (x - torch.tensor([-1.5, 0.0])).square().sum(1) < 1
    for floor, held in ((0.1, 0.11), (0.01, 0.017), (0.001, 0.002)):
        made = negation(p, q, floor).target
        mass = made.log_prob(x).exp() * grid.cell_area
        assert float(mass.sum()) == pytest.approx(1.0, abs=1e-4)
        assert float(mass[near].sum()) == pytest.approx(held, abs=0.006)
        # the floor is a share of the largest density of q, 1 / (2 pi .25)
        gap = made.log_prob(x[:1]) - p.log_prob(x[:1]) + torch.log(q.log_prob(x[:1]).exp() + floor * 2 / math.pi)
        assert float(gap) == pytest.approx(-made.log_z, abs=1e-6)  # type: ignore[attr-defined]
    doubted = negation(p, q, odds=10.0).target
    assert float((doubted.log_prob(x).exp() * grid.cell_area)[near].sum()) == pytest.approx(0.03, abs=0.01)


def test_noise_levels_are_refused_and_energies_are_not() -> None:
    field = ExactField(HALF)
    Mala().check(field)
    with pytest.raises(Unsupported, match="is no Gaussian mixture"):
        AnnealedLangevin().check(field)
    with pytest.raises(Unsupported, match="is no Gaussian mixture"):
        HALF.smoothed_score(torch.zeros(1, 2), 0.5)


def test_a_grid_that_is_too_coarse_is_refused_with_the_cell_that_is_needed() -> None:
    dots = GaussianMixture.create([1, 1], [[-3, -3], [3, 3]], [0.02, 0.02])
    with pytest.raises(InvalidInput, match=r"parts of scale 0\.016, which take cells of 0\.013 world units"):
        product([dots], [1.5])


def test_it_judges_as_the_mixture_that_it_is() -> None:
    made = product([ONE], [1.5]).target
    same = GaussianMixture.create([1.0], [[0.3, -0.4]], [0.6 / math.sqrt(1.5)])
    assert KlJudge(made).judge(ExactField(same), 0.0).value == pytest.approx(0.0, abs=1e-4)
    assert KlJudge(made).judge(ExactField(ONE), 0.0).value == pytest.approx(1 / 1.5 - 1 + math.log(1.5), abs=0.02)


def test_a_union_with_one_is_one_too() -> None:
    made = union([HALF, ONE], [1, 3])
    x = torch.tensor([[0.0, 0.0], [1.5, 0.2]], dtype=torch.float64)
    expected = torch.log(HALF.log_prob(x).exp() / 4 + 3 * ONE.log_prob(x).exp() / 4)
    torch.testing.assert_close(made.target.log_prob(x), expected, rtol=0, atol=1e-6)
    assert not made.is_mixture
