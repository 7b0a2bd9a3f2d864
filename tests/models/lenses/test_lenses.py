"""Each lens against something known."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses.base import Lens, Look, Specimen, Trail
from scorescape.models.lenses.basins import BasinsLens
from scorescape.models.lenses.curl_and_divergence import CurlAndDivergenceLens
from scorescape.models.lenses.energy import EnergyLens
from scorescape.models.lenses.low_density import LowDensityLens
from scorescape.models.lenses.manifold import ManifoldLens
from scorescape.models.lenses.mode_weights import ModeWeightsLens
from scorescape.models.lenses.quality_against_cost import QualityAgainstCostLens
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target

GRID = Grid(64)
PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 0.0], [-2.0, 0.0]], [0.5, 0.5])
MODES = find_modes(PAIR)


class Turned(Field):
    """The exact score plus a rotation about the origin, omega (-y, x): its curl is 2 omega everywhere."""

    def __init__(self, mixture: GaussianMixture, omega: float) -> None:
        self._exact, self._omega = ExactField(mixture), omega

    def score(self, x: Tensor) -> Tensor:
        return self._exact.score(x) + self._omega * torch.stack([-x[:, 1], x[:, 0]], dim=1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self._exact.score_and_divergence(x)[1]


class Scaled(Field):
    """The exact energy times a temperature's inverse."""

    has_energy = True

    def __init__(self, mixture: GaussianMixture, beta: float) -> None:
        self._exact, self._beta = ExactField(mixture), beta

    def score(self, x: Tensor) -> Tensor:
        return self._beta * self._exact.score(x)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self._beta * self._exact.score_and_divergence(x)[1]

    def energy(self, x: Tensor) -> Tensor:
        return self._beta * self._exact.energy(x)


def look(lens: Lens, field: Field, **more: object) -> Look:
    specimen = dataclasses.replace(Specimen(PAIR, MODES, field), **more)  # type: ignore[arg-type]
    with torch.no_grad():
        return lens.look(specimen, GRID, stream(0, "lens"))


def test_curl_of_a_rotation_is_twice_its_rate_and_of_a_gradient_zero() -> None:
    turned = look(CurlAndDivergenceLens(), Turned(PAIR, 0.7))
    assert turned.maps["curl"].values.mean() == pytest.approx(1.4, rel=1e-3)
    assert turned.numbers["curl"].value == pytest.approx(1.4, rel=1e-3)
    straight = look(CurlAndDivergenceLens(), ExactField(PAIR))
    assert straight.numbers["curl"].value < 1e-3
    exact = PAIR.to(torch.float32).divergence(GRID.points())
    assert torch.allclose(straight.maps["divergence"].values.reshape(-1), exact, atol=1e-2, rtol=1e-3)


def test_the_basins_of_the_exact_field_are_the_density_s_own() -> None:
    right = look(BasinsLens(), ExactField(PAIR))
    assert right.numbers["elsewhere"].value == 0, "the same flow, from the same starts"
    wrong = look(BasinsLens(), Turned(PAIR, 20.0))
    assert wrong.numbers["elsewhere"].value > 10.0, "negative control"
    for mode in ("basin_1", "basin_2"):
        assert right.numbers[mode].value == right.numbers[mode].exact
    assert sum(wrong.numbers[mode].exact or 0 for mode in ("basin_1", "basin_2")) == pytest.approx(100)
    assert right.maps["learnt"].beside == "exact"
    labels = right.maps["exact"].values
    assert labels[32, 60] == 0, "the heavy mode is on the right"
    assert labels[32, 3] == 1


def test_the_exact_field_is_right_even_in_the_void_and_a_turned_one_is_not() -> None:
    right = look(LowDensityLens(), ExactField(PAIR))
    assert right.numbers["angle_void"].value < 0.1
    lost = look(LowDensityLens(), Turned(PAIR, 5.0))
    assert lost.numbers["angle_void"].value > 20
    assert lost.maps["error"].values[32, 32] == pytest.approx(0.0, abs=0.6), "at the origin the rotation stands still"
    coverage = right.curves["coverage"].y
    assert float(coverage.sum()) == pytest.approx(100, abs=0.1)
    assert bool((coverage.diff() > -0.5).all()), "the fullest part of the box holds the most data"


