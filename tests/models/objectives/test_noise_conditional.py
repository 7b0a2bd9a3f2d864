"""What every objective of many noise levels keeps, whatever its draw of levels and its weights."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.errors import InvalidInput
from scorescape.models.noise_levels.ladders import geometric
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Problem
from scorescape.models.random_streams import stream
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.resolve import resolve
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec
from tests.models.objectives.exact_network import ExactNetwork

NAMES = sorted(name for name, kind in OBJECTIVES.items() if kind.noise_conditional)
MIXTURE = GaussianMixture.create([0.5, 0.2, 0.3], [[-1.0, 0.4], [1.5, 1.0], [0.5, -2.0]], [0.3, 0.6, 0.5])
TWO = PRESETS.get("two-gaussians")().mixture()
VARIANTS: list[tuple[str, dict[str, Any]]] = [
    ("noise-conditional-score-matching", {"antithetic": True}),
    ("noise-conditional-score-matching", {"antithetic": False}),
    ("noise-conditional-score-matching", {"levels": "geometric", "n_levels": 12}),
    ("diffusion", {"schedule": "cosine", "importance": True}),
    ("diffusion", {"schedule": "cosine", "importance": False}),
    ("diffusion", {"schedule": "linear", "importance": True}),
    ("flow-matching", {"times": "uniform"}),
    ("flow-matching", {"times": "logit-normal"}),
]


def slopes(name: str, settings: dict[str, Any], stretch: float = 1.0) -> torch.Tensor:
    """J's slope in each of four bins of noise levels at the exact field, in standard errors."""
    kind = OBJECTIVES.get(name)
    objective = kind.parse(kind.defaults_for(MIXTURE, "score") | settings)
    network = ExactNetwork(MIXTURE, geometric(0.075, 8.0, 5), stretch)
    state = objective.init(Problem(MIXTURE, MIXTURE.sample(8, stream(0, "x"))), stream(0, "state"))
    data, noise = stream(0, "data"), stream(0, "noise")
    found = []
    for _ in range(60):
        loss, _ = objective.loss(network, MIXTURE.sample(2_000, data), state, noise)
        found.append(torch.autograd.grad(loss, network.theta)[0])
    per_batch = torch.stack(found)
    return per_batch.mean(0) / (per_batch.std(0) / len(found) ** 0.5)


def test_every_objective_of_many_levels_is_tried() -> None:
    assert {name for name, _ in VARIANTS} == set(NAMES)


@pytest.mark.parametrize(("name", "settings"), VARIANTS)
def test_the_minimiser_is_the_smoothed_score_at_every_level(name: str, settings: dict[str, Any]) -> None:
    assert float(slopes(name, settings).abs().max()) < 4


@pytest.mark.parametrize(("name", "settings"), VARIANTS)
def test_a_field_a_tenth_too_long_is_caught_near_the_data_and_far_from_it(name: str, settings: dict[str, Any]) -> None:
    found = slopes(name, settings, stretch=1.1)
    assert float(found[1:].abs().min()) > 6


@pytest.mark.parametrize("name", NAMES)
def test_the_field_shown_is_the_one_at_the_smallest_noise(name: str) -> None:
    run = Run(TWO, RunSpec.parse({"objective": name, "network": {"width": 16, "depth": 2}}))
    smallest = run.resolved.objective.smoothing()
    assert smallest == pytest.approx(0.25 * TWO.narrowest_scale)
    x = torch.linspace(-2, 2, 10).reshape(5, 2)
    assert torch.equal(run.field().score(x), run.field().smoothed_score(x, smallest))


@pytest.mark.parametrize("name", NAMES)
def test_the_levels_reach_beyond_the_target_and_must_rise(name: str) -> None:
    smallest, largest = resolve(RunSpec(objective=name), MIXTURE).noise_range or (0.0, 0.0)
    assert smallest < MIXTURE.narrowest_scale < 5 * MIXTURE.rms_deviation() <= largest * 1.01
    upside_down = {"sigma_min": 4.0} | ({"sigma_max": 3.0} if name.endswith("matching") and "noise" in name else {})
    if name == "diffusion":
        upside_down |= {"schedule": "linear", "beta_max": 0.1}
    if name != "flow-matching":
        with pytest.raises(InvalidInput, match="below the largest noise") as refused:
            resolve(RunSpec.parse({"objective": name, "settings": upside_down}), MIXTURE)
        assert refused.value.field == "sigma_min"


@pytest.mark.parametrize(("name", "model"), [*((name, "score") for name in NAMES), (NAMES[0], "energy")])
def test_what_it_learns_mends_the_mode_weights(name: str, model: str) -> None:
    """Plain Langevin halves the particles; down the learnt levels one in five reaches the smaller mode."""
    run = Run(TWO, RunSpec.parse(
        {"objective": name, "model": model, "n_steps": 400, "network": {"width": 64}, "optimiser": {"batch_size": 256}}
    ))  # fmt: skip
    while not run.finished:
        run.step()
    errors = level_errors(run.field(), TWO)
    assert max(error.relative_fisher_error for error in errors[1:]) < 0.05
    modes = find_modes(TWO)
    walk = Walk(SamplerSpec(sampler="probability-flow"), run.field(), TWO, modes)
    walk.step(walk.sampler.duration() or 0)
    assert mode_weights(walk.x, modes).total_variation < 0.05
