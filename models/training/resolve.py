"""From a partial run specification to the whole one: what is left out comes from the objective's recipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import InvalidInput, Unsupported
from ..networks.spec import NetworkSpec
from ..objectives import OBJECTIVES
from ..objectives.base import Objective
from ..targets.gaussian_mixture import GaussianMixture
from .spec import OptimiserSpec, RunSpec

# rows x width x streams of the largest activations; beyond it one step would hold gigabytes
MAX_ACTIVATIONS = 64_000_000


@dataclass(frozen=True)
class ResolvedRun:
    """A run specification with nothing left out."""

    spec: RunSpec
    objective: Objective[Any]
    network: NetworkSpec
    optimiser: OptimiserSpec
    noise_range: tuple[float, float] | None
    """The noise levels trained, world units; None for an objective without."""

    def settings(self) -> dict[str, dict[str, Any]]:
        """Everything as plain values, for display and for files."""
        return {
            "objective": self.objective.model_dump(),
            "network": self.network.model_dump(),
            "optimiser": self.optimiser.model_dump(),
        }


def resolve(spec: RunSpec, mixture: GaussianMixture) -> ResolvedRun:
    """Errors: UnknownName, InvalidInput naming the setting, Unsupported if the objective cannot teach this model."""
    kind = OBJECTIVES.get(spec.objective)
    if spec.model not in kind.learns:
        needed = " or ".join(sorted(kind.learns))
        raise Unsupported("model", f"{kind.title} needs an {needed} model; choose model = {needed}.")
    objective = kind.parse(kind.defaults_for(mixture, spec.model) | spec.settings)
    recipe = objective.recipe(mixture, spec.model)
    network = NetworkSpec.parse(dict(recipe.network) | spec.network)
    optimiser = OptimiserSpec.parse(dict(recipe.optimiser) | spec.optimiser)
    if network.link != "exp" and (spec.model == "score" or kind.noise_conditional):
        raise Unsupported(
            "link", f"{kind.title} with a {spec.model} model takes only link = exp; others need a plain energy model."
        )
    _check_size(network, optimiser)
    return ResolvedRun(spec, objective, network, optimiser, objective.noise_range(mixture))


def _check_size(network: NetworkSpec, optimiser: OptimiserSpec) -> None:
    size = optimiser.batch_size * network.width * network.depth * 4
    if size > MAX_ACTIVATIONS:
        raise InvalidInput(
            "batch_size",
            f"batch_size x width x depth is too large ({size // 4:,}); keep it at or below {MAX_ACTIVATIONS // 4:,}.",
        )
