"""What every sampler on disk must keep, and wrong ones that the battery must name."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.field import Field
from scorescape.models.laws import NoLaw
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.annealed_langevin import AnnealedLangevin
from scorescape.models.samplers.base import Chain, Info, Sampler
from scorescape.models.samplers.hmc import Hmc
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.laws import Stationary
from scorescape.models.samplers.mala import Mala
from scorescape.models.samplers.metropolis import choose, log_ratio, tried
from scorescape.models.samplers.metropolis_hastings import MetropolisHastings
from scorescape.models.samplers.probability_flow import ProbabilityFlow
from scorescape.models.samplers.reverse_sde import ReverseSde
from scorescape.models.settings import setting
from scorescape.models.testing import Fault, check_sampler, demand
from scorescape.models.testing.battery import run
from scorescape.models.testing.sampler import CHECKS
from scorescape.models.testing.sampler_law import law
from scorescape.server.protocol.catalogue import catalogue
from tests.explained import check_explained

NAMES = sorted(SAMPLERS)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", NAMES)
def test_the_contract(name: str, check: str) -> None:
    demand(run(SAMPLERS.get(name), {check: CHECKS[check]}))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_explained_on_the_page(name: str) -> None:
    entry = next(entry for entry in catalogue().samplers if entry.name == name)
    check_explained(entry.equation, entry.explanation, entry.source)


@pytest.mark.parametrize("name", NAMES)
def test_its_name_is_its_file_s(name: str) -> None:
    assert SAMPLERS.get(name).__name__ == name.title().replace("-", "")


@pytest.mark.parametrize(
    "sampler",
    [
        Langevin(step_size=1.5),
        Langevin(step_size=0.3, noise_scale=0.5),
        Mala(step_size=0.1),
        Mala(step_size=3.0),
        MetropolisHastings(proposal_scale=0.3),
        MetropolisHastings(proposal_scale=4.0),
        Hmc(leapfrog_step=0.9, n_leapfrog=2),
        Hmc(leapfrog_step=2.4, n_leapfrog=5),
        AnnealedLangevin(n_levels=6, steps_per_level=3, step_ratio=0.8),
        AnnealedLangevin(n_levels=1, steps_per_level=2),
        ReverseSde(n_levels=8, corrector_steps=3),
        ProbabilityFlow(n_levels=4),
    ],
    ids=repr,
)
def test_the_law_holds_at_other_settings(sampler: Sampler) -> None:
    assert list(law(sampler)) == []


def test_a_step_that_explodes_has_no_law() -> None:
    assert isinstance(Langevin(step_size=4.0).law(1.69), NoLaw)


# -- negative controls: plug-ins with one fault each --------------------------------------------------------


class Mine(Sampler):
    """Langevin once more, as somebody would write it: right."""

    title = "Mine"
    equation = r"x \leftarrow x + \eta\, s(x) + \sqrt{2\eta}\, z"
    explanation = "It follows the score and adds noise. It fails where modes are far apart."
    source = "Roberts & Tweedie 1996, eq. 3."

    step_size: float = setting(0.2, gt=0, le=1, title="step size", unit="unit^2", description="eta")

    def drift(self, score: Tensor) -> Tensor:
        return self.step_size * score

    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return math.sqrt(2 * self.step_size) * torch.randn(x.shape, generator=generator, dtype=x.dtype)

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        x = chain.x + self.drift(field.score(chain.x)) + self.noise(chain.x, generator)
        return Chain(x, chain.step + 1), Info(1)

    def law(self, variance: float) -> Stationary | NoLaw:
        share = self.step_size / variance
        return Stationary(variance / (1 - share / 2), correlation=1 - share)


class InvertedDrift(Mine):
    def drift(self, score: Tensor) -> Tensor:
        return -self.step_size * score


class NoiseTenPercentOff(Mine):
    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return 1.1 * super().noise(x, generator)


class NoiseTenPercentShort(Mine):
    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return 0.9 * super().noise(x, generator)


class Lawless(Mine):
    law = Sampler.law  # type: ignore[assignment]


class NoReason(Mine):
    def law(self, variance: float) -> NoLaw:
        return NoLaw("")


class GlobalNoise(Mine):
    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return math.sqrt(2 * self.step_size) * torch.empty_like(x).normal_()


class Still(Mine):
    """A chain that never moves keeps every law but the one of its steps."""

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        return Chain(chain.x, chain.step + 1), Info(1)


class StateInTheCache(Mine):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        moved, info = super().step(field, chain, generator)
        return Chain(moved.x + 0.01 * len(chain.cache), moved.step, cache={"momentum": moved.x}), info


class Kinetic(Mine):
    """x <- x + h v after v <- c v + h s(x) + sqrt(1 - c^2) z, with the velocity v in the chain's state: right."""

    kept: ClassVar[float] = 0.8

    def velocity(self, chain: Chain, generator: Generator) -> Tensor:
        return chain.state["v"]

    def init(self, field: Field, x: Tensor, generator: Generator) -> Chain:
        return Chain(x, state={"v": torch.randn(x.shape, generator=generator, dtype=x.dtype)})

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        h, v = self.step_size, self.velocity(chain, generator)
        z = torch.randn(v.shape, generator=generator, dtype=v.dtype)
        v = self.kept * v + h * field.score(chain.x) + math.sqrt(1 - self.kept**2) * z
        return Chain(chain.x + h * v, chain.step + 1, state={"v": v}), Info(1)

    def law(self, variance: float) -> NoLaw:
        return NoLaw("Its law is that of x and v together.")


