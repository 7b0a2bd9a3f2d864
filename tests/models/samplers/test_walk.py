"""A chain's state is carried on whatever happens to the field; its cache counts for one version of it."""

from __future__ import annotations

import math
from typing import Literal

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.parcel import Parcel
from scorescape.models.random_streams import stream
from scorescape.models.samplers.base import Chain, Info, Sampler
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.settings import setting
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

NORMAL = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])
PAIR = GaussianMixture.create([0.7, 0.3], [[-0.7, 0.3], [1.0, -0.6]], [0.6, 0.9])
Called = Literal["exact", "learned"]


class Underdamped(Sampler):
    """m <- c (m + eta s(x)) + sqrt(1 - c^2) z,  x <- x + eta m: a sampler whose momentum is of its law."""

    step_size: float = setting(0.1, gt=0, le=1, title="step size", description="eta")
    friction: float = setting(0.1, gt=0, le=10, title="friction", description="c = exp(-friction eta)")

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        keep = math.exp(-self.friction * self.step_size)
        first = torch.randn(chain.x.shape, generator=generator) if not chain.state else chain.state["momentum"]
        z = torch.randn(chain.x.shape, generator=generator)
        momentum = keep * (first + self.step_size * field.score(chain.x)) + math.sqrt(1 - keep**2) * z
        return Chain(chain.x + self.step_size * momentum, chain.step + 1, {"momentum": momentum}), Info(1)


def walk(mixture: GaussianMixture, field: Field, called: Called, sampler: str = "mala", n: int = 2000) -> Walk:
    spec = SamplerSpec.parse({"sampler": sampler, "field": called, "init": "data", "n_particles": n})
    return Walk(spec, field, mixture, find_modes(mixture))


def autocorrelation(called: Called, lag: int = 31) -> float:
    """Of x with itself after half a turn of the oscillator that N(0, I) is, 31 steps of 0.1."""
    walked = walk(NORMAL, ExactField(NORMAL), called, "langevin")
    walked.sampler = Underdamped()
    walked.step(100)
    before = walked.x
    walked.step(lag)
    return float((before * walked.x).sum() / (before * before).sum())


def test_a_momentum_is_carried_on_whatever_the_field_is_called() -> None:
    exact, learned = autocorrelation("exact"), autocorrelation("learned")
    assert learned == exact
    # half a turn of the damped oscillator: -exp(-friction t / 2)
    assert exact == pytest.approx(-math.exp(-0.1 * 3.1 / 2), abs=0.08)


def test_without_its_momentum_the_walk_is_another() -> None:
    """Negative control: what the test above must see."""
    walked = walk(NORMAL, ExactField(NORMAL), "exact", "langevin")
    walked.sampler = Underdamped()
    before = walked.x
    for _ in range(31):
        walked.chain = Chain(walked.chain.x, walked.chain.step)
        walked.step()
    assert float((before * walked.x).sum() / (before * before).sum()) > 0.5


def test_a_momentum_outlives_a_training_step_and_a_checkpoint() -> None:
    field = ExactField(NORMAL)
    walked, again = (walk(NORMAL, field, "learned", "langevin") for _ in range(2))
    walked.sampler = again.sampler = Underdamped()
    walked.step(5)
    again.step(5)
    field.version += 1
    kept = Parcel.from_bytes(again.packed().to_bytes("walk"), "walk")
    assert torch.equal(kept.part("state").tensors["momentum"], again.chain.state["momentum"])
    walked.step(5)
    again.step(5)
    assert torch.equal(walked.x, again.x)


class Learning(ExactField):
    """A field that jumps to another target, as training would, and says so."""

    def learn(self, mixture: GaussianMixture) -> None:
        self._mixture = mixture
        self.version += 1


@pytest.mark.parametrize("sampler", ["mala", "metropolis-hastings"])
@pytest.mark.parametrize("called", ["exact", "learned"])
def test_a_cache_counts_for_one_version_of_the_field(called: Called, sampler: str) -> None:
    walked = walk(PAIR, Learning(PAIR), called, sampler)
    walked.step(10)
    assert walked.evaluations == 11, "one a step, and one to begin"
    field = walked.field
    assert isinstance(field, Learning)
    field.learn(NORMAL)
    walked.step(10)
    assert walked.evaluations == 22, "what was known is of the past, once"


def without_a_cache(walked: Walk, n: int) -> Tensor:
    for _ in range(n):
        walked.chain = Chain(walked.chain.x, walked.chain.step)
        walked.step()
    return walked.x


@pytest.mark.parametrize("sampler", ["mala", "metropolis-hastings"])
def test_positions_are_those_of_a_walk_that_remembers_nothing(sampler: str) -> None:
    run = Run(PAIR, RunSpec(objective="maximum-likelihood", model="energy", n_steps=60, network={"width": 16}))
    walks = [walk(PAIR, run.field(), "learned", sampler, n=200) for _ in range(2)]
    for _ in range(20):
        run.step()
        walks[0].step()
        without_a_cache(walks[1], 1)
    assert walks[0].evaluations == walks[1].evaluations == 40, "the field learnt between any two steps"
    walks[0].step(20)
    without_a_cache(walks[1], 20)
    assert torch.equal(walks[0].x, walks[1].x)
    assert (walks[0].evaluations, walks[1].evaluations) == (60, 80), "training rests"


def test_another_setting_or_another_field_empties_the_cache() -> None:
    walked = walk(PAIR, ExactField(PAIR), "exact")
    walked.step(3)
    walked.tune({"step_size": 0.01})
    walked.step()
    assert walked.evaluations == 4 + 2
    walked.refield(ExactField(NORMAL))
    walked.step()
    assert walked.evaluations == 6 + 2


def of_the_version_before(parcel: Parcel) -> Parcel:
    """What a walk packed when a chain had one `memory`."""
    return Parcel({name.replace("cache/", "memory/"): each for name, each in parcel.tensors.items()}, parcel.values)


@pytest.mark.parametrize("called", ["exact", "learned"])
def test_a_checkpoint_of_the_version_before_goes_on_bit_for_bit(called: Called) -> None:
    field, modes = ExactField(PAIR), find_modes(PAIR)
    straight = walk(PAIR, field, called)
    straight.step(9)
    old = of_the_version_before(straight.packed())
    assert "memory/energy" in old.tensors
    again = Walk.unpacked(Parcel.from_bytes(old.to_bytes("walk"), "walk"), field, PAIR, modes)
    straight.step(20)
    again.step(20)
    assert torch.equal(again.x, straight.x)
    # on a learnt field it did not say whether the weights had moved since: asked once more
    assert again.evaluations == straight.evaluations + (called == "learned")


def test_a_stale_cache_is_not_packed() -> None:
    walked = walk(PAIR, Learning(PAIR), "learned")
    walked.step(3)
    assert walked.packed().part("cache").tensors
    field = walked.field
    assert isinstance(field, Learning)
    field.learn(NORMAL)
    assert not walked.packed().part("cache").tensors


def test_streams_are_the_specification_s_own() -> None:
    assert torch.equal(
        walk(PAIR, ExactField(PAIR), "exact", n=50).x, PAIR.to(torch.float32).sample(50, stream(0, "particles"))
    )
