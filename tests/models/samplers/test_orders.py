"""Samplers that come down from noise, on Gaussian data: how fast they converge to the exact flow, and its likelihood.

On N(0, v I) the flow is x(sigma) = x_max sqrt((v + sigma^2) / (v + sigma_max^2)), and every step is linear in x.
"""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import torch
from torch import Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers import reverse_sde
from scorescape.models.samplers.base import Chain, Sampler
from scorescape.models.samplers.probability_flow import ProbabilityFlow, log_likelihood
from scorescape.models.samplers.reverse_sde import ReverseSde
from scorescape.models.targets.gaussian_mixture import GaussianMixture

VARIANCE = 0.49
MIXTURE = GaussianMixture.create([1.0], [[0.0, 0.0]], [math.sqrt(VARIANCE)])
FIELD = ExactField(MIXTURE)
SIGMA_MAX, SIGMA_MIN = 8.0, 0.05
COUNTS = (16, 32, 64, 128)


def before_the_last(sampler: Sampler, x: Tensor, n: int) -> Tensor:
    """Where x is at sigma_min: the step to 0 is one of fixed size and has no order."""
    chain = Chain(x)
    for _ in range(n - 1):
        chain, _ = sampler.step(FIELD, chain, stream(0, "unused"))
    return chain.x


def orders(errors: list[float]) -> list[float]:
    return [math.log2(coarse / fine) for coarse, fine in pairwise(errors)]


def test_heun_s_rule_is_of_second_order_along_the_exact_path() -> None:
    x = torch.tensor([[1.0, 0.0], [-3.0, 5.0]], dtype=torch.float64)
    exact = x * math.sqrt((VARIANCE + SIGMA_MIN**2) / (VARIANCE + SIGMA_MAX**2))
    errors = []
    for n in COUNTS:
        sampler = ProbabilityFlow(sigma_max=SIGMA_MAX, sigma_min=SIGMA_MIN, n_levels=n)
        errors.append(float((before_the_last(sampler, x, n) - exact).abs().max()))
    assert orders(errors)[-1] == pytest.approx(2, abs=0.3)
    assert errors[-1] < 1e-3


def variance_at_the_end(n: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """Of the ancestral chain from the exact start: each step is x <- a x + b z, with a and b read off the code."""
    sampler = ReverseSde(sigma_max=SIGMA_MAX, sigma_min=SIGMA_MIN, n_levels=n)
    variance = VARIANCE + SIGMA_MAX**2
    for step in range(n - 1):
        monkeypatch.setattr(reverse_sde, "_noise", lambda x, _: torch.zeros_like(x))
        a = sampler.step(FIELD, Chain(torch.ones(1, 2, dtype=torch.float64), step), stream(0, "z"))[0].x[0, 0]
        monkeypatch.setattr(reverse_sde, "_noise", lambda x, _: torch.ones_like(x))
        b = sampler.step(FIELD, Chain(torch.zeros(1, 2, dtype=torch.float64), step), stream(0, "z"))[0].x[0, 0]
        variance = float(a**2 * variance + b**2)
    return variance


def test_the_reverse_diffusion_is_of_first_order_in_its_variance(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = [abs(variance_at_the_end(n, monkeypatch) - (VARIANCE + SIGMA_MIN**2)) for n in COUNTS]
    assert orders(errors)[-1] == pytest.approx(1, abs=0.3)
    assert errors[-1] < 0.03


def test_corrector_steps_bring_a_coarse_ladder_nearer_to_the_exact_variance() -> None:
    """Eight levels are too few for the predictor alone: Langevin at each level takes most of its error away."""
    smallest = 0.5  # at far smaller noise the corrector's steps, which are a share of sigma^2, hardly move
    x = torch.randn(20_000, 2, generator=stream(0, "x"), dtype=torch.float64) * math.sqrt(VARIANCE + SIGMA_MAX**2)
    gaps = []
    for corrector_steps in (0, 20):
        sampler = ReverseSde(sigma_max=SIGMA_MAX, sigma_min=smallest, n_levels=8, corrector_steps=corrector_steps)
        chain, evaluations, noise = Chain(x), 0, stream(1, "z")
        for _ in range(8):
            chain, info = sampler.step(FIELD, chain, noise)
            evaluations += info.evaluations
        assert evaluations == 8 * (1 + corrector_steps)
        # the last step is the posterior mean, whose variance is v^2 / (v + sigma^2)
        gaps.append(abs(float(chain.x.var()) - VARIANCE**2 / (VARIANCE + smallest**2)))
    assert gaps[1] < 0.4 * gaps[0], gaps


@pytest.mark.parametrize("alpha", [1.0, 0.1, 0.05])
def test_the_whole_flow_maps_every_point_where_the_closed_form_says(alpha: float) -> None:
    """x_0 = m + s (x_T - alpha m) / sqrt(alpha^2 s^2 + sigma^2), pathwise to 1e-4 and down to sigma = 0.

    A diffusion that shrinks its data by alpha while it adds sigma is ours in x / alpha, with noise sigma / alpha.
    """
    deviation, mean = 0.7, torch.tensor([0.5, -1.0], dtype=torch.float64)
    field = ExactField(GaussianMixture.create([1.0], [mean.tolist()], [deviation]))
    sigma = 8.0 if alpha == 1 else math.sqrt(1 - alpha**2)
    x = alpha * mean + 2 * sigma * torch.randn(50, 2, generator=stream(0, "x"), dtype=torch.float64)
    exact = mean + deviation * (x - alpha * mean) / math.sqrt(alpha**2 * deviation**2 + sigma**2)
    sampler = ProbabilityFlow(sigma_max=sigma / alpha, sigma_min=0.005, n_levels=600)
    chain = Chain(x / alpha)
    for _ in range(sampler.n_levels):
        chain, _ = sampler.step(field, chain, stream(0, "unused"))
    assert float((chain.x - exact).abs().max()) < 1e-4


def likelihood_error(n: int) -> float:
    x = MIXTURE.sample(50, stream(0, "x"))
    found = log_likelihood(FIELD, x, MIXTURE.mean(), MIXTURE.rms_deviation(), 0.01, 20.0, n=n)
    return float((found - MIXTURE.smoothed(0.01).log_prob(x)).abs().max())


def test_the_flow_s_likelihood_of_gaussian_data_is_the_closed_form() -> None:
    assert likelihood_error(50) < 1e-4
    assert likelihood_error(100) < 1e-5


def test_the_likelihood_is_of_fourth_order() -> None:
    errors = [likelihood_error(n + 1) for n in (25, 50, 100, 200)]
    assert orders(errors)[-1] == pytest.approx(4, abs=0.2), errors
    assert all(order > 3.5 for order in orders(errors)), errors
