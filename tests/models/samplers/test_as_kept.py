"""Every sampler: what it chooses for a target, where it takes its particles, and what it says of itself, as kept."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.probability_flow import log_likelihood
from scorescape.models.samplers.resolve import resolve_sampler
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.starts import start_points
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS
from scorescape.models.testing.lens_mirror import TARGET
from tests.kept import as_kept, bounds

THIN = PRESETS.get("thin-curve")().mixture()
WIDE = GaussianMixture.create([1.0], [[0.5, 0.0]], [2.5])
MODES = find_modes(TARGET)


def spec_of(name: str, **more: object) -> SamplerSpec:
    return SamplerSpec.parse({"sampler": name, "n_particles": 40, "init": "data", "field": "exact"} | more)


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_a_sampler_is_as_kept(name: str) -> None:
    kind = SAMPLERS.get(name)
    targets = {"three": TARGET, "thin": THIN, "wide": WIDE}
    found: dict[str, object] = {
        key: dict(resolve_sampler(spec_of(name), mixture).model_dump()) for key, mixture in targets.items()
    }
    for init in ("data", "uniform"):
        walk = Walk(spec_of(name, init=init), ExactField(TARGET), TARGET, MODES)
        begun = walk.x.clone()
        walk.step(3)
        figures = [
            walk.evaluations,
            walk.acceptance_rate,
            walk.transitions_per_1000,
            walk.sigma,
            walk.sampler.duration(),
        ]
        found[f"walk from {init}"] = [begun, walk.x, *figures]
    walk = Walk(spec_of(name), ExactField(TARGET), TARGET, MODES)
    walk.step(2_000 if walk.sampler.duration() else 3)
    found["at its end"] = [walk.x, walk.chain.step, walk.finished, walk.evaluations]
    found["laws"] = {str(v): kind().law(v) for v in (0.3, 1.0, 2.0)}
    as_kept(f"sampler-{name}", found)


def test_settings_of_all_samplers_are_as_kept() -> None:
    as_kept("sampler-settings", {name: bounds(kind) for name, kind in SAMPLERS.items()})


@pytest.mark.parametrize("name", sorted(SAMPLERS))
def test_a_single_step_from_a_known_place_is_as_kept(name: str) -> None:
    kind = SAMPLERS.get(name)
    sampler = kind.parse(kind.defaults_for(TARGET))
    x = torch.tensor([[0.0, 0.0], [1.0, -0.5], [-2.0, 1.0]])
    chain, info = sampler.step(ExactField(TARGET), Chain(x), stream(0, "step"))
    again, after = sampler.step(ExactField(TARGET), chain, stream(1, "step"))
    as_kept(f"sampler-step-{name}", {"one": [chain.x, info], "two": [again.x, after, sorted(again.cache)]})


def test_starts_are_as_kept() -> None:
    inits = {"data": {}, "uniform": {}, "gaussian": {}, "points": {"points": [(1.0, 2.0), (-1.0, 0.5)]}}
    found = {
        init: start_points(spec_of("langevin", init=init, **more), TARGET, stream(0, "start"))
        for init, more in inits.items()
    }
    as_kept("sampler-starts", found)


def test_likelihoods_are_as_kept() -> None:
    x = torch.tensor([[0.0, 0.0], [1.0, -0.5], [-2.0, 1.0]], dtype=torch.float64)
    found = log_likelihood(ExactField(TARGET), x, TARGET.mean(), TARGET.rms_deviation(), 0.02, 20.0, n=24)
    as_kept("sampler-likelihood", {"found": found})


def test_what_is_said_of_a_lost_walk_is_as_kept() -> None:
    found = {}
    for step_size in (0.05, 3.0, 9.0):
        walk = Walk(spec_of("langevin", settings={"step_size": step_size}), ExactField(TARGET), TARGET, MODES)
        walk.step(60)
        found[str(step_size)] = [walk.message(), vars(walk.health), walk.health.lost]
    as_kept("sampler-messages", found)
