"""Figures of lenses that are known exactly: each of them would be another if the lens took the wrong mean, sign, part
of the box, mode or field."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from scorescape.models.diagnostics.density_quantiles import DensityQuantiles
from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Specimen
from scorescape.models.lenses.basins import BasinsLens
from scorescape.models.lenses.curl_and_divergence import CurlAndDivergenceLens
from scorescape.models.lenses.low_density import LowDensityLens
from scorescape.models.lenses.manifold import ManifoldLens
from scorescape.models.lenses.mode_weights import ModeWeightsLens
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from tests.models.lenses.made import BLOB, GRID, PAIR, THREE, Made, look, turned

# -- curl and divergence --------------------------------------------------------------------------------------


def test_a_curl_that_varies_is_a_root_mean_square_and_relative_to_the_whole_jacobian() -> None:
    """s = -x / v + (-a y^2, 0) on N(0, v I): curl 2 a y, whose rms is 2 a sqrt(v) and whose mean size is a fifth less;
    E |J|^2 = 2 / v^2 + 4 a^2 v."""
    v, a = 0.64, 0.9
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [v**0.5])
    field = Made(lambda x: -x / v + torch.stack([-a * x[:, 1] ** 2, 0 * x[:, 0]], dim=1))
    seen = look(CurlAndDivergenceLens(), blob, field)
    rms = 2 * a * math.sqrt(v)
    assert seen.numbers["curl"].value == pytest.approx(rms, rel=0.06)
    assert seen.numbers["relative"].value == pytest.approx(rms / math.sqrt(2 / v**2 + rms**2), rel=0.06)
    curl = GRID.reshape(2 * a * GRID.points()[:, 1])
    torch.testing.assert_close(seen.maps["curl"].values, curl, atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(seen.maps["divergence"].values, torch.full_like(curl, -2 / v), atol=1e-3, rtol=1e-3)
    assert seen.maps["curl"].low == -seen.maps["curl"].high  # type: ignore[operator]
    assert seen.maps["curl"].high == pytest.approx(float(curl.abs().quantile(0.99)), rel=1e-3)


def test_colours_of_a_field_of_zeros_have_a_width() -> None:
    still = Made(lambda x: 0 * x)
    for lens, name in ((CurlAndDivergenceLens(), "curl"), (ManifoldLens(), "steepness")):
        shown = look(lens, BLOB, still).maps[name]
        assert (shown.low, shown.high) == (-1e-6, 1e-6)


# -- basins ---------------------------------------------------------------------------------------------------


def test_shares_of_the_basins_are_those_of_the_maps_beside_them() -> None:
    seen = look(BasinsLens(), PAIR, turned(PAIR, 80.0))
    learnt, exact = seen.maps["learnt"].values, seen.maps["exact"].values
    for mode in (0, 1):
        number = seen.numbers[f"basin_{mode + 1}"]
        assert number.value == pytest.approx(100 * float((learnt == mode).float().mean()), abs=1e-3)
        assert number.exact == pytest.approx(100 * float((exact == mode).float().mean()), abs=1e-3)
        assert number.value != pytest.approx(number.exact, abs=1.0), "the field turns: its basins are others"
    differs = ~((learnt == exact) | (learnt.isnan() & exact.isnan()))
    assert seen.numbers["elsewhere"].value == pytest.approx(100 * float(differs.float().mean()), abs=1e-3)
    assert torch.equal(seen.maps["differs"].values > 0.5, differs)
    assert seen.numbers["nowhere"].value == pytest.approx(100 * float(learnt.isnan().float().mean()), abs=1e-3)
    # two blobs of one width: the border is the line between them, which their weights shift off the middle
    x = GRID.reshape(GRID.points()[:, 0])
    assert bool((exact[x > 0.3] == 0).all())
    assert bool((exact[x < -0.5] == 1).all())


# -- low density ----------------------------------------------------------------------------------------------


def wrong_in_the_emptiest(share: float, degrees: float) -> Field:
    """The exact score of BLOB, turned where the density is below that of this share of the grid's cells."""
    exact, bent = ExactField(BLOB), turned(BLOB, degrees)
    border = BLOB.log_prob(GRID.points()).quantile(share)
    return Made(lambda x: torch.where((BLOB.log_prob(x) < border)[:, None], bent.score(x), exact.score(x)))


