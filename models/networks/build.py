"""Builds the network a specification asks for."""

from __future__ import annotations

from torch import Generator

from .base import Network, Scaling
from .energy import EnergyNetwork
from .noise_conditional import NoiseConditionalEnergy, NoiseConditionalScore
from .score import ScoreNetwork
from .spec import NetworkSpec, Parameterisation


def build_network(
    spec: NetworkSpec,
    parameterisation: Parameterisation,
    scaling: Scaling,
    noise_range: tuple[float, float] | None,
    generator: Generator,
) -> Network:
    """A score or energy network; noise-conditional where a noise range (world units) is given."""
    if noise_range is None:
        plain = {"score": ScoreNetwork, "energy": EnergyNetwork}[parameterisation]
        return plain(spec, scaling, generator)
    conditional = {"score": NoiseConditionalScore, "energy": NoiseConditionalEnergy}[parameterisation]
    return conditional(spec, scaling, noise_range, generator)
