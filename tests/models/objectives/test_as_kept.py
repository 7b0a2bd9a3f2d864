"""Every objective: what it chooses for a target, and its loss on known points with a known network, as kept."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Problem
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.testing.lens_mirror import TARGET
from tests.kept import as_kept, bounds

MIXED = GaussianMixture.create([0.4, 0.6], [[0.5, 0.0], [-0.5, 0.5]], [0.05, 0.9])
TARGETS = {"three": TARGET, "thin": PRESETS.get("thin-curve")().mixture(), "mixed": MIXED}
EACH = [(name, model) for name, kind in OBJECTIVES.items() for model in sorted(kind.learns)]


@pytest.mark.parametrize(("name", "model"), EACH)
def test_losses_of_an_objective_are_as_kept(name: str, model: Any) -> None:
    kind = OBJECTIVES.get(name)
    found: dict[str, object] = {}
    for key, mixture in TARGETS.items():
        objective = kind.parse(kind.defaults_for(mixture, model))
        x = mixture.to(torch.float32).sample(24, stream(0, "x"))
        spec = NetworkSpec(width=8, depth=2, fourier_features=4)
        noise = objective.noise_range(mixture)
        network = build_network(spec, model, Scaling.of(mixture), noise, stream(0, "init"))
        state = objective.init(Problem(mixture, x), stream(0, "state"))
        losses = []
        for step in range(2):
            loss, state = objective.loss(network, x, state, stream(step, "z"))
            gradient = torch.autograd.grad(loss, list(network.parameters()), allow_unused=True)
            size = sum(float(each.square().sum()) for each in gradient if each is not None)
            losses += [float(loss.detach()), size]
        found[f"{key} losses"] = [*losses, objective.readings(state)]
        factors = [[list(parameter.shape), factor] for parameter, factor in objective.learnt_parameters(state)]
        found[f"{key} learnt"] = factors
    as_kept(f"objective-{name}-{model}", found)


# apart from the losses, because they cost nothing: `make mutants` asks the cheap tests first, and not all of the others
@pytest.mark.parametrize(("name", "model"), EACH)
def test_what_an_objective_chooses_is_as_kept(name: str, model: Any) -> None:
    kind = OBJECTIVES.get(name)
    found: dict[str, object] = {}
    for key, mixture in TARGETS.items():
        objective = kind.parse(kind.defaults_for(mixture, model))
        recipe = objective.recipe(mixture, model)
        chosen = [dict(recipe.optimiser), dict(recipe.network), objective.model_dump(), objective.smoothing()]
        found[key] = [*chosen, objective.noise_range(mixture), objective.rows(100, model)]
    found["minimiser"] = [kind().minimiser_precision(v) for v in (0.3, 1.0, 2.0)]
    found["facts"] = [kind.noise_conditional, kind.loss_unit, sorted(kind.learns)]
    as_kept(f"objective-choice-{name}-{model}", found)


def test_settings_of_all_objectives_are_as_kept() -> None:
    as_kept("objective-settings", {name: bounds(kind) for name, kind in OBJECTIVES.items()})