def test_a_field_that_is_wrong_in_the_emptiest_fifth_is_wrong_there_and_nowhere_else() -> None:
    seen = look(LowDensityLens(), BLOB, wrong_in_the_emptiest(0.2, 70.0))
    assert seen.numbers["angle_void"].value == pytest.approx(70, abs=0.2)
    assert seen.numbers["angle_data"].value < 0.1
    angle = seen.curves["angle"].y
    torch.testing.assert_close(angle, torch.tensor([70.0] * 4 + [0.0] * 16), atol=1.5, rtol=0)
    half = look(LowDensityLens(), BLOB, wrong_in_the_emptiest(0.1, 70.0))
    assert half.numbers["angle_void"].value == pytest.approx(35, abs=0.2), "a fifth of the box, not a tenth"
    everywhere = look(LowDensityLens(), BLOB, turned(BLOB, 25.0)).numbers
    assert everywhere["angle_data"].value == pytest.approx(25, abs=0.05)
    assert everywhere["ratio"].value == pytest.approx(1, abs=1e-3)


def test_coverage_is_the_data_s_own_mass() -> None:
    coverage = look(LowDensityLens(), BLOB, ExactField(BLOB)).curves["coverage"].y
    mass = BLOB.cell_mass(GRID).reshape(-1)
    order = BLOB.log_prob(GRID.points()).argsort()
    expected = torch.stack([mass[part].sum() for part in torch.tensor_split(order, 20)])
    torch.testing.assert_close(coverage.double(), 100 * expected / expected.sum(), atol=0.2, rtol=0)


def test_lost_particles_are_in_low_density() -> None:
    x = torch.tensor([[0.3, -0.2]] * 60 + [[9.0, 0.0]] * 25 + [[math.nan, 0.0]] * 15)
    number = look(LowDensityLens(quantile=0.05), BLOB, ExactField(BLOB), particles=x).numbers["in_void"]
    assert number.value == pytest.approx(40)
    assert number.floor == pytest.approx(5)


def test_of_no_particles_none_are_in_low_density() -> None:
    number = look(LowDensityLens(), BLOB, ExactField(BLOB), particles=torch.zeros(0, 2)).numbers["in_void"]
    assert (number.value, number.floor) == (0, pytest.approx(1))


def test_where_the_objective_smooths_the_truth_is_smoothed() -> None:
    """On N(0, v I) the smoothed score is shorter by v / (v + sigma^2): the clean field is wrong by the difference."""
    sigma, v = 0.6, 0.64
    right = look(LowDensityLens(), BLOB, ExactField(BLOB.smoothed(sigma)), smoothing=sigma)
    assert float(right.maps["error"].values.max()) < 1e-3
    wrong = look(LowDensityLens(), BLOB, ExactField(BLOB), smoothing=sigma)
    away = torch.linalg.vector_norm(GRID.points() - torch.tensor([0.3, -0.2]), dim=1)
    expected = GRID.reshape(away * (1 / v - 1 / (v + sigma**2)))
    torch.testing.assert_close(wrong.maps["error"].values, expected, atol=1e-3, rtol=1e-3)


def test_angles_too_are_those_to_the_smoothed_score() -> None:
    sigma = 1.5
    seen = look(LowDensityLens(), PAIR, ExactField(PAIR.smoothed(sigma)), smoothing=sigma).numbers
    assert seen["angle_void"].value < 0.05
    assert seen["angle_data"].value < 0.05
    assert look(LowDensityLens(), PAIR, ExactField(PAIR), smoothing=sigma).numbers["angle_data"].value > 3


def test_low_is_where_fewer_than_the_share_lie_lower() -> None:
    """A place below which just the share lies is not."""
    ranks = DensityQuantiles(BLOB).rank(GRID.points())
    at = int((ranks - 0.25).abs().argmin())
    for quantile, low in ((float(ranks[at]), False), (float(ranks[at]) + 1e-4, True)):
        seen = look(LowDensityLens(quantile=quantile), BLOB, ExactField(BLOB), particles=GRID.points()[at : at + 1])
        assert seen.numbers["in_void"].value == (100 if low else 0)
        assert seen.hatch is not None
        assert bool(seen.hatch.reshape(-1)[at]) == low


