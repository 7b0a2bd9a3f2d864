"""Samplers against laws known in closed form, and against a published toy with its own settings."""

from __future__ import annotations

import math

import pytest
import torch

from models.diagnostics.sliced_wasserstein import sliced_wasserstein
from models.exact_field import ExactField
from models.random_streams import stream
from models.samplers.base import Chain, Sampler
from models.samplers.hmc import Hmc
from models.samplers.langevin import Langevin
from models.samplers.mala import Mala
from models.samplers.metropolis_hastings import MetropolisHastings
from models.targets.gaussian_mixture import GaussianMixture
from tests.models.samplers.test_samplers import NORMAL, OVERLAPPING, TWO, run, weights_after

LONG = 2_000


@pytest.mark.parametrize("delta", [0.5, 1.5, 4.0])
def test_a_random_walk_on_a_gaussian_is_accepted_as_often_as_it_must_be(delta: float) -> None:
    """In two dimensions P(accept) = 1 - a / sqrt(1 + a^2) with a = delta / 2: E[2 Phi(-a R)], R Rayleigh."""
    a = delta / 2
    _, rate = run(MetropolisHastings(proposal_scale=delta), NORMAL, 40, n=20_000)
    assert rate == pytest.approx(1 - a / math.sqrt(1 + a * a), abs=0.003)


@pytest.mark.slow
@pytest.mark.parametrize(
    "sampler",
    [Mala(step_size=0.2), MetropolisHastings(proposal_scale=0.6), Hmc(leapfrog_step=0.3)],
    ids=lambda s: s.title,
)
def test_exact_samples_stay_exact_for_two_thousand_steps(sampler: Sampler) -> None:
    n, exact = 1_500, OVERLAPPING.to(torch.float32)
    chain, _ = run(sampler, OVERLAPPING, LONG, n=n)
    reference = exact.sample(n, stream(7, "reference"))
    floors = [sliced_wasserstein(exact.sample(n, stream(seed, "floor")), reference) for seed in range(20)]
    assert sliced_wasserstein(chain.x, reference) < 1.5 * max(floors)


def test_unadjusted_langevin_drifts_away_as_far_as_theory_says() -> None:
    """Negative control: the chain without a test ends at variance 1 / (1 - eta / 2), not 1."""
    chain, _ = run(Langevin(step_size=0.8), NORMAL, 100, n=20_000)
    assert float(chain.x.var()) == pytest.approx(1 / (1 - 0.4), rel=0.03)


def test_annealing_on_the_exact_field_recovers_the_weights() -> None:
    assert weights_after("annealed-langevin") < 0.03


class TestSongAndErmonsToy:
    """Their code's settings: modes at +-(5, 5) of deviation 1 with .8 and .2, starts uniform on [-8, 8]^2, alpha = .1
    (our eta = alpha / 2), 1,000 steps; annealed over ten levels from 20 to 1, where each COMPONENT has deviation sigma.

    Source: Song & Ermon 2019 (arXiv 1907.05600), figure 3; the figures are those a faithful repetition gives.
    """

    n = 1_280

    def heavy_share(self, x: torch.Tensor) -> float:
        return float((x.sum(1) > 0).float().mean())

    def toy(self, sigma: float) -> ExactField:
        means = torch.tensor([[5.0, 5.0], [-5.0, -5.0]], dtype=torch.float64)
        return ExactField(
            GaussianMixture(torch.tensor([0.8, 0.2], dtype=torch.float64), means, torch.full((2,), sigma).double())
        )

    def walked(self, chain: Chain, sigma: float, n_steps: int, seed: int) -> Chain:
        noise, field = stream(seed, f"level-{sigma}"), self.toy(sigma)
        langevin = Langevin(step_size=0.05 * sigma**2) if 0.05 * sigma**2 <= 10 else None
        for _ in range(n_steps):
            if langevin:
                chain, _ = langevin.step(field, chain, noise)
            else:  # beyond what the setting allows: the same step by hand
                eta = 0.05 * sigma**2
                z = torch.randn(chain.x.shape, generator=noise)
                chain = Chain(chain.x + eta * field.score(chain.x) + math.sqrt(2 * eta) * z)
        return chain

    def start(self, seed: int) -> Chain:
        return Chain(16 * torch.rand(self.n, 2, generator=stream(seed, "start")) - 8)

    def test_plain_langevin_splits_evenly(self) -> None:
        assert self.heavy_share(self.walked(self.start(0), 1.0, 1_000, 0).x) == pytest.approx(0.51, abs=0.06)

    def test_annealed_langevin_comes_near_but_not_all_the_way(self) -> None:
        levels = [math.exp(math.log(20) * (1 - i / 9)) for i in range(10)]
        chain = self.start(1)
        for sigma in levels:
            chain = self.walked(chain, sigma, 100, 1)
        assert 0.74 < self.heavy_share(chain.x) < 0.82


def test_langevin_from_one_mode_never_reaches_the_other() -> None:
    chain = Chain(TWO.to(torch.float32).means[:1].repeat(500, 1))
    field, noise = ExactField(TWO), stream(0, "stay")
    for _ in range(500):
        chain, _ = Langevin(step_size=0.02).step(field, chain, noise)
    distance = torch.linalg.vector_norm(chain.x - TWO.to(torch.float32).means[0], dim=1)
    assert float(distance.max()) < 4 * float(TWO.scales[0]) * 1.3
