"""k Gaussians by expectation and maximisation: likelihood never falls, and BIC finds the number where there is one."""

from __future__ import annotations

from typing import Any

import pytest
import torch

import scorescape as ss
from scorescape.models.networks.em import expected, information_criterion, maximised, moments, started
from scorescape.models.networks.mixture import Search
from scorescape.models.random_streams import stream
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

EIGHT = ss.target("eight-gaussians")
U = EIGHT.sample(600, stream(0, "em")).double()


def run(target: str, **more: Any) -> Run:
    return Run(ss.target(target), RunSpec.parse({"model": "mixture", "n_steps": 2_000} | more))


def test_a_step_raises_the_likelihood_and_keeps_the_moments_of_the_points() -> None:
    parts, reached = started(U, 5, stream(0, "start")), -1e9
    for _ in range(12):
        shares, log_likelihood = expected(U, parts)
        torch.testing.assert_close(shares.sum(1), torch.ones(len(U), dtype=torch.float64))
        assert log_likelihood >= reached - 1e-5
        parts, reached = maximised(U, shares), log_likelihood
        # after an M step the mixture's mean and covariance are those of the points, whatever the shares
        mean = (parts.weights[:, None] * parts.means).sum(0)
        away = parts.means - mean
        spread = parts.covariances + away[:, :, None] * away[:, None]
        torch.testing.assert_close(mean, U.mean(0), rtol=1e-9, atol=1e-9)
        torch.testing.assert_close(
            (parts.weights[:, None, None] * spread).sum(0), torch.cov(U.T, correction=0), rtol=0, atol=1e-5
        )


def test_the_mean_log_likelihood_is_that_of_the_density() -> None:
    parts = started(U, 4, stream(0, "start"))
    truth = torch.distributions.MixtureSameFamily(
        torch.distributions.Categorical(parts.weights),
        torch.distributions.MultivariateNormal(parts.means, parts.covariances),
    )
    assert expected(U, parts)[1] == pytest.approx(float(truth.log_prob(U).mean()), abs=1e-9)


def test_the_start_finds_islands_that_are_far_apart() -> None:
    means = started(U, 8, stream(0, "start")).means
    assert float(torch.cdist(EIGHT.means, means).min(1).values.max()) < 0.3


def test_bic_pays_six_numbers_a_gaussian_but_one() -> None:
    assert information_criterion(100, 3, -2.0) == pytest.approx(400 + 17 * 4.605170185988092)
    assert len(moments(U).weights) == 1


def test_the_number_of_least_bic_is_the_true_one_and_the_best_so_far_is_shown() -> None:
    searching = run("two-gaussians", data={"n_points": 500})
    criteria = []
    while not searching.finished:
        searching.step()
        criteria.append(searching.state.criterion)
    assert criteria == sorted(criteria, reverse=True)
    assert isinstance(searching.state, Search)
    assert searching.state.settled
    assert searching.snapshot().readings["components"] == 2
    weights = searching.network.normals.logits[:2].softmax(0).sort().values
    assert weights.tolist() == pytest.approx([0.2, 0.8], abs=0.05)


def test_k_may_be_set() -> None:
    five = run("eight-gaussians", network={"k": 5}, n_steps=30)
    before = five.snapshot().readings["components"]
    kl = []
    while not five.finished:
        five.step()
        kl.append(five.state.criterion)
    assert (before, five.snapshot().readings["components"]) == (5, 5)
    assert kl[-1] < kl[0]


def test_another_objective_moves_sixteen_by_the_optimiser() -> None:
    matched = run("two-moons", objective="score-matching", n_steps=3)
    before = matched.network.normals.means.clone()
    matched.step()
    assert matched.snapshot().readings["components"] == 16
    moved = (matched.network.normals.means - before).abs().sum(1) > 0
    assert moved[:16].all()
    assert not moved[16:].any()