def test_the_void_is_where_next_to_no_data_lies() -> None:
    seen = look(LowDensityLens(quantile=0.05), ExactField(PAIR))
    assert seen.hatch is not None
    mass = PAIR.cell_mass(GRID)
    assert float(mass[seen.hatch].sum()) == pytest.approx(0.05, abs=0.02)
    exact = PAIR.to(torch.float32).sample(20_000, stream(0, "exact"))
    number = look(LowDensityLens(quantile=0.05), ExactField(PAIR), particles=exact).numbers["in_void"]
    assert number.value == pytest.approx(5, abs=1), "exact samples score the floor"
    assert number.floor == pytest.approx(5)
    uniform = 8 * torch.rand(5000, 2, generator=stream(0, "uniform")) - 4
    assert look(LowDensityLens(quantile=0.05), ExactField(PAIR), particles=uniform).numbers["in_void"].value > 50


def manifold(mixture: GaussianMixture, **settings: float) -> Look:
    specimen = Specimen(mixture, find_modes(mixture), ExactField(mixture))
    with torch.no_grad():
        return ManifoldLens(**settings).look(specimen, GRID, stream(0, "lens"))


def line(width: float) -> GaussianMixture:
    """A straight stroke through the box, so long that its ends hold little."""
    x = torch.arange(-4, 4, width / 2, dtype=torch.float64)
    return GaussianMixture.create(torch.ones(len(x)), torch.stack([x, 0 * x], 1), torch.full((len(x),), width))


def test_steepness_of_a_blob_is_one_over_its_variance_both_ways() -> None:
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])
    seen = manifold(blob, width_factor=0.1, noise=0.2)
    for name in ("across", "along"):
        assert seen.numbers[name].value == pytest.approx(-1 / 0.5**2, rel=1e-3)
        assert seen.numbers[name].exact == pytest.approx(-1 / 0.5**2, rel=1e-3)
        assert seen.numbers[f"thin_{name}"].value == pytest.approx(-1 / 0.05**2, rel=1e-3)
        assert seen.numbers[f"veiled_{name}"].value == pytest.approx(-1 / (0.05**2 + 0.2**2), rel=1e-3)


def test_a_stroke_is_steep_across_and_flat_along_down_to_a_curve() -> None:
    seen = manifold(line(0.2), width_factor=0.05, noise=0.2)
    across, along = seen.numbers["thin_across"], seen.numbers["thin_along"]
    assert across.exact == pytest.approx(-1 / 0.01**2)
    assert across.value == pytest.approx(across.exact, rel=1e-3)
    assert abs(along.value) < 1e-3 * abs(across.value)
    veiled = seen.numbers["veiled_across"]
    assert veiled.exact == pytest.approx(-1 / (0.01**2 + 0.2**2))
    assert veiled.value == pytest.approx(veiled.exact, rel=0.02)
    curves = seen.curves
    assert all(curve.of_target and curve.log_x for curve in curves.values())
    torch.testing.assert_close(
        curves["across"].y, (1 / curves["across"].x ** 2).to(curves["across"].y), rtol=0.01, atol=0
    )
    held = 1 / (curves["across, noise"].x ** 2 + 0.2**2)
    torch.testing.assert_close(curves["across, noise"].y, held.to(curves["across, noise"].y), rtol=0.02, atol=0)
    assert float(curves["along"].y.max()) < 0.2, "pieces, not dots"
    assert float(curves["along, noise"].y.max()) < 1


def test_no_closed_form_stands_beside_figures_it_is_not_of() -> None:
    squares = build_target(PresetTarget(name="checkerboard"))
    assert manifold(squares).numbers["thin_across"].exact is None
    far = manifold(line(0.2), noise=2.0).numbers["veiled_across"]
    assert far.exact is None or far.value == pytest.approx(far.exact, rel=0.1)


def test_the_target_s_own_part_is_found_once_and_anew_for_other_settings() -> None:
    mixture = line(0.2)
    first, again = manifold(mixture, noise=0.2), manifold(mixture, noise=0.2)
    assert first.curves is again.curves
    other = manifold(mixture, noise=0.4)
    assert other.numbers["veiled_across"].value == pytest.approx(-1 / (0.02**2 + 0.4**2), rel=0.05)


def test_the_least_loss_falls_as_one_over_the_width_squared_and_noise_holds_it() -> None:
    """On a blob of deviation w, -1/2 E|s|^2 = -1 / w^2; across a stroke alone half of it; under noise sigma, of
    w^2 + sigma^2."""
    blob = manifold(GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5]), width_factor=0.1, noise=0.2)
    assert blob.numbers["loss"].value == pytest.approx(-1 / 0.05**2, rel=1e-3)
    assert blob.numbers["loss_smoothed"].value == pytest.approx(-1 / (0.05**2 + 0.2**2), rel=1e-3)
    stroke = manifold(line(0.2), width_factor=0.1, noise=0.2)
    assert stroke.numbers["loss"].value == pytest.approx(-0.5 / 0.02**2, rel=0.05)
    torch.testing.assert_close(blob.curves["bare"].y, (1 / blob.curves["bare"].x ** 2).float(), rtol=1e-3, atol=0)
    assert float(stroke.curves["noise"].y.max()) < 1 / 0.2**2
    # the field itself: far steeper than under noise
    assert float(stroke.maps["narrowed"].values.max()) > 5 * float(stroke.maps["under noise"].values.max())


