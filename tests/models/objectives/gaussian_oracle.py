"""Fields with a closed-form best fit: affine scores and quadratic energies on a Gaussian of any mean and shape.

On N(mu, Sigma) every pointwise objective is quadratic in the parameters of s(x) = A x + b, so one Newton step from
zero under fixed random numbers lands on its minimiser, which must be A = -Sigma^-1, b = Sigma^-1 mu.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from scorescape.models.networks.base import Network
from scorescape.models.objectives.base import Objective
from scorescape.models.random_streams import stream

MEAN = torch.tensor([0.7, -0.4], dtype=torch.float64)
COVARIANCE = torch.tensor([[1.3, 0.5], [0.5, 0.6]], dtype=torch.float64)


class AffineScore(Network):
    """s(x) = A x + b with any A: it need not be a gradient."""

    def __init__(self, a: Tensor | None = None, b: Tensor | None = None) -> None:
        super().__init__()
        self.a = nn.Parameter(torch.zeros(2, 2, dtype=torch.float64) if a is None else a.double().clone())
        self.b = nn.Parameter(torch.zeros(2, dtype=torch.float64) if b is None else b.double().clone())

    def matrix(self) -> Tensor:
        return self.a

    def score(self, x: Tensor) -> Tensor:
        return x @ self.matrix().T + self.b

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self.matrix().trace().expand(len(x))

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), ((v @ self.matrix().T) * v).sum(1)


class QuadraticEnergy(AffineScore):
    """E(x) = -x^T S x / 2 - b^T x with S the symmetric part of A, so that the score is S x + b."""

    has_energy = True

    def matrix(self) -> Tensor:
        return (self.a + self.a.T) / 2

    def energy(self, x: Tensor) -> Tensor:
        return -0.5 * ((x @ self.matrix()) * x).sum(1) - x @ self.b


def gaussian_points(n: int) -> Tensor:
    """(n, 2) points whose mean and covariance are MEAN and COVARIANCE to the last digit, not only on average."""
    z = torch.randn(n, 2, generator=stream(0, "x"), dtype=torch.float64)
    z = z - z.mean(0)
    white = torch.linalg.solve_triangular(torch.linalg.cholesky(z.T @ z / n), z.T, upper=False).T
    return MEAN + white @ torch.linalg.cholesky(COVARIANCE).T


def minimise(objective: Objective[Any], network: AffineScore, x: Tensor, state: Any = None) -> float:
    """Move the network to the minimiser of the objective on x; the least value."""
    parameters = list(network.parameters())
    loss, _ = objective.loss(network, x, state, stream(0, "z"))
    slopes = torch.cat([g.flatten() for g in torch.autograd.grad(loss, parameters, create_graph=True)])
    rows = [torch.autograd.grad(slope, parameters, retain_graph=True, materialize_grads=True) for slope in slopes]
    curvature = torch.stack([torch.cat([g.flatten() for g in row]) for row in rows])
    # the antisymmetric part of A moves no energy: least squares leaves it alone
    step = torch.linalg.lstsq(curvature, -slopes.detach(), driver="gelsd").solution
    with torch.no_grad():
        network.a += step[:4].reshape(2, 2)
        network.b += step[4:]
        return float(objective.loss(network, x, state, stream(0, "z"))[0])
