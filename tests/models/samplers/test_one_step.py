"""One step of one particle: its parts are the sampler's own numbers, and their sum is where it lands."""

from __future__ import annotations

import itertools
import math

import pytest
import torch
from torch import Generator

from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Chain, Info
from scorescape.models.samplers.langevin import DRIFT, NOISE, Langevin
from scorescape.models.samplers.one_step import OneStep, StepPart, nearest, one_step
from scorescape.models.samplers.parts import Parts, Push
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

PAIR = GaussianMixture.create([0.2, 0.8], [[-1.5, 0.5], [1.2, -0.4]], [0.4, 0.6])
MODES = find_modes(PAIR)
EXACT = ExactField(PAIR)
# a step is told in single precision
CLOSE = 1e-5


def walk_of(sampler: str, n: int = 60, **settings: float) -> Walk:
    spec = SamplerSpec.parse({"sampler": sampler, "n_particles": n, "init": "data", "settings": settings})
    return Walk(spec, EXACT, PAIR, MODES)


def steps_of(walk: Walk, particle: int, n: int) -> list[OneStep]:
    walk.watch(particle)
    seen = []
    for _ in range(n):
        walk.step()
        assert walk.seen is not None
        seen.append(walk.seen)
    return seen


def part_of(step: OneStep, name: str) -> StepPart:
    return next(part for part in step.parts if part.name == name)


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_the_parts_add_up_to_where_the_particle_lands(name: str) -> None:
    walk = walk_of(name)
    for particle in (0, 17, 59):
        before = walk.x[particle].clone()
        (step,) = steps_of(walk, particle, 1)
        assert step.start == tuple(before.tolist())
        assert step.landing == tuple(walk.x[particle].tolist())
        assert (step.particle, step.step, step.note) == (particle, walk.chain.step, "")
        total = [sum(each) for each in zip(step.start, *(part.value or () for part in step.parts), strict=True)]
        assert step.proposal is not None
        assert total == pytest.approx(step.proposal, abs=CLOSE)
        refused = step.test is not None and not step.test.accepted
        assert step.landing == pytest.approx(step.start if refused else total, abs=CLOSE)
        for part in [*step.parts, *([step.drawn] if step.drawn else [])]:
            assert part.vector is not None
            assert part.value == pytest.approx([part.factor * each for each in part.vector], rel=1e-6)


@pytest.mark.parametrize(("name", "settings"), [("langevin", {"step_size": 0.07}), ("mala", {"step_size": 0.11})])
def test_the_drift_is_eta_times_the_exact_score(name: str, settings: dict[str, float]) -> None:
    eta = settings["step_size"]
    for step in steps_of(walk_of(name, **settings), 5, 20):
        assert step.start is not None
        (score,) = PAIR.score(torch.tensor([step.start], dtype=torch.float64)).tolist()
        drift = part_of(step, "drift")
        assert drift.factor == eta
        assert drift.vector == pytest.approx(score, rel=1e-4, abs=1e-4)
        assert drift.value == pytest.approx([eta * each for each in score], rel=1e-4, abs=1e-5)
        assert part_of(step, "noise").factor == math.sqrt(2 * eta)


def test_annealing_s_parts_are_of_its_level() -> None:
    walk = walk_of("annealed-langevin", n_levels=6, steps_per_level=3, step_ratio=0.2)
    for step in steps_of(walk, 5, 18):
        assert step.sigma is not None
        assert step.start is not None
        eta = 0.2 * step.sigma**2
        (score,) = PAIR.smoothed(step.sigma).score(torch.tensor([step.start], dtype=torch.float64)).tolist()
        drift, noise = step.parts
        assert (drift.factor, noise.factor) == pytest.approx((eta, math.sqrt(2 * eta)))
        assert drift.value == pytest.approx([eta * each for each in score], rel=1e-3, abs=1e-4)
    (last,) = steps_of(walk, 5, 1)
    assert [part.name for part in last.parts] == ["last pull to the data"]
    assert last.parts[0].factor == last.sigma**2