def test_the_error_is_charted_against_density_beside_the_data_s_coverage() -> None:
    turned = look(LowDensityLens(), Turned(PAIR, 0.7))
    error, coverage = turned.curves["error"], turned.curves["coverage"]
    torch.testing.assert_close(error.x, coverage.x)
    # a rotation about the origin is wrong by 0.7 |x|: most in the empty corners, least between
    grid = GRID.points()
    wrong = 0.7 * torch.linalg.vector_norm(grid, dim=1)
    order = PAIR.to(torch.float32).log_prob(grid).argsort()
    expected = torch.stack([wrong[part].mean() for part in torch.tensor_split(order, len(error.y))])
    torch.testing.assert_close(error.y, expected, rtol=1e-3, atol=1e-3)


def test_the_energy_lens_normalises_and_sees_a_wrong_temperature() -> None:
    exact = look(EnergyLens(), Scaled(PAIR, 1.0))
    assert exact.numbers["log_z"].value == pytest.approx(0, abs=1e-3)
    assert exact.numbers["kl"].value == pytest.approx(0, abs=1e-3)
    assert exact.numbers["mass_1"].value == pytest.approx(80, abs=0.5)
    assert exact.maps["density"].values.sum() * GRID.cell_area == pytest.approx(1, abs=0.01)
    cold = look(EnergyLens(), Scaled(PAIR, 3.0))
    # p^3 of separated modes: masses go as w^3, 64 : 1
    assert cold.numbers["mass_1"].value == pytest.approx(100 * 64 / 65, abs=0.5)
    assert cold.numbers["kl"].value > 0.3


def test_the_score_does_not_know_the_weights_unless_the_modes_touch() -> None:
    apart = look(ModeWeightsLens(mode=2, share=0.6), ExactField(PAIR))
    assert apart.numbers["score_change"].value < 0.01
    near = GaussianMixture.create([0.8, 0.2], [[0.6, 0.0], [-0.6, 0.0]], [0.3, 0.3])
    specimen = Specimen(near, find_modes(near), ExactField(near))
    with torch.no_grad():
        touching = ModeWeightsLens(mode=2, share=0.6).look(specimen, GRID, stream(0, "lens"))
    assert touching.numbers["score_change"].value > 10 * apart.numbers["score_change"].value


def test_exact_samples_have_the_right_shares_and_half_and_half_has_not() -> None:
    exact = PAIR.to(torch.float32).sample(4000, stream(1, "exact"))
    number = look(ModeWeightsLens(), ExactField(PAIR), particles=exact).numbers["total_variation"]
    assert number.floor is not None
    assert number.value < 4 * number.floor
    halves = torch.cat([exact[:1000].abs(), exact[:1000].abs() * torch.tensor([-1.0, 1.0])])
    assert look(ModeWeightsLens(), ExactField(PAIR), particles=halves).numbers["total_variation"].value > 0.25


def test_quality_against_cost_shows_the_walk_s_own_record() -> None:
    trail = Trail(torch.tensor([10.0, 20.0, 30.0]), torch.tensor([1.0, 0.4, 0.5]), 0.05, 0.09)
    seen = look(QualityAgainstCostLens(), ExactField(PAIR), trail=trail)
    assert seen.numbers["best"].value == pytest.approx(0.4)
    for name in ("distance", "best"):
        assert (seen.numbers[name].floor, seen.numbers[name].floor_95) == (0.05, 0.09)
    assert seen.curves["distance"].x.tolist() == [10, 20, 30]
    assert look(QualityAgainstCostLens(), ExactField(PAIR)).note


def test_a_walk_that_was_judged_once_has_its_figures() -> None:
    seen = look(QualityAgainstCostLens(), ExactField(PAIR), trail=Trail(torch.tensor([5.0]), torch.tensor([0.8]), 0.1))
    assert (seen.note, seen.numbers["distance"].value) == ("", pytest.approx(0.8))
    nothing = look(QualityAgainstCostLens(), ExactField(PAIR), trail=Trail(torch.empty(0), torch.empty(0), 0.1))
    assert "press Sample" in nothing.note
