"""A walk that is finite and useless says so, with the figure and what to try; a sound one is silent from the start."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.advice import Stretch, lost, useless
from scorescape.models.samplers.health import Health
from scorescape.models.samplers.hmc import Hmc
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.mala import Mala
from scorescape.models.samplers.pace import narrow_scale
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()  # scales .5
SPECK = GaussianMixture.create([0.99, 0.01], [[0.0, 0.0], [2.0, 0.0]], [0.4, 0.002])


def walked(sampler: str, steps: int, mixture: GaussianMixture = TWO, **settings: Any) -> Walk:
    spec = SamplerSpec(sampler=sampler, field="exact", n_particles=1_000, init="uniform", settings=settings)
    walk = Walk(spec, ExactField(mixture), mixture, find_modes(mixture))
    walk.step(steps)
    return walk


@pytest.mark.parametrize(
    ("sampler", "settings", "advice"),
    [
        ("mala", {"step_size": 10.0}, "try a step size of 0.12 unit^2."),
        ("hmc", {"leapfrog_step": 4.0, "n_leapfrog": 100}, "try a leapfrog step of 0.25 world units."),
        ("metropolis-hastings", {"proposal_scale": 3.0}, None),
    ],
)
def test_a_chain_that_stands_still_is_told_its_acceptance(
    sampler: str, settings: dict[str, Any], advice: str | None
) -> None:
    walk = walked(sampler, 40, **settings)
    rate = walk.acceptance_rate
    assert rate is not None
    if advice is None:
        assert rate > 0.01
        assert walk.message() == "", "large, and not useless"
    else:
        assert rate < 0.01
        said = f"{round(rate * 40_000):,} of 40,000 proposals were accepted, so the particles stand still; "
        assert walk.message() == said + advice


@pytest.mark.parametrize(
    ("sampler", "setting", "advice"),
    [
        ("langevin", "step_size", "try a step size of 0.12 unit^2."),
        ("mala", "step_size", "try a step size of 0.12 unit^2."),
        ("metropolis-hastings", "proposal_scale", "try a proposal scale of 0.75 world units."),
        ("hmc", "leapfrog_step", "try a leapfrog step of 0.25 world units."),
    ],
)
def test_steps_that_move_nothing_are_told_how_far_they_went(sampler: str, setting: str, advice: str) -> None:
    walk = walked(sampler, 25, **{setting: 1e-8})
    moved = float(((walk.x - walked(sampler, 0).x).double() ** 2).sum(1).mean().sqrt())
    said = (
        f"The particles moved by {moved:.1g} units in 25 steps, {100 * moved / 0.5:.1g} % of the narrowest scale, 0.5: "
    )
    assert walk.message() == said + "steps this small explore nothing; " + advice


@pytest.mark.parametrize(("size", "told"), [(1e-6, True), (2e-5, False)])
def test_particles_wander_by_the_root_of_their_steps(size: float, told: bool) -> None:
    # in 25 steps 10 sqrt(eta): half a unit takes 62,500 of the small steps, 3,100 of the large
    assert ("explore nothing" in walked("langevin", 25, step_size=size).message()) == told


@pytest.mark.parametrize(
    ("size", "words"),
    [(0.3, "1.6 times too wide"), (0.45, "3.2 times too wide"), (0.25, ""), (0.5, "unstable"), (0.6, "unstable")],
)
def test_langevin_says_how_wide_a_large_step_makes_the_narrowest_part(size: float, words: str) -> None:
    """1 / sqrt(1 - eta / (2 v)) with v = .25."""
    walk = walked("langevin", 0, step_size=size)
    assert (words in walk.message()) if words else (walk.message() == "")
    if "times" in words:
        assert float(words.split()[0]) == pytest.approx(1 / math.sqrt(1 - size / 0.5), rel=0.05)
        assert walk.message().endswith("try 0.12, or MALA.")


def test_what_settles_is_judged_by_the_fifth_it_settles_at_and_who_climbs_by_stability_alone() -> None:
    # v = .25: a fifth of 1.2 is .24, of 1.5 it is .3
    assert Langevin(step_size=1.2, settling=100).doubt(TWO) == ""
    assert "1.6 times too wide" in Langevin(step_size=1.5, settling=100).doubt(TWO)
    assert Langevin(step_size=0.49, noise_scale=0.0).doubt(TWO) == ""
    assert "unstable" in Langevin(step_size=0.5, noise_scale=0.0).doubt(TWO)


@pytest.mark.parametrize("target", ["two-gaussians", "spiral", "checkerboard", "thin-curve"])
@pytest.mark.parametrize("sampler", sorted(SAMPLERS))
def test_a_sound_default_is_advised_nothing_from_its_first_step(sampler: str, target: str) -> None:
    mixture = PRESETS.get(target)().mixture()
    walk = walked(sampler, 0, mixture)
    for steps in (1, 1, 3, 20):
        walk.step(steps)
        assert walk.message() == "", walk.chain.step


def test_who_is_thrown_far_away_is_told_at_once() -> None:
    assert "left the box" in walked("langevin", 2, step_size=10.0).message()


def test_what_is_judged_begins_anew_with_other_settings() -> None:
    walk = walked("mala", 30, step_size=10.0)
    assert "proposals" in walk.message()
    walk.tune({"step_size": 0.12})
    assert walk.message() == ""
    walk.step(30)
    assert walk.message() == ""


def test_without_noise_who_has_come_to_rest_is_not_slow() -> None:
    walk = walked("langevin", 200, noise_scale=0.0)
    walk.tune({"step_size": 0.1})
    walk.step(30)
    assert walk.message() == ""


def test_a_speck_of_tiny_mass_sets_no_pace() -> None:
    assert narrow_scale(SPECK) == pytest.approx(0.4)
    assert narrow_scale(GaussianMixture.create([0.97, 0.03], [[0.0, 0.0], [2.0, 0.0]], [0.4, 0.002])) == 0.002
    assert SAMPLERS.get("langevin").defaults_for(SPECK) == {"step_size": 0.08}
    assert SAMPLERS.get("mala").defaults_for(SPECK) == {"step_size": 0.08}
    assert SAMPLERS.get("metropolis-hastings").defaults_for(SPECK) == {"proposal_scale": 0.6}
    assert SAMPLERS.get("hmc").defaults_for(SPECK) == {"leapfrog_step": 0.2}
    walk = walked("langevin", 300, SPECK)
    assert walk.message() == ""
    assert bool(torch.isfinite(walk.x).all())


def test_settling_brings_the_width_right() -> None:
    """At half the variance it is v / (1 - 1/4), at a tenth v / (1 - 1/20)."""
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])
    wide, right = (
        Walk(
            SamplerSpec(sampler="langevin", field="exact", n_particles=20_000, init="data", settings={"settling": n}),
            ExactField(blob), blob, find_modes(blob),
        )
        for n in (0, 60)
    )  # fmt: skip
    for walk in (wide, right):
        walk.step(120)
    # the default is rounded to .12
    assert float(wide.x.var()) == pytest.approx(0.25 / (1 - 0.12 / 0.5), rel=0.03)
    assert float(right.x.var()) == pytest.approx(0.25 / (1 - 0.024 / 0.5), rel=0.03)


@pytest.mark.parametrize(
    ("steps", "moved", "told"),
    [
        (25, 0.025, True),  # half a unit takes 25 (.5 / .025)^2 = 10,000 steps
        (25, 0.02501, False),
        (19, 1e-4, False),  # not yet twenty
        (20, 1e-4, True),
        (20, 0.00745, True),  # 1.49 % and 1.51 %: one and two
        (20, 0.00755, True),
        (20, 0.0, True),
        (50_000, 0.25, True),  # half of the scale, in so many steps
        (50_000, 0.2501, False),
    ],
)
def test_slow_is_who_would_take_ten_thousand_steps_across_the_narrowest_part(
    steps: int, moved: float, told: bool
) -> None:
    sampler, stretch = Langevin(step_size=1e-6), Stretch(steps, moved, 0, 0)
    said = useless(sampler, stretch, TWO)
    assert said == (
        f"The particles moved by {moved:.1g} units in {steps:,} steps, {200 * moved:.1g} % of the narrowest scale, "
        "0.5: steps this small explore nothing; try a step size of 0.12 unit^2."
        if told
        else ""
    )
    assert useless(Langevin(step_size=1e-6, noise_scale=0.0), stretch, TWO) == "", "who does not wander is at rest"


@pytest.mark.parametrize(
    ("accepted", "proposed", "told"), [(4, 500, True), (5, 500, False), (4, 499, False), (0, 500, True)]
)
def test_who_stands_still_has_had_five_hundred_proposals_and_less_than_one_in_a_hundred(
    accepted: int, proposed: int, told: bool
) -> None:
    said = useless(Mala(step_size=3.0), Stretch(20, 1.0, accepted, proposed), TWO)
    assert bool(said) == told
    if told:
        assert said.startswith(f"{accepted} of 500 proposals were accepted,")
        assert said.endswith("try a step size of 0.12 unit^2.")
    assert useless(Mala(step_size=3.0), Stretch(19, 1.0, accepted, proposed), TWO) == ""


def test_where_the_size_that_suits_did_not_do_a_quarter_or_four_times_is_tried() -> None:
    still, slow = Stretch(20, 1.0, 0, 500), Stretch(20, 1e-6, 500, 500)
    # .12 suits
    for size, smaller, larger in ((0.12, 0.03, 0.48), (0.1, 0.025, 0.12), (0.2, 0.12, 0.8)):
        assert useless(Mala(step_size=size), still, TWO).endswith(f"try a step size of {smaller:g} unit^2.")
        assert useless(Mala(step_size=size), slow, TWO).endswith(f"try a step size of {larger:g} unit^2.")


def test_who_loses_particles_is_told_a_size_below_half_of_its_own_and_the_variance() -> None:
    gone = Health(total=100, outside=50, non_finite=0, thrown=0, step=100)
    assert lost(gone, Langevin(step_size=0.3), 0.0, TWO).endswith("; try a step below 0.15 unit^2.")
    assert lost(gone, Langevin(step_size=4.0), 0.0, TWO).endswith("; try a step below 0.25 unit^2.")
    assert lost(gone, Hmc(leapfrog_step=0.5), 0.0, TWO).endswith("; try a leapfrog step of 0.25 world units.")
    assert lost(gone, SAMPLERS.get("reverse-sde")(), 0.0, TWO).endswith("; try more levels.")
    assert lost(gone, Langevin(step_size=4.0), 0.6, TWO) == "", "as many as the target itself has there"
    assert lost(dataclasses.replace(gone, outside=0), Langevin(), -1.0, TWO) == ""
