"""The contract batteries: each takes a class, runs the whole contract of its kind and lists what is not kept.

    demand(check_objective(MyObjective))

They need nothing but what the program itself needs, and take a second or two each.
"""

from __future__ import annotations

from typing import Any

from ..lenses.base import Lens
from ..networks.base import Network
from ..objectives.base import Objective
from ..samplers.base import Sampler
from ..targets.preset import Preset
from . import lens, network, objective, sampler, target
from .battery import run
from .fault import ContractBroken, Fault, demand

__all__ = [
    "ContractBroken",
    "Fault",
    "check_lens",
    "check_network",
    "check_objective",
    "check_sampler",
    "check_target",
    "demand",
]


def check_objective(kind: type[Objective[Any]]) -> list[Fault]:
    """Everything an objective owes: words, settings, its own randomness only, and the minimiser it states."""
    return run(kind, objective.CHECKS)


def check_sampler(kind: type[Sampler]) -> list[Fault]:
    """Everything a sampler owes: words, settings, its own randomness only, and the law it states."""
    return run(kind, sampler.CHECKS)


def check_lens(kind: type[Lens]) -> list[Fault]:
    """Everything a lens owes: words, settings, a look at every field, its mirror and its figures on a Gaussian."""
    return run(kind, lens.CHECKS)


def check_network(kind: type[Network]) -> list[Fault]:
    """Everything a network owes: words, shapes, derivatives that are its own, trainable, its own randomness only."""
    return run(kind, network.CHECKS)


def check_target(kind: type[Preset]) -> list[Fault]:
    """Everything a named target owes: words, and one finite mixture inside the box."""
    return run(kind, target.CHECKS)
