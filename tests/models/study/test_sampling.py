"""A walk and its judges: the figures are those of the particles, and a walk begun anew begins with nothing."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.errors import ScorescapeError
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study.sampling import Sampling, _grown
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()
SPEC = SamplerSpec(sampler="langevin", n_particles=300, init="data", field="exact")


def walked(steps: int) -> Sampling:
    sampling = Sampling(TWO)
    sampling.start(SPEC, ExactField(TWO))
    sampling.steps(steps)
    return sampling


def test_without_particles_there_is_nothing_to_say() -> None:
    sampling = Sampling(TWO)
    assert sampling.figures() is None
    assert sampling.trail() is None
    with pytest.raises(ScorescapeError, match="sample first"):
        sampling.steps(1)


def test_the_figures_are_the_judges_own() -> None:
    sampling = walked(20)
    figures = sampling.figures()
    assert figures is not None
    assert sampling.walk is not None
    weights = mode_weights(sampling.walk.x, sampling.modes)
    judge = SlicedWasserstein(TWO, 300)
    assert figures.step == 20
    assert figures.values["mode_weight_tv"] == weights.total_variation
    assert figures.values["sliced_wasserstein"] == judge.distance(sampling.walk.x)
    assert figures.values["sliced_wasserstein_floor"] == judge.floor
    assert figures.values["evaluations"] == sampling.walk.evaluations
    assert [(share.true, share.sampled) for share in figures.modes] == list(
        zip(weights.true.tolist(), weights.sampled.tolist(), strict=True)
    )


def test_floors_errors_and_hidden_modes_are_told_beside_the_figures() -> None:
    target = GaussianMixture.create([0.6, 0.399, 0.001], [[3.6, 0.0], [-2.0, 0.0], [0.0, 3.0]], [0.4, 0.4, 0.1])
    sampling = Sampling(target)
    walk = sampling.start(SPEC, ExactField(target))
    figures, judge = sampling.figures(), SlicedWasserstein(target, 300)
    assert figures is not None
    off = float((walk.x.abs() > 4).any(1).double().mean())
    assert 0.05 < off < 0.15
    assert figures.values["outside"] == pytest.approx(off)
    assert figures.values["outside_se"] == pytest.approx((off * (1 - off) / 300) ** 0.5)
    assert figures.values["sliced_wasserstein_floor_95"] == judge.floor_95 > judge.floor
    assert figures.values["mode_weight_tv_floor_95"] == mode_weights(walk.x, sampling.modes).total_variation_floor_95
    assert (figures.hidden_modes, figures.hidden_mass) == (1, pytest.approx(0.001, abs=1e-5))
    trail = sampling.trail()
    assert trail is not None
    assert (trail.floor, trail.floor_95) == (judge.floor, judge.floor_95)


def test_the_curve_of_quality_has_one_point_a_judgement_and_begins_anew_with_the_walk() -> None:
    sampling = walked(5)
    sampling.figures()
    sampling.steps(5)
    sampling.figures()
    trail = sampling.trail()
    assert trail is not None
    assert trail.evaluations.tolist() == sorted(trail.evaluations.tolist())
    assert len(trail.evaluations) == len(trail.distance) == 2
    sampling.start(SPEC, ExactField(TWO))
    assert sampling.trail() is None
    assert sampling.reached == []
    assert (sampling.walks, sampling.seconds) == (2, 0.0)


def test_another_target_is_judged_by_its_own_modes() -> None:
    sampling = walked(1)
    other = PRESETS.get("eight-gaussians")().mixture()
    assert sampling.modes.n_modes == 2
    sampling.retarget(other)
    assert sampling.modes.n_modes == 8


def test_a_walk_gone_on_with_takes_the_steps_it_would_have_taken() -> None:
    straight, held = walked(10), walked(10)
    assert held.walk is not None
    resumed = Sampling(TWO)
    resumed.go_on(held.walk.packed(), ExactField(TWO), [[10.0, 0.5]], 1.25)
    for sampling in (straight, resumed):
        sampling.steps(7)
    assert straight.walk is not None
    assert resumed.walk is not None
    assert torch.equal(straight.walk.x, resumed.walk.x)
    assert resumed.reached == [(10.0, 0.5)]
    assert resumed.seconds > 1.25


def test_it_begins_with_nothing_and_judges_a_crowd_in_two_sizes() -> None:
    sampling = Sampling(TWO)
    assert (sampling.seconds, sampling.walks, sampling.reached) == (0.0, 0, [])
    for n, sizes in ((300, [300]), (2_000, [2_000]), (2_500, [2_000, 2_500])):
        sampling.start(SPEC.model_copy(update={"n_particles": n}), ExactField(TWO))
        assert sampling.judged_sizes() == sizes
        assert sampling.seconds == 0.0


def test_a_point_of_the_curve_is_drawn_once_and_the_curve_has_an_end() -> None:
    sampling = walked(1)
    for step, points in ((0, 1), (0, 1), (1, 2), (0, 2)):
        if step:
            sampling.steps(step)
        sampling.figures()
        assert len(sampling.reached) == points
    sampling.reached = [(float(at), 1.0) for at in range(3_000)]
    sampling.figures()
    assert len(sampling.reached) == 2_401
    assert (sampling.reached[0], sampling.reached[-1][0]) == ((600.0, 1.0), 2.0)


class Pairs:
    """A floor that grows by as many pairs as it is told."""

    def __init__(self, n_pairs: int, more: int, *, ready: bool = True, refined: bool = False) -> None:
        self.n_pairs, self._more, self.ready, self.refined = n_pairs, more, ready, refined

    def grow(self, seconds: float) -> None:
        self.n_pairs, self.ready = self.n_pairs + self._more, self.n_pairs + self._more >= 64


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (Pairs(30, 4, ready=False), False),
        (Pairs(60, 4, ready=False), True),
        (Pairs(64, 4), False),
        (Pairs(100, 28), True),
        (Pairs(100, 4, refined=True), True),
    ],
)
def test_a_floor_is_told_of_when_it_has_twice_the_pairs_or_all(pairs: Any, told: bool) -> None:
    assert _grown(pairs, 0.1) is told