@pytest.mark.parametrize(
    ("name", "settings", "variance"),
    [
        ("langevin", {"step_size": 0.05}, 0.1),
        ("langevin", {"step_size": 0.05, "noise_scale": 0.5}, 0.025),
        ("mala", {"step_size": 0.05}, 0.1),
        ("metropolis-hastings", {"proposal_scale": 0.4}, 0.16),
        ("hmc", {"leapfrog_step": 0.2}, 0.04),
    ],
)
def test_the_noise_has_its_variance_over_many(name: str, settings: dict[str, float], variance: float) -> None:
    found = torch.tensor(
        [
            (step.drawn or next(part for part in step.parts if part.role == "noise")).value
            for step in steps_of(walk_of(name, **settings), 3, 800)
        ]
    )
    # 1,600 normal numbers: the standard error of their variance is 3.5 %
    assert float(found.var()) == pytest.approx(variance, rel=0.14)
    assert float(found.mean()) == pytest.approx(0, abs=4 * math.sqrt(variance / 1600))


def log_density(x: tuple[float, float] | None) -> float:
    return float(PAIR.log_prob(torch.tensor([x], dtype=torch.float64)))


def log_proposal(to: tuple[float, float], start: tuple[float, float], eta: float) -> float:
    (score,) = PAIR.score(torch.tensor([start], dtype=torch.float64)).tolist()
    return -sum((a - b - eta * s) ** 2 for a, b, s in zip(to, start, score, strict=True)) / (4 * eta)


def test_mala_is_accepted_by_the_ratio_in_closed_form() -> None:
    eta, outcomes = 0.5, set()
    for step in steps_of(walk_of("mala", step_size=eta), 8, 40):
        test, start, there = step.test, step.start, step.proposal
        assert test is not None
        assert start is not None
        assert there is not None
        ratio = (
            log_density(there) - log_density(start) + log_proposal(start, there, eta) - log_proposal(there, start, eta)
        )
        assert test.log_ratio == pytest.approx(ratio, abs=2e-3)
        assert test.probability == pytest.approx(min(1, math.exp(ratio)), abs=2e-3)
        assert test.accepted == (test.uniform < test.probability)
        before, after, back, forth = (number.value for number in test.numbers)
        assert (back, forth) == pytest.approx(
            (log_proposal(start, there, eta), log_proposal(there, start, eta)), abs=2e-3
        )
        assert before is not None
        assert after is not None
        assert before - after == pytest.approx(log_density(there) - log_density(start), abs=1e-3)
        outcomes.add(test.accepted)
    assert outcomes == {True, False}


@pytest.mark.parametrize("name", ["metropolis-hastings", "hmc"])
def test_a_test_by_energies_is_the_difference_of_its_numbers(name: str) -> None:
    settings = {"proposal_scale": 0.8} if name == "metropolis-hastings" else {"leapfrog_step": 0.6}
    for step in steps_of(walk_of(name, **settings), 2, 30):
        test = step.test
        assert test is not None
        before, after = (number.value or 0.0 for number in test.numbers)
        assert test.log_ratio == pytest.approx(before - after, abs=1e-5)
        if name == "metropolis-hastings":
            assert before - after == pytest.approx(log_density(step.proposal) - log_density(step.start), abs=1e-3)


def test_hmc_rolls_as_far_as_its_leapfrog() -> None:
    (step,) = steps_of(walk_of("hmc", leapfrog_step=0.1, n_leapfrog=5), 4, 1)
    assert [part.stage for part in step.parts] == ["roll"] * 5
    assert step.drawn is not None
    assert step.start is not None
    assert step.drawn.vector is not None
    # the first roll: half a kick on the momentum that was drawn
    (score,) = PAIR.score(torch.tensor([step.start], dtype=torch.float64)).tolist()
    kicked = [m + 0.05 * s for m, s in zip(step.drawn.vector, score, strict=True)]
    assert step.parts[0].vector == pytest.approx(kicked, abs=1e-4)


def test_a_corrector_is_a_stage_of_its_own() -> None:
    (step,) = steps_of(walk_of("reverse-sde", n_levels=10, corrector_steps=2), 4, 1)
    assert [part.stage for part in step.parts] == ["corrector"] * 4 + ["", ""]


