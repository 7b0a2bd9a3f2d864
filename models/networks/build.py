"""Chooses and builds the network a run asks for."""

from __future__ import annotations

from typing import Any

import torch
from torch import Generator

from ..errors import Unsupported
from . import NETWORKS
from .base import Network, Scaling
from .spec import ModelSpec, Parameterisation


def choose_network(
    model: Parameterisation, noise_conditional: bool, architecture: str | type[Network] | None = None
) -> type[Network]:
    """The class called `architecture`, that class itself, or the perceptron of this model.

    Errors: UnknownName; Unsupported if it is no such model or does not know the noise level where it has to.
    """
    if isinstance(architecture, type):
        kind = architecture
    else:
        kind = NETWORKS.get(architecture or (f"noise-conditional-{model}" if noise_conditional else model))
    title = getattr(kind, "title", kind.__name__)
    if kind.parameterisation != model:
        is_one = f"{title} is {'an energy' if kind.parameterisation == 'energy' else 'a score'}"
        raise Unsupported("model", f"{is_one}; choose model = {kind.parameterisation} or another architecture.")
    if kind.noise_conditional != noise_conditional:
        needed = "knows no noise level; choose" if noise_conditional else "needs noise levels; choose"
        how = "without noise levels" if noise_conditional else "that is noise-conditional"
        raise Unsupported("architecture", f"{title} {needed} an objective {how}, or another architecture.")
    return kind


def build_network(
    spec: ModelSpec,
    parameterisation: Parameterisation,
    scaling: Scaling,
    noise_range: tuple[float, float] | None,
    generator: Generator,
    architecture: str | type[Network] | None = None,
) -> Network:
    """A score or energy network; noise-conditional where a noise range (world units) is given."""
    kind: Any = choose_network(parameterisation, noise_range is not None, architecture)
    levels = () if noise_range is None else (noise_range,)
    with torch.random.fork_rng(devices=[]):
        # for layers that take no generator, such as torch's own; ours draw from the run's and nothing here
        torch.manual_seed(generator.initial_seed())
        network: Network = kind(spec, scaling, *levels, generator)
    network.spec, network.scaling, network.noise_range = spec, scaling, noise_range
    return network