# -- mode weights ---------------------------------------------------------------------------------------------


def numpy_score(weights: list[float], x: np.ndarray) -> np.ndarray:
    """The score of THREE with other weights, written out in float64."""
    means, scales = np.array([[1.2, 1.0], [-1.2, 0.6], [0.1, -1.4]]), np.array([0.55, 0.5, 0.6])
    away = means[None] - x[:, None]
    logs = np.log(np.array(weights) / scales**2) - (away**2).sum(2) / (2 * scales**2)
    share = np.exp(logs - logs.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    return np.asarray((share[:, :, None] * away / scales[None, :, None] ** 2).sum(1))


def test_another_share_of_one_of_three_modes_changes_the_score_by_what_numpy_says() -> None:
    modes = find_modes(THREE)
    masses = (modes.masses / modes.masses.sum()).numpy()
    # mode 2 is to hold 60 %; the others keep their proportion
    factor = np.array([0.4 / (1 - masses[1]), 0.6 / masses[1], 0.4 / (1 - masses[1])])
    held = np.array([0.5, 0.3, 0.2])
    shares = masses * factor
    weights = held * (shares / shares.sum()) / held
    seen = look(ModeWeightsLens(mode=2, share=0.6), THREE, ExactField(THREE))
    x = GRID.points().double().numpy()
    change = np.linalg.norm(numpy_score(list(weights), x) - numpy_score([0.5, 0.3, 0.2], x), axis=1)
    np.testing.assert_allclose(seen.maps["change"].values.reshape(-1).numpy(), change, atol=2e-3, rtol=2e-3)
    rng = np.random.default_rng(0)
    part = rng.choice(3, 100_000, p=[0.5, 0.3, 0.2])
    centre, width = np.array([[1.2, 1.0], [-1.2, 0.6], [0.1, -1.4]]), np.array([0.55, 0.5, 0.6])
    data = centre[part] + width[part, None] * rng.standard_normal((len(part), 2))
    before, after = numpy_score([0.5, 0.3, 0.2], data), numpy_score(list(weights), data)
    relative = ((after - before) ** 2).sum() / (before**2).sum()
    specimen = Specimen(THREE, modes, ExactField(THREE))
    looks = [ModeWeightsLens(mode=2, share=0.6).look(specimen, Grid(8), stream(seed, "lens")) for seed in range(30)]
    # rare points between the modes make most of it: one look of 2,048 points is a quarter off
    mean = sum(each.numbers["score_change"].value for each in looks) / len(looks)
    assert mean == pytest.approx(relative, rel=0.08)


def test_shares_of_particles_are_counted_in_the_modes_and_halved() -> None:
    modes = find_modes(THREE)
    x = modes.positions[torch.tensor([0] * 3 + [1] * 1 + [2] * 6)].float()
    number = look(ModeWeightsLens(), THREE, ExactField(THREE), particles=x).numbers["total_variation"]
    true = modes.masses / modes.masses.sum()
    expected = 0.5 * float((torch.tensor([0.3, 0.1, 0.6], dtype=torch.float64) - true).abs().sum())
    assert number.value == pytest.approx(expected, abs=1e-6)


# -- all of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(LENSES))
def test_what_is_learnt_is_taken_from_the_specimen_s_own_field(name: str) -> None:
    """Two fields, two looks, wherever a lens looks at the field at all; and the same one twice is the same."""
    lens = LENSES.get(name)()
    particles = PAIR.to(torch.float32).sample(200, stream(0, "x"))
    one, same, other = (
        look(lens, PAIR, Made(lambda x, k=k: k * ExactField(PAIR).score(x), ExactField(PAIR), k), particles=particles)
        for k in (1.0, 1.0, 1.7)
    )
    for key, shown in one.maps.items():
        assert torch.equal(shown.values.nan_to_num(9), same.maps[key].values.nan_to_num(9)), key
    learnt = {"curl-and-divergence": "divergence", "energy": "density", "low-density": "error", "manifold": "steepness"}
    if name in learnt:
        assert not torch.equal(one.maps[learnt[name]].values, other.maps[learnt[name]].values)
