"""What a walk counts, against fields that count their calls and particles that follow a script."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Chain, Info, Sampler
from scorescape.models.samplers.crossings import Crossings
from scorescape.models.samplers.hmc import Hmc
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

PAIR = GaussianMixture.create([0.7, 0.3], [[-1.5, 0.0], [1.5, 0.0]], [0.6, 0.6])
MODES = find_modes(PAIR)
NAN = math.nan


class Counting(ExactField):
    """How often it has been asked, once for each question however it answers it."""

    def __init__(self, mixture: GaussianMixture) -> None:
        super().__init__(mixture)
        self.asked, self._deep = 0, False

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        questions = ("score", "energy", "energy_and_score", "score_and_divergence", "smoothed_score")
        questions += ("smoothed_energy_and_score", "draw")
        if name not in questions or super().__getattribute__("_deep"):
            return found

        def asked(*arguments: Any) -> Any:
            self.asked, self._deep = self.asked + 1, True
            try:
                return found(*arguments)
            finally:
                self._deep = False

        return asked


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("called", ["exact", "learned"])
@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_evaluations_are_the_field_s_own_count(name: str, called: str, frozen: bool) -> None:
    field = Counting(PAIR)
    spec = SamplerSpec.parse({"sampler": name, "n_particles": 20, "init": "data", "field": called})
    walk = Walk(spec, field, PAIR, MODES)
    begun = walk.evaluations
    assert begun == field.asked, "what a walk needs to begin"
    for steps in (1, 4, 6):
        walk.step(steps)
        assert walk.evaluations == field.asked
        field.version += frozen is False
    assert walk.evaluations > begun
    if (duration := walk.sampler.duration()) is not None:
        walk.step(duration)
        assert walk.finished
        assert walk.evaluations == field.asked, "the last step too"
    if name in ("mala", "metropolis-hastings", "hmc"):
        of_a_step = walk.sampler.n_leapfrog if isinstance(walk.sampler, Hmc) else 1
        assert walk.evaluations == 11 * of_a_step + (1 if frozen else 3), "what is known already is not asked again"


class Scripted(Sampler):
    """Puts the particles where a script says."""

    def step(self, field: Any, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        return Chain(PATH[:, chain.step + 1], chain.step + 1), Info(1)


LEFT, RIGHT, OUT, LOST = [-1.5, 0.0], [1.5, 0.0], [5.0, 0.0], [NAN, 0.0]
# of each particle: where it is at steps 0 to 6, and how often it has gone over by then
SCRIPT = [
    ([LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT], 0),
    ([LEFT, RIGHT, LEFT, RIGHT, RIGHT, LEFT, LEFT], 4),
    ([LEFT, OUT, OUT, RIGHT, RIGHT, RIGHT, RIGHT], 1),
    ([LEFT, OUT, LEFT, OUT, LEFT, OUT, LEFT], 0),
    ([RIGHT, LOST, LEFT, LOST, LEFT, RIGHT, OUT], 2),
]
PATH = torch.tensor([path for path, _ in SCRIPT])


def test_transitions_are_counted_by_particle_and_thousand_steps_and_a_way_round_counts_once() -> None:
    spec = SamplerSpec.parse({"sampler": "langevin", "n_particles": len(SCRIPT), "init": "data", "field": "exact"})
    walk = Walk(spec, ExactField(PAIR), PAIR, MODES)
    walk.chain, walk.sampler = Chain(PATH[:, 0]), Scripted()
    walk._crossings = Crossings(MODES, PATH[:, 0])
    counts = []
    for _ in range(6):
        walk.step()
        counts.append(walk.transitions_per_1000 * walk.chain.step * len(SCRIPT) / 1000)
    # over at each step: only those in a mode, from the mode they were in last
    assert counts == pytest.approx([1, 3, 5, 5, 7, 7])
    assert walk.transitions_per_1000 == pytest.approx(1000 * sum(over for _, over in SCRIPT) / (6 * len(SCRIPT)))
    spread = torch.tensor([float(over) for _, over in SCRIPT]).std() / math.sqrt(len(SCRIPT))
    assert walk.transitions_per_1000_se == pytest.approx(1000 * float(spread) / 6)
    assert walk.health.outside + walk.health.non_finite == 1


def stationary(noise: float, steps: int = 60) -> Tensor:
    """Langevin on N(0, v I) from its own law at this noise."""
    v = 0.5
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [v**0.5])
    sampler, generator = Langevin(step_size=0.2, noise_scale=noise), stream(0, "walk")
    chain = Chain(math.sqrt(v) * noise * torch.randn(20_000, 2, generator=generator))
    for _ in range(steps):
        chain, _ = sampler.step(ExactField(blob), chain, generator)
    return chain.x


@pytest.mark.parametrize("noise", [0.5, 1.0, 2.0])
def test_langevin_s_noise_factor_is_a_factor_on_its_deviation(noise: float) -> None:
    """Stationary variance noise^2 v / (1 - eta / 2 v)."""
    assert float(stationary(noise).var()) == pytest.approx(noise**2 * 0.5 / (1 - 0.2 / (2 * 0.5)), rel=0.03)


def test_without_noise_langevin_climbs_along_the_score_and_by_the_score_alone() -> None:
    x = torch.tensor([[1.0, -2.0], [0.3, 0.1]])
    field = ExactField(PAIR)
    chain, _ = Langevin(step_size=0.2, noise_scale=0.0).step(field, Chain(x), stream(0, "walk"))
    torch.testing.assert_close(chain.x, x + 0.2 * field.score(x))
    assert bool((PAIR.log_prob(chain.x) > PAIR.log_prob(x)).all()), "uphill"


def test_the_error_of_the_acceptance_rate_is_that_of_a_mean_over_particles() -> None:
    spec = SamplerSpec.parse({"sampler": "mala", "n_particles": 50, "init": "data", "field": "exact"})
    walk = Walk(spec, ExactField(PAIR), PAIR, MODES)
    assert (walk.acceptance_rate, walk.acceptance_rate_se) == (None, None)
    walk.tune({"step_size": 0.5})
    accepted = torch.zeros(50)
    for _ in range(8):
        before = walk.x
        walk.step()
        accepted += (walk.x != before).any(1)
    assert walk.acceptance_rate == pytest.approx(float(accepted.mean()) / 8)
    assert walk.acceptance_rate_se == pytest.approx(float(accepted.std()) / 8 / math.sqrt(50))
