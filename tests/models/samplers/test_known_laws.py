"""Samplers against laws known in closed form, and against a published toy with its own settings."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.sliced_wasserstein import sliced_wasserstein
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.random_streams import stream
from scorescape.models.samplers import mala
from scorescape.models.samplers.base import Chain, Sampler
from scorescape.models.samplers.hmc import Hmc
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.mala import Mala
from scorescape.models.samplers.metropolis import acceptance, log_ratio
from scorescape.models.samplers.metropolis_hastings import MetropolisHastings
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.models.samplers.test_samplers import NORMAL, OVERLAPPING, TWO, run, weights_after

LONG = 2_000


@pytest.mark.parametrize("delta", [0.5, 1.5, 4.0])
def test_a_random_walk_on_a_gaussian_is_accepted_as_often_as_it_must_be(delta: float) -> None:
    """In two dimensions P(accept) = 1 - a / sqrt(1 + a^2) with a = delta / 2: E[2 Phi(-a R)], R Rayleigh."""
    a = delta / 2
    _, rate = run(MetropolisHastings(proposal_scale=delta), NORMAL, 40, n=20_000)
    assert rate == pytest.approx(1 - a / math.sqrt(1 + a * a), abs=0.003)


class Ridge(Field):
    """E = x^2 / 2, flat along y: a random walk on it is accepted as if it had one dimension."""

    has_energy = True

    def energy(self, x: torch.Tensor) -> torch.Tensor:
        return x[:, 0] ** 2 / 2

    def score(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.tensor([-1.0, 0.0])

    def score_and_divergence(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        raise NotImplementedError


@pytest.mark.parametrize("delta", [0.5, 2.0, 5.0])
def test_in_one_dimension_the_acceptance_is_two_over_pi_times_an_arc(delta: float) -> None:
    """(2 / pi) atan(2 / delta), from stationarity. Source: Gelman, Roberts & Gilks 1996, section 2."""
    noise, accepted = stream(0, "ridge"), 0.0
    chain = Chain(torch.randn(20_000, 2, generator=noise))
    for _ in range(40):
        chain, info = MetropolisHastings(proposal_scale=delta).step(Ridge(), chain, noise)
        assert info.accepted is not None
        accepted += float(info.accepted.float().mean()) / 40
    assert accepted == pytest.approx(2 / math.pi * math.atan(2 / delta), abs=0.003)


@pytest.mark.parametrize("n_steps", [1, 3, 10])
def test_langevin_s_variance_after_n_steps_is_the_recursion_s(n_steps: int) -> None:
    """v <- (1 - eta)^2 v + 2 eta from v = 4."""
    eta, v, noise = 0.3, 4.0, stream(0, "z")
    chain = Chain(2 * torch.randn(40_000, 2, generator=stream(0, "x")))
    for _ in range(n_steps):
        chain, _ = Langevin(step_size=eta).step(ExactField(NORMAL), chain, noise)
        v = (1 - eta) ** 2 * v + 2 * eta
    assert float(chain.x.var()) == pytest.approx(v, rel=3 * math.sqrt(2 / 80_000))


def test_the_mean_of_exp_minus_the_energy_error_is_one() -> None:
    """<exp(H - H')> = 1 over stationary starts: leapfrog keeps volumes. Source: Creutz 1988, eq. 13."""
    x = OVERLAPPING.sample(20_000, stream(0, "x"))
    momentum = torch.randn(x.shape, generator=stream(0, "m"), dtype=x.dtype)
    field, hmc = ExactField(OVERLAPPING), Hmc(leapfrog_step=0.45, n_leapfrog=5)
    energy, score = field.energy_and_score(x)
    _, new_momentum, new_energy, _ = hmc.leapfrog(field, x, momentum, score)
    change = energy + 0.5 * (momentum**2).sum(1) - new_energy - 0.5 * (new_momentum**2).sum(1)
    weight = change.exp()
    assert float(change.std()) > 0.1, "the test must be able to fail"
    assert float(weight.mean()) == pytest.approx(1, abs=4 * float(weight.std()) / math.sqrt(len(x)))


def test_leapfrog_keeps_the_energy_to_second_order() -> None:
    """Over one length of time, half the step leaves a quarter of the energy's error."""
    x, momentum = (OVERLAPPING.sample(200, stream(0, name)) for name in ("x", "m"))
    field, errors = ExactField(OVERLAPPING), []
    energy, score = field.energy_and_score(x)
    for halvings in (0, 1):
        hmc = Hmc(leapfrog_step=0.1 / 2**halvings, n_leapfrog=8 * 2**halvings)
        _, new_momentum, new_energy, _ = hmc.leapfrog(field, x, momentum, score)
        change = new_energy + 0.5 * (new_momentum**2).sum(1) - energy - 0.5 * (momentum**2).sum(1)
        errors.append(float(change.abs().mean()))
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.15)


def test_mala_s_proposals_are_weighed_both_ways() -> None:
    """The log ratio of a move and of its reverse cancel: detailed balance, to the last digits of float64."""
    eta, field = 0.3, ExactField(OVERLAPPING)
    x, y = OVERLAPPING.sample(50, stream(0, "x")), OVERLAPPING.sample(50, stream(0, "y"))

    def flow(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        """log p(a) q(b | a) min(1, ratio), up to a constant."""
        there, back = mala.log_proposal(b, a, field.score(a), eta), mala.log_proposal(a, b, field.score(b), eta)
        ratio = log_ratio(field.energy(a), field.energy(b), there, back)
        return -field.energy(a) + there + acceptance(ratio).log()

    torch.testing.assert_close(flow(x, y), flow(y, x), atol=1e-10, rtol=1e-10)


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
