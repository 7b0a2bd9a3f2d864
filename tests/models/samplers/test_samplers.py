"""Samplers against known laws: stationary variances, invariance, acceptance, weights kept and weights lost."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
import torch
from torch import Generator

from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.sliced_wasserstein import sliced_wasserstein
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.parcel import Parcel
from scorescape.models.random_streams import stream
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Chain, Info, Sampler
from scorescape.models.samplers.hmc import Hmc
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.mala import Mala
from scorescape.models.samplers.metropolis_hastings import MetropolisHastings
from scorescape.models.samplers.probability_flow import log_likelihood
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

NORMAL = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])
OVERLAPPING = GaussianMixture.create([0.7, 0.3], [[-0.7, 0.3], [1.0, -0.6]], [0.6, 0.9])
TWO = PRESETS.get("two-gaussians")().mixture()
N = 4_000


def run(sampler: Sampler, mixture: GaussianMixture, n_steps: int, n: int = N) -> tuple[Chain, float]:
    """The chain from exact samples, and its acceptance rate."""
    field, noise = ExactField(mixture), stream(0, "chains")
    chain = Chain(mixture.to(torch.float32).sample(n, stream(0, "start")))
    accepted = 0.0
    for _ in range(n_steps):
        chain, info = sampler.step(field, chain, noise)
        accepted += float(info.accepted.float().mean()) if info.accepted is not None else 1.0
    return chain, accepted / n_steps


@pytest.mark.parametrize("eta", [0.1, 0.5, 1.0])
def test_langevin_has_the_variance_of_its_discretised_chain(eta: float) -> None:
    chain, _ = run(Langevin(step_size=eta), NORMAL, n_steps=100, n=20_000)
    assert float(chain.x.var()) == pytest.approx(1 / (1 - eta / 2), rel=0.03)


class HalvedNoise(Sampler):
    """Negative control: Langevin with noise sqrt(eta)."""

    title = "halved"

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        z = torch.randn(chain.x.shape, generator=generator)
        return Chain(chain.x + 0.1 * field.score(chain.x) + math.sqrt(0.1) * z), Info(1)


def drift(sampler: Sampler, n_steps: int = 150) -> float:
    """Sliced Wasserstein of the chain to exact samples over its floor."""
    exact = OVERLAPPING.to(torch.float32)
    floor = sliced_wasserstein(exact.sample(N, stream(1, "a")), exact.sample(N, stream(1, "b")))
    chain, _ = run(sampler, OVERLAPPING, n_steps)
    return sliced_wasserstein(chain.x, exact.sample(N, stream(1, "c"))) / floor


@pytest.mark.parametrize("size", [0.02, 0.3, 1.5])
@pytest.mark.parametrize("kind", [Mala, MetropolisHastings, Hmc])
def test_corrected_samplers_leave_the_target_invariant_at_every_step_size(kind: type[Sampler], size: float) -> None:
    name = {Mala: "step_size", MetropolisHastings: "proposal_scale", Hmc: "leapfrog_step"}[kind]
    assert drift(kind.parse({name: size})) < 3


def test_a_sampler_with_the_wrong_noise_is_caught() -> None:
    assert drift(HalvedNoise()) > 5


@pytest.mark.parametrize(
    ("kind", "name"), [(Mala, "step_size"), (MetropolisHastings, "proposal_scale"), (Hmc, "leapfrog_step")]
)
def test_acceptance_falls_with_the_step(kind: type[Sampler], name: str) -> None:
    rates = [run(kind.parse({name: size}), NORMAL, n_steps=30)[1] for size in (0.05, 0.5, 1.4)]
    assert rates[0] > rates[1] > rates[2]
    assert rates[0] > 0.9


def test_leapfrog_is_reversible() -> None:
    field, hmc = ExactField(OVERLAPPING), Hmc(leapfrog_step=0.2, n_leapfrog=10)
    x = OVERLAPPING.sample(50, stream(0, "x"))
    momentum = torch.randn(50, 2, generator=stream(0, "m"), dtype=torch.float64)
    there, there_momentum, _, _ = hmc.leapfrog(field, x, momentum, field.score(x))
    back, _, _, _ = hmc.leapfrog(field, there, -there_momentum, field.score(there))
    torch.testing.assert_close(back, x, atol=1e-10, rtol=0)


def test_the_flow_gives_the_exact_log_likelihood() -> None:
    x = TWO.sample(200, stream(0, "x"))
    found = log_likelihood(ExactField(TWO), x, TWO.mean(), TWO.rms_deviation(), 0.01, 20.0, n=300)
    assert float((found - TWO.smoothed(0.01).log_prob(x)).abs().mean()) < 0.02


def weights_after(sampler: str, **settings: Any) -> float:
    """Total variation of the mode weights after a whole walk from uniform noise on the exact field."""
    spec = SamplerSpec.parse({"sampler": sampler, "field": "exact", "n_particles": 3_000, "settings": settings})
    modes = find_modes(TWO)
    walk = Walk(spec, ExactField(TWO), TWO, modes)
    walk.step(walk.sampler.duration() or 400)
    return mode_weights(walk.x, modes).total_variation


def test_plain_langevin_loses_the_weights_even_with_the_exact_score() -> None:
    assert 0.25 < weights_after("langevin") < 0.35


@pytest.mark.parametrize("sampler", ["annealed-langevin", "reverse-sde", "probability-flow"])
def test_noise_levels_mend_them(sampler: str) -> None:
    assert weights_after(sampler) < 0.05


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_every_sampler_repeats_itself_however_it_is_stepped(name: str) -> None:
    spec = SamplerSpec.parse({"sampler": name, "field": "exact", "n_particles": 50})
    one, two = (Walk(spec, ExactField(TWO), TWO, find_modes(TWO)) for _ in range(2))
    one.step(12)
    for _ in range(4):
        two.step(3)
    assert torch.equal(one.x, two.x)


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_a_walk_that_was_kept_goes_on_bit_for_bit(name: str) -> None:
    spec, field, modes = SamplerSpec.parse({"sampler": name, "field": "exact"}), ExactField(TWO), find_modes(TWO)
    straight, before = (Walk(spec, field, TWO, modes) for _ in range(2))
    before.step(9)
    again = Walk.unpacked(Parcel.from_bytes(before.packed().to_bytes("walk"), "walk"), field, TWO, modes)
    assert torch.equal(again.x, before.x)
    straight.step(9)
    straight.step(30)
    again.step(30)
    assert torch.equal(again.x, straight.x)
    assert again.chain.step == straight.chain.step
    assert again.evaluations == straight.evaluations
    assert again.acceptance_rate == straight.acceptance_rate
    assert again.transitions_per_1000 == straight.transitions_per_1000
    assert (again.sigma, again.health) == (straight.sigma, straight.health)


def walked(mixture: GaussianMixture, n_steps: int, **spec: Any) -> Walk:
    walk = Walk(SamplerSpec.parse({"field": "exact"} | spec), ExactField(mixture), mixture, find_modes(mixture))
    walk.step(n_steps)
    return walk


def test_particles_that_leave_are_counted_and_said() -> None:
    walk = walked(TWO, 60, n_particles=2000, settings={"step_size": 5.0})
    assert walk.health.lost > 1000
    said = rf"{walk.health.lost:,} of 2,000 particles left the box( \(.* to infinity\))? by step 60; "
    assert re.fullmatch(said + r"try a step below 0\.25 unit\^2\.", walk.message())
    assert walked(TWO, 60, n_particles=2000, settings={"step_size": 0.25 / 2}).message() == "", "the advice is sound"


def test_a_target_that_lies_partly_outside_is_no_alarm() -> None:
    border = GaussianMixture.create([1.0], [[3.5, 0.0]], [0.7])
    walk = walked(border, 30, n_particles=2000, init="data")
    assert walk.health.lost > 200
    assert walk.message() == ""
    thrown = walked(border, 30, n_particles=2000, init="data", settings={"step_size": 2.0})
    assert "left the box" in thrown.message(), "negative control"


@pytest.mark.parametrize("sampler", ["annealed-langevin", "reverse-sde", "probability-flow"])
def test_a_walk_that_begins_far_outside_by_design_is_no_alarm(sampler: str) -> None:
    for n_steps in (1, 5, 12):
        walk = walked(TWO, n_steps, sampler=sampler, n_particles=2000)
        assert walk.health.lost > 20
        assert walk.message() == ""