class ForgottenMomentum(Kinetic):
    def velocity(self, chain: Chain, generator: Generator) -> Tensor:
        return torch.randn(chain.x.shape, generator=generator, dtype=chain.x.dtype)


class FirstAtRest(Kinetic):
    """One that begins with no velocity at all, and a sign of each particle beside it."""

    def init(self, field: Field, x: Tensor, generator: Generator) -> Chain:
        return Chain(x, state={"v": torch.zeros_like(x), "forward": torch.ones(len(x), dtype=torch.bool)})

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        forward = chain.state["forward"]
        moved, info = super().step(field, chain, generator)
        x = chain.x + torch.where(forward, 1.0, -1.0)[:, None] * (moved.x - chain.x)
        return Chain(x, moved.step, state=moved.state | {"forward": forward}), info


class AsksForAnEnergy(Mine):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        field.energy(chain.x)
        return super().step(field, chain, generator)


class Wordless(Mine):
    explanation = "It follows the score."
    source = ""


class Boundless(Mine):
    step_size: float = setting(0.2, title="step size", description="eta")


class ForgetsToCount(Mine):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        moved, info = super().step(field, chain, generator)
        return Chain(moved.x, chain.step), info


class Raises(Mine):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        raise RuntimeError("secret words of an exception")


class HiddenInvertedDrift(Mala):
    """MALA that proposes uphill and weighs its proposals rightly: the law is kept, by refusing nearly everything."""

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        x, eta = chain.x, self.step_size
        energy, score = field.energy_and_score(x)
        z = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        proposed = x - eta * score + math.sqrt(2 * eta) * z
        new_energy, new_score = field.energy_and_score(proposed)
        there = -((proposed - x + eta * score) ** 2).sum(1) / (4 * eta)
        back = -((x - proposed + eta * new_score) ** 2).sum(1) / (4 * eta)
        accepted = tried(log_ratio(energy, new_energy, there, back), generator)[1]
        return Chain(choose(accepted, proposed, x), chain.step + 1), Info(2, accepted)


def named(faults: list[Fault]) -> set[str]:
    return {fault.check for fault in faults}


@pytest.mark.parametrize("kind", [Mine, Kinetic, FirstAtRest])
def test_a_right_one_passes(kind: type[Sampler]) -> None:
    demand(check_sampler(kind))


def test_a_forgotten_momentum_is_said_with_what_to_do() -> None:
    (fault,) = check_sampler(ForgottenMomentum)
    assert fault.message == (
        "ForgottenMomentum carries 'v' in the chain's state but never uses it: whatever it is, the steps are the same; "
        "begin a step with chain.state['v'], or leave it out."
    )


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        (InvertedDrift, "law"),
        (HiddenInvertedDrift, "law"),
        (NoiseTenPercentOff, "law"),
        (NoiseTenPercentShort, "law"),
        (Lawless, "law"),
        (NoReason, "law"),
        (Still, "law"),
        (GlobalNoise, "randomness"),
        (StateInTheCache, "cache"),
        (ForgottenMomentum, "state"),
        (AsksForAnEnergy, "needs"),
        (Wordless, "words"),
        (Boundless, "settings"),
        (ForgetsToCount, "step"),
        (Raises, "step"),
    ],
)
def test_a_planted_fault_is_named(kind: type[Sampler], check: str) -> None:
    faults = check_sampler(kind)
    assert check in named(faults), faults
    for fault in faults:
        assert fault.message[0].isupper() or fault.message.startswith(kind.__name__)
        assert fault.message.endswith(".")
        assert "secret" not in fault.message


@pytest.mark.parametrize("kind", [InvertedDrift, HiddenInvertedDrift, NoiseTenPercentOff, Lawless])
def test_nothing_else_is_blamed(kind: type[Sampler]) -> None:
    assert named(check_sampler(kind)) == {"law"}


def test_a_forgotten_law_is_said_with_what_to_do() -> None:
    (fault,) = check_sampler(Lawless)
    assert fault.message == (
        "Lawless states no law: define law(variance), what it does on N(0, variance I), "
        "or return NoLaw('...') with the reason."
    )


def test_a_sampler_may_declare_that_it_has_none() -> None:
    class Declared(Mine):
        def law(self, variance: float) -> Any:
            return NoLaw("Its steps depend on the whole cloud of particles.")

    demand(check_sampler(Declared))
