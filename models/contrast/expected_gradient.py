r"""The expected gradient of CD-k beside that of likelihood: its angle and its relative length, without any chance.

Likelihood's gradient is sum_i (p_i - q_i) grad_theta E(x_i) over the cells of a grid, contrastive divergence's
sum_i (p_i - r_i) grad_theta E(x_i) with r = p P^k: negatives that have walked k steps from the data. Either alone
misleads: CD-1 may point the right way and be a tenth as long; where the chain does not cross, it is square to the exact
one for every k. Source: Carreira-Perpinan & Hinton 2005 (AISTATS), eqs. 2 and 5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from ..networks.base import Network
from ..objectives.negatives import Contrastive
from ..targets.gaussian_mixture import GaussianMixture
from .chain_matrix import ChainMatrix

STEPS = (1, 3, 10, 30, 100)


@dataclass(frozen=True)
class Against:
    """A gradient against the exact one."""

    cosine: float
    length: float
    """As a share of the exact gradient's."""

    @property
    def angle_deg(self) -> float:
        return math.degrees(math.acos(min(1.0, max(-1.0, self.cosine))))


@dataclass(frozen=True)
class AtStep:
    """What CD-k asks, on average."""

    k: int
    gradient: Against
    unwalked: float
    """TV(r_k, q): how far the negatives are from the model that they stand for."""


def data_masses(mixture: GaussianMixture, chain: ChainMatrix) -> Tensor:
    """(N,) float64 the target's exact masses of the cells, as shares of the window's."""
    masses = mixture.cell_mass(chain.grid).reshape(-1)
    return masses / masses.sum()


def expected_gradients(
    network: Network,
    mixture: GaussianMixture,
    chain: ChainMatrix,
    steps: Sequence[int] = STEPS,
    start: Tensor | None = None,
) -> list[AtStep]:
    """For each k of rising `steps`. `start` (N,) are masses that chains begin at: the data's, unless they persist."""
    data = data_masses(mixture, chain)
    exact = _gradient(network, chain, data - chain.stationary)
    found = []
    for k, masses in chain.after(data if start is None else start, sorted(steps)):
        asked = _gradient(network, chain, data - masses)
        found.append(AtStep(k, against(asked, exact), float((masses - chain.stationary).abs().sum()) / 2))
    return found


def batch_gradient(
    network: Network,
    mixture: GaussianMixture,
    chain: ChainMatrix,
    objective: Contrastive[None],
    n: int,
    generator: Generator,
) -> Against:
    """What one batch of n points and as many negatives asks, which near the end is noise."""
    exact = _gradient(network, chain, data_masses(mixture, chain) - chain.stationary)
    data = mixture.to(torch.float32).sample(n, generator)
    negatives = objective.walked(network, data, generator)
    energy = network.energy(torch.cat([data, negatives]))
    return against(_flat(energy[:n].mean() - energy[n:].mean(), network), exact)


def against(asked: Tensor, exact: Tensor) -> Against:
    """Of two gradients as vectors (P,); a vanishing one has the cosine 0."""
    of_asked, of_exact = float(asked.norm()), float(exact.norm())
    both = of_asked * of_exact
    return Against(float(asked @ exact) / both if both else 0.0, of_asked / of_exact if of_exact else math.inf)


def _gradient(network: Network, chain: ChainMatrix, signed: Tensor) -> Tensor:
    """(P,) float64 sum_i signed_i grad_theta E(x_i)."""
    energy = network.energy(chain.grid.points())
    return _flat((signed.to(energy.dtype) * energy).sum(), network)


def _flat(loss: Tensor, network: Network) -> Tensor:
    parameters = list(network.parameters())
    grads = torch.autograd.grad(loss, parameters, allow_unused=True, materialize_grads=True)
    return torch.cat([grad.reshape(-1).double() for grad in grads])
