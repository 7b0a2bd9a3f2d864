"""What every objective owes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from ..networks.base import Network, Scaling
from ..networks.build import build_network
from ..networks.spec import NetworkSpec, Parameterisation
from ..objectives.base import LOSS_UNITS, NoMinimiser, Objective, Problem
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .battery import Check, OwnRandomness
from .linear import NORMAL, VARIANCE, stationary
from .words import sentences, settings, words

BLOB = GaussianMixture.create([1.0], [[0.5, 0.0]], [0.7])
SPEC = NetworkSpec(width=16, depth=2)
N = 64
# relative, of the precision found against the one stated
CLOSE = 0.02

Kind = type[Objective[Any]]


def suited(kind: Kind, mixture: GaussianMixture, model: Parameterisation) -> Objective[Any]:
    """The objective with the settings it chooses for a target."""
    return kind.parse(kind.defaults_for(mixture, model))


def network_for(objective: Objective[Any], model: Parameterisation) -> Network:
    return build_network(SPEC, model, Scaling.of(BLOB), objective.noise_range(BLOB), stream(0, "init"))


def models(kind: Kind) -> list[Parameterisation]:
    return sorted(kind.learns)


def facts(kind: Kind) -> Iterator[str]:
    """What the page says of it, and the unit it writes behind the loss."""
    yield from words(kind)
    if sentences(getattr(kind, "summary", "")) != 1:
        yield f"{kind.__name__} must state summary: one sentence that says what it does."
    if getattr(kind, "loss_unit", "") not in LOSS_UNITS:
        yield f"{kind.__name__} must state loss_unit, the unit of J: one of {', '.join(LOSS_UNITS)}."
    if not kind.learns:
        yield f"{kind.__name__} must learn something: learns is a set of 'score' and 'energy'."


def loss(kind: Kind) -> Iterator[str]:
    """J is one finite number with finite gradients, for every model that it says it teaches."""
    x = BLOB.to(torch.float32).sample(N, stream(0, "x"))
    for model in models(kind):
        objective = suited(kind, BLOB, model)
        network = network_for(objective, model)
        value, _ = objective.loss(network, x, objective.init(Problem(BLOB, x), stream(0, "state")), stream(0, "z"))
        if value.ndim != 0 or not bool(torch.isfinite(value)):
            yield f"{kind.__name__} must return one finite number as its loss with a {model} model."
            continue
        gradients = torch.autograd.grad(value, list(network.parameters()), allow_unused=True)
        if all(gradient is None for gradient in gradients):
            yield f"The loss of {kind.__name__} does not depend on the {model} network."
        if not all(bool(torch.isfinite(gradient).all()) for gradient in gradients if gradient is not None):
            yield f"The loss of {kind.__name__} has a gradient that is not finite with a {model} model."


def randomness(kind: Kind) -> Iterator[str]:
    """The same generator gives the same loss, and no other is drawn from."""
    x = BLOB.to(torch.float32).sample(N, stream(0, "x"))
    for model in models(kind):
        objective = suited(kind, BLOB, model)
        network = network_for(objective, model)

        def once(objective: Objective[Any] = objective, network: Network = network) -> Tensor:
            state = objective.init(Problem(BLOB, x), stream(0, "state"))
            return objective.loss(network, x, state, stream(0, "z"))[0].detach()

        with OwnRandomness() as own:
            first, second = once(), once()
        if not own.kept:
            yield f"{kind.__name__} draws from torch's global generator; pass generator=generator to every draw."
        if not torch.equal(first, second):
            yield f"{kind.__name__} gives two losses for one batch and one noise; keep nothing outside of its state."


def minimiser(kind: Kind) -> Iterator[str]:
    """On N(0, v I) J is least where it is stated to be, for every model that it says it teaches."""
    if kind.minimiser_precision is Objective.minimiser_precision:
        yield (
            f"{kind.__name__} states no minimiser: define minimiser_precision(variance), the a for which s(x) = -a x "
            "is best on N(0, variance I), or return NoMinimiser('...') with the reason."
        )
        return
    for model in models(kind):
        objective = suited(kind, NORMAL, model)
        stated = objective.minimiser_precision(VARIANCE)
        if isinstance(stated, NoMinimiser):
            if sentences(stated.reason) == 0:
                yield f"{kind.__name__} must give the reason of its NoMinimiser as a sentence."
            return
        yield from _kept(objective, stated, model)


def _kept(objective: Objective[Any], stated: float, model: Parameterisation) -> Iterator[str]:
    name = type(objective).__name__
    root = stationary(objective, energy=model == "energy")
    if root is None:
        yield f"The loss of {name} has no minimum in a for s(x) = -a x on N(0, {VARIANCE:g} I), with a {model} model."
    elif not abs(root.values[0] - stated) <= CLOSE * abs(stated):
        yield (
            f"With a {model} model on N(0, {VARIANCE:g} I) the loss of {name} stands still at precision "
            f"{root.values[0]:.4g}, but its minimiser is stated to be {stated:.4g}."
        )
    elif not root.rising:
        yield f"The loss of {name} is greatest, not least, at the minimiser it states; turn its sign."


CHECKS: dict[str, Check[Objective[Any]]] = {
    "words": facts,
    "settings": settings,
    "loss": loss,
    "randomness": randomness,
    "minimiser": minimiser,
}