def test_who_looks_changes_nothing() -> None:
    for name in SAMPLERS:
        alone, watched = walk_of(name), walk_of(name)
        watched.watch(7)
        alone.step(5)
        watched.step(5)
        assert torch.equal(alone.x, watched.x)
        watched.watch(None)
        watched.step()
        assert watched.seen is None


def test_a_particle_that_has_not_stepped_stands() -> None:
    walk = walk_of("langevin")
    walk.watch(9)
    assert walk.seen is not None
    assert walk.seen.step == 0
    assert walk.seen.parts == []
    assert walk.seen.start == walk.seen.landing == tuple(walk.x[9].tolist())
    with pytest.raises(InvalidInput, match=r"in \[0, 59\]"):
        walk.watch(60)


class Silent(Langevin):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        chain, info = super().step(field, chain, generator)
        return chain, Info(info.evaluations)


def test_a_sampler_that_declares_nothing_is_said_to() -> None:
    walk = walk_of("langevin")
    walk.sampler = Silent()
    (step,) = steps_of(walk, 3, 1)
    assert step.note == (
        "Langevin (unadjusted) does not declare the parts of its step: only where the particle stood and where it "
        "landed is known."
    )
    assert (step.parts, step.proposal) == ([], None)
    assert step.landing == tuple(walk.x[3].tolist())


class InPlace(Langevin):
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        after, info = super().step(field, chain, generator)
        return Chain(chain.x.copy_(after.x), after.step), info


def test_a_particle_that_is_moved_in_its_own_place_stood_where_it_stood() -> None:
    walk = walk_of("langevin")
    walk.sampler = InPlace()
    here = tuple(walk.x[3].tolist())
    (step,) = steps_of(walk, 3, 1)
    assert step.start == here
    assert step.note == ""


def test_parts_that_are_not_the_step_are_said_to_be_none() -> None:
    x = torch.zeros(2, 2)
    pushes = Push(DRIFT, 0.5, torch.ones(2, 2)), Push(NOISE, 1.0, torch.zeros(2, 2))
    right = one_step(Langevin(), 1, 1, x, torch.full((2, 2), 0.5), Info(1, parts=lambda: Parts(pushes)))
    assert right.note == ""
    assert right.proposal == (0.5, 0.5)
    wrong = one_step(Langevin(), 1, 1, x, torch.full((2, 2), 0.75), Info(1, parts=lambda: Parts(pushes)))
    assert "miss where the particle landed by 0.25 units" in wrong.note


@pytest.mark.parametrize(
    ("landing", "off", "told"),
    [(1e-3, 0.9e-5, False), (1e-3, 1.1e-5, True), (100.0, 0.9e-3, False), (100.0, 1.1e-3, True)],
)
def test_parts_may_miss_by_rounding_of_the_distance_or_of_a_unit(landing: float, off: float, told: bool) -> None:
    """A hundred-thousandth."""
    start = torch.tensor([[landing + off, 0.0]], dtype=torch.float64)
    step = one_step(
        Langevin(), 0, 1, start, torch.tensor([[landing, 0.0]], dtype=torch.float64), Info(1, parts=lambda: Parts(()))
    )
    assert bool(step.note) == told


def test_what_is_not_finite_is_null() -> None:
    lost = torch.tensor([[math.inf, 0.0]])
    step = one_step(Langevin(), 0, 1, lost, lost, Info(1, parts=lambda: Parts((Push(DRIFT, 1.0, lost),))))
    assert (step.start, step.landing, step.parts[0].value, step.proposal) == (None, None, None, None)


def test_the_nearest_particle_is_a_finite_one() -> None:
    x = torch.tensor([[0.0, 0.0], [math.nan, 1.0], [1.0, 1.1], [math.inf, 1.0]])
    assert nearest(x, (1.0, 1.0)) == 2
    assert nearest(x, (-3.0, 0.0)) == 0
    assert nearest(x[[1, 3]], (0.0, 0.0)) is None


def test_all_samplers_of_ours_declare_their_parts() -> None:
    for name, particle in itertools.product(SAMPLERS, (0, 1)):
        (step,) = steps_of(walk_of(name), particle, 1)
        assert step.parts
        assert step.note == ""
