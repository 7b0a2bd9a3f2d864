"""From a partial run specification to the whole one: what is left out comes from the objective's recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InvalidInput, Unsupported
from ..networks import NETWORKS
from ..networks.base import Network
from ..networks.build import choose_network
from ..networks.spec import ModelSpec, NetworkSpec
from ..objectives import OBJECTIVES
from ..objectives.base import Objective, Recipe
from ..targets.gaussian_mixture import GaussianMixture
from . import generations
from .spec import OptimiserSpec, RunSpec

# rows x width x depth of one step: with about five float32 kept for each, half a gigabyte
MAX_ACTIVATIONS = 32_000_000
BYTES_EACH = 20


@dataclass(frozen=True)
class ResolvedRun:
    """A run specification with nothing left out."""

    spec: RunSpec
    objective: Objective[Any]
    architecture: type[Network]
    network: ModelSpec
    optimiser: OptimiserSpec
    noise_range: tuple[float, float] | None
    """The noise levels trained, world units; None for an objective without."""
    generation: int = generations.GENERATION
    """Of the defaults that fill what was left out: a run that was kept goes on with those it began with."""

    def settings(self) -> dict[str, dict[str, Any]]:
        """Everything as plain values, for display and for files."""
        return {
            "objective": self.objective.model_dump(),
            "network": self.network.model_dump(),
            "optimiser": self.optimiser.model_dump(),
        }


def written(
    spec: RunSpec, objective: Objective[Any] | type[Objective[Any]] | None, network: type[Network] | None
) -> RunSpec:
    """The specification with an objective and a network class of one's own in it, by name and settings.

    What an objective was not given still comes from its recipe for the target. A class that no registry knows is added.
    Errors: InvalidInput if it cannot be.
    """
    changed: dict[str, Any] = {}
    if objective is not None:
        kind = objective if isinstance(objective, type) else type(objective)
        name = OBJECTIVES.known_as(kind)
        own = {} if isinstance(objective, type) else objective.model_dump(exclude_unset=True)
        changed |= {"objective": name, "settings": spec.settings | own}
    if network is not None:
        changed |= {"architecture": NETWORKS.known_as(network), "model": network.parameterisation}
    return spec.model_copy(update=changed)


def resolve(spec: RunSpec, mixture: GaussianMixture, generation: int = generations.GENERATION) -> ResolvedRun:
    """Errors: UnknownName, InvalidInput naming the setting, Unsupported if the objective cannot teach this model."""
    kind = OBJECTIVES.get(spec.objective)
    if spec.model not in kind.learns:
        needed = " or ".join(sorted(kind.learns))
        raise Unsupported("model", f"{kind.title} needs an {needed} model; choose model = {needed}.")
    objective = kind.parse(generations.defaults(spec.objective, mixture, spec.model, generation) | spec.settings)
    recipe = generations.recipe(spec.objective, objective, mixture, spec.model, generation)
    architecture = choose_network(spec.model, kind.noise_conditional, spec.architecture)
    optimiser = OptimiserSpec.parse(dict(recipe.optimiser) | spec.optimiser)
    network = _network(spec, architecture, recipe)
    if isinstance(network, NetworkSpec):
        _check_link(network, spec, kind)
        _check_size(network, objective.rows(optimiser.batch_size, spec.model))
    if kind.by_parts and (why := architecture.kinks(network)):
        raise Unsupported(
            "network", f"{kind.title} integrates by parts and cannot teach this {architecture.title.lower()}: {why}"
        )
    return ResolvedRun(spec, objective, architecture, network, optimiser, objective.noise_range(mixture), generation)


def _network(spec: RunSpec, architecture: type[Network], recipe: Recipe) -> ModelSpec:
    """The network's settings: an objective's recipe is for perceptrons, a family has its own. Errors: InvalidInput."""
    if not issubclass(architecture.spec_type, NetworkSpec):
        return architecture.spec_type.parse(spec.network)
    return architecture.spec_type.parse(dict(recipe.network) | _implied(spec.network) | spec.network)


def _check_link(network: NetworkSpec, spec: RunSpec, kind: type[Objective[Any]]) -> None:
    """Errors: Unsupported for a link that nobody would follow."""
    if network.link != "exp" and (spec.model == "score" or kind.noise_conditional):
        raise Unsupported(
            "link", f"{kind.title} with a {spec.model} model takes only link = exp; others need a plain energy model."
        )


def _implied(network: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever gives a Fourier scale means Gaussian frequencies, as links from before there were bands do."""
    return {"frequencies": "gaussian"} if "fourier_scale" in network else {}


def _check_size(network: NetworkSpec, rows: int) -> None:
    """Errors: InvalidInput for a step that would hold gigabytes, before anything runs."""
    size = rows * network.width * network.depth
    if size > MAX_ACTIVATIONS:
        raise InvalidInput(
            "width",
            f"width (width) must be in [8, {max(8, MAX_ACTIVATIONS // (rows * network.depth)):,}] neurons where a step "
            f"carries {rows:,} rows through {network.depth} layers; {network.width} would hold "
            f"{size * BYTES_EACH / 1e9:.1f} GB, so narrow the network or take a smaller batch.",
        )
