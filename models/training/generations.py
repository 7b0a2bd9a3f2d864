"""Which defaults fill what a specification leaves out: today's, or those of a run that was kept under earlier ones.

A kept run has weights of the network that it was built with, and it goes on as it would have gone on then. The first
generation is from before there were frequency bands; in the second persistent chains had no wall around them.
"""

from __future__ import annotations

from typing import Any

from ..networks.spec import Parameterisation
from ..objectives import OBJECTIVES
from ..objectives.base import Objective, Recipe
from ..targets.gaussian_mixture import GaussianMixture

# in which bands came, and in which persistent chains got their wall
BANDS, WALL = 2, 3
# today's; a kept run says its own since there is a second
GENERATION = WALL

# of the second: what a network had where it was not as today's
SECOND: dict[str, dict[str, Any]] = {"persistent-contrastive-divergence": {"confinement": 0.0}}

# of the first: where an objective has no entry, Gaussian frequencies of the target's sharpness and nothing else

MANY_LEVELS = Recipe({"learning_rate": 5e-3, "batch_size": 512}, {"fourier_features": 64, "fourier_scale": 3.0})
RECIPES = {
    "contrastive-divergence": Recipe(network={"fourier_scale": 1.0, "confinement": 5.0}),
    "persistent-contrastive-divergence": Recipe(network={"fourier_scale": 1.0}),
    "noise-conditional-score-matching": MANY_LEVELS,
    "diffusion": MANY_LEVELS,
    "flow-matching": MANY_LEVELS,
}
SHARP: dict[str, dict[str, Any]] = {
    "maximum-likelihood": {"output_scale": 4.0},
    "noise-contrastive-estimation": {"output_scale": 4.0, "confinement": 0.3},
}
SETTINGS: dict[str, dict[str, Any]] = {
    "contrastive-divergence": {"first_step_size": None},
    "noise-conditional-score-matching": {"levels": "continuous", "fine_weight": 0.0},
    "diffusion": {"times": "uniform", "antithetic": False},
    "noise-contrastive-estimation": {"noise": "box"},
}


def sharpness(mixture: GaussianMixture) -> float:
    """The scale of Gaussian frequencies: 0.4 / detail in [1.5, 4]."""
    detail = mixture.narrowest_scale / mixture.rms_deviation()
    return round(min(4.0, max(1.5, 0.4 / detail)), 2)


def defaults(name: str, mixture: GaussianMixture, model: Parameterisation, generation: int) -> dict[str, Any]:
    """Settings of the objective called `name` for this target. Errors: UnknownName."""
    now = OBJECTIVES.get(name).defaults_for(mixture, model)
    return now if generation >= BANDS else now | SETTINGS.get(name, {})


def changed(name: str) -> int:
    """The generation in which the defaults of the objective called `name` last changed."""
    return WALL if name in SECOND else BANDS


def recipe(
    name: str, objective: Objective[Any], mixture: GaussianMixture, model: Parameterisation, generation: int
) -> Recipe:
    """The optimiser's and the network's; an objective of one's own with a recipe of its own keeps that."""
    own = type(objective).recipe is not Objective.recipe and name not in RECIPES and name not in SHARP
    if not own and generation < BANDS:
        return RECIPES.get(name) or Recipe(network={"fourier_scale": sharpness(mixture)} | SHARP.get(name, {}))
    today = objective.recipe(mixture, model)
    if own or generation >= changed(name):
        return today
    return Recipe(today.optimiser, {**today.network, **SECOND[name]})
