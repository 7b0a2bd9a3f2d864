"""The exact field in float32, held against the same formulas written out in float64."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.random_streams import stream
from scorescape.models.targets import brackets
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import PresetTarget, build_target

ALLOWED = 1e-4


def line(k: int, scale: float) -> GaussianMixture:
    """A slanted line of equal parts through points that float32 cannot hold."""
    along = torch.linspace(-3.3, 3.1, k, dtype=torch.float64)
    return GaussianMixture.create(
        torch.ones(k), torch.stack([along, 0.37 * along + 0.213], dim=1), torch.full((k,), scale)
    )


def scattered(k: int, low: float, high: float) -> GaussianMixture:
    noise = stream(k, "parts")
    weights, places = torch.rand(k, generator=noise) + 0.05, 7 * torch.rand(k, 2, generator=noise) - 3.5
    return GaussianMixture.create(weights, places, low * (high / low) ** torch.rand(k, generator=noise))


TARGETS = {
    "4,000 parts of scale .001": line(4_000, 0.001),
    "the thinnest brush": line(1_500, 0.005),
    "one part of scale .001": scattered(1, 0.001, 0.001),
    "three parts of scale .001": scattered(3, 0.001, 0.001),
    "scales from .001 to 2": scattered(60, 0.001, 2.0),
    "two of .5": scattered(2, 0.5, 0.5),
    "checkerboard": build_target(PresetTarget(name="checkerboard")),
}


def points(mixture: GaussianMixture) -> dict[str, Tensor]:
    """Where the data are, all over the box and the void in it, beside it, and far away."""
    box = 8 * torch.rand(300, 2, generator=stream(1, "box")) - 4
    return {
        "near": mixture.sample(300, stream(0, "near")).float(),
        "in the box": box,
        "beside it": 3 * box,
        "far": 300 * box,
        "very far": 1e19 * box,
    }


def exact(mixture: GaussianMixture, x: Tensor, sigma: Tensor | float = 0.0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """log p, score, Hessian and the mean size of a pull in float64, at x (N, 2) under a noise for each."""
    x, noise = x.double(), torch.as_tensor(sigma, dtype=torch.float64).expand(len(x))
    found = []
    for here, level in zip(x.split(50), noise.split(50), strict=True):
        variance = mixture.scales**2 + level[:, None] ** 2
        apart = mixture.means - here[:, None]
        bracket = mixture.weights.log() - torch.log(2 * math.pi * variance) - (apart**2).sum(2) / (2 * variance)
        share, pull = bracket.softmax(1), apart / variance[:, :, None]
        score = torch.einsum("nk,nkd->nd", share, pull)
        left = pull - score[:, None]
        spread = torch.einsum("nk,nki,nkj->nij", share, left, left)
        hessian = spread - (share / variance).sum(1)[:, None, None] * torch.eye(2)
        found.append((bracket.logsumexp(1), score, hessian, (share * pull.norm(dim=2)).sum(1)))
    log_prob, score, hessian, size = (torch.cat(each) for each in zip(*found, strict=True))
    return log_prob, score, hessian, size


def off(found: Tensor, truth: Tensor, size: Tensor) -> float:
    """The largest error of a score, relative to the mean size of the pulls that make it: they cancel at a saddle."""
    whole = (found.double() - truth).norm() / truth.norm()
    return max(float(((found.double() - truth).norm(dim=1) / size).max()), float(whole))


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("where", ["near", "in the box", "beside it", "far"])
def test_float32_answers_as_float64_does(name: str, where: str) -> None:
    mixture, x = TARGETS[name], points(TARGETS[name])[where]
    log_prob, score, hessian, size = exact(mixture, x)
    found, slope = mixture.log_prob_and_score(x)
    assert slope.dtype == torch.float32
    assert off(slope, score, size) < ALLOWED
    assert off(mixture.score(x), score, size) < ALLOWED
    assert torch.equal(found, mixture.log_prob(x))
    torch.testing.assert_close(found.double(), log_prob, rtol=2e-6, atol=2e-5)
    trace = hessian.diagonal(dim1=1, dim2=2).sum(1)
    also, divergence = mixture.score_and_divergence(x)
    assert off(also, score, size) < ALLOWED
    # between two strokes a trace passes through 0: held against its size on the whole
    assert float((divergence.double() - trace).norm() / trace.norm()) < ALLOWED
    assert float((mixture.hessian(x).double() - hessian).norm() / hessian.norm()) < 5 * ALLOWED


@pytest.mark.parametrize("name", ["the thinnest brush", "scales from .001 to 2", "two of .5"])
def test_a_noise_for_each_point_answers_as_float64_does(name: str) -> None:
    mixture = TARGETS[name]
    for x in points(mixture).values():
        if float(x.abs().max()) > 1e4:
            continue
        sigma = torch.logspace(-3, 1, len(x))
        _, score, hessian, size = exact(mixture, x, sigma.double())
        found, divergence = mixture.smoothed_score_and_divergence(x, sigma)
        trace = hessian.diagonal(dim1=1, dim2=2).sum(1)
        assert off(found, score, size) < ALLOWED
        assert off(mixture.smoothed_score(x, sigma), score, size) < ALLOWED
        assert float((divergence.double() - trace).norm() / trace.norm()) < ALLOWED


@pytest.mark.parametrize("name", TARGETS)
def test_points_whose_squares_overflow_still_have_a_score(name: str) -> None:
    mixture, x = TARGETS[name], points(TARGETS[name])["very far"]
    _, score, _, size = exact(mixture, x)
    assert off(mixture.score(x), score, size) < ALLOWED


def test_the_shares_of_two_thin_islands_sum_to_one() -> None:
    """Where exp(bracket - logsumexp) summed to 1.2 the arrows were a fifth too long."""
    mixture = GaussianMixture.create([0.5, 0.5], [[-3.0, 0.0], [3.0, 0.0]], [0.001, 0.001])
    for x in (8 * torch.rand(2_000, 2, generator=stream(1, "box")) - 4, mixture.sample(2_000, stream(0, "x")).float()):
        _, score, _, size = exact(mixture, x)
        assert off(mixture.score(x), score, size) < ALLOWED


def test_every_part_counts_down_to_the_clamp() -> None:
    """A part 1e-30 times as likely as another still pulls as it does in float64, and one below the clamp does not."""
    mixture = GaussianMixture.create([1.0, 1.0], [[0.0, 0.0], [0.0, 0.0]], [0.1, 1.0])
    x = torch.tensor([[1.0, 0.0], [1.2, 0.5], [2.0, 0.0], [0.0, 3.5]])
    _, score, hessian, _ = exact(mixture, x)
    torch.testing.assert_close(mixture.score(x).double(), score, rtol=1e-6, atol=1e-6)
    torch.testing.assert_close(mixture.hessian(x).double(), hessian, rtol=1e-5, atol=1e-5)
    narrow = GaussianMixture.create([1 - 1e-25, 1e-25], [[0.0, 0.0], [3.0, 0.0]], [0.5, 0.001])
    assert narrow.score(torch.tensor([[3.0, 0.0]]))[0, 0] == pytest.approx(-12.0, rel=1e-6)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    mixture, sigma = TARGETS["scales from .001 to 2"], torch.linspace(0.01, 2, 300)
    x = points(mixture)["in the box"]
    whole = [mixture.score_and_divergence(x)[1], mixture.smoothed_score(x, sigma), mixture.log_prob(x)]
    monkeypatch.setattr(brackets, "CHUNK_ELEMENTS", 1)
    parted = [mixture.score_and_divergence(x)[1], mixture.smoothed_score(x, sigma), mixture.log_prob(x)]
    for one, other in zip(whole, parted, strict=True):
        torch.testing.assert_close(one, other)


def test_what_is_not_finite_stays_so_and_touches_no_other_point() -> None:
    mixture = TARGETS["checkerboard"]
    x = torch.tensor([[0.3, 0.2], [math.nan, 0.0], [math.inf, 1.0], [0.3, 0.2]])
    score = mixture.score(x)
    assert torch.isfinite(score).all(dim=1).tolist() == [True, False, False, True]
    torch.testing.assert_close(score[0], mixture.score(x[:1])[0])
    assert mixture.score(torch.empty(0, 2)).shape == (0, 2)


def test_a_recorded_question_has_the_same_answer() -> None:
    mixture = TARGETS["two of .5"]
    x = points(mixture)["in the box"].double()
    log_prob, score = mixture.log_prob_and_score(x)
    with_record = mixture.log_prob_and_score(x.clone().requires_grad_(True))
    torch.testing.assert_close(with_record[0].detach(), log_prob)
    torch.testing.assert_close(with_record[1].detach(), score)


def test_a_thin_part_alone_is_where_float32_cannot_say() -> None:
    """Both coordinates are rounded by more than a hundred-thousandth of the width: what is left of them is carried."""
    alone = GaussianMixture.create([1.0], [[10 / 3, -7 / 3]], [0.001])
    x = (alone.means + 0.001 * torch.tensor([[0.5, -1.0], [-2.0, 0.25], [1.5, 1.5]])).float()
    exact = (alone.means - x.double()) / 0.001**2
    torch.testing.assert_close(alone.score(x).double(), exact, rtol=1e-6, atol=5e-3)
    rounded = (alone.means.float().double() - x.double()) / 0.001**2
    assert float((rounded - exact).abs().max()) > 0.05, "the test must be able to fail"
