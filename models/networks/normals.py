"""Gaussians with full covariances, weighted: what families of Gaussians are made of, in standardised units.

log p(u) = logsumexp_k [ log w_k - |z_k|^2 / 2 + log det L_k - log 2 pi ],   z_k = L_k^T (u - m_k)
grad log p(u) = sum_k r_k s_k,   s_k = -P_k (u - m_k),   P_k = L_k L_k^T,   r = softmax_k of the bracket
div grad log p(u) = sum_k r_k (|s_k|^2 - tr P_k) - |sum_k r_k s_k|^2

L_k^T is upper triangular, with exp(d_1), exp(d_2) on its diagonal and c above it: every parameter is free.
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor, nn

LOG_2_PI = math.log(2 * math.pi)
# the log-weight of a Gaussian that is not there: finite, since weights are averaged and kept
OFF = -1e4


class Normals(nn.Module):
    """At most K of them; those that are there come first.

    Shapes: u (B, 2). Units: nats, 1/standardised unit, 1/standardised unit^2.
    """

    def __init__(self, k: int) -> None:
        super().__init__()
        self.logits = nn.Parameter(torch.tensor([0.0] + [OFF] * (k - 1)))
        self.means = nn.Parameter(torch.zeros(k, 2))
        self.log_diagonal = nn.Parameter(torch.zeros(k, 2))
        self.above = nn.Parameter(torch.zeros(k))

    @property
    def count(self) -> int:
        """How many there are."""
        return int((self.logits > OFF / 2).sum())

    def put(self, weights: Tensor, means: Tensor, covariances: Tensor) -> None:
        """Be these: weights (J,), means (J, 2), covariances (J, 2, 2), J at most K."""
        j = len(weights)
        upper = torch.linalg.cholesky(torch.linalg.inv(covariances.double())).mT
        with torch.no_grad():
            self.logits.fill_(OFF)
            self.logits[:j] = weights.double().log().clamp_min(OFF / 4).to(self.logits.dtype)
            self.means[:j] = means.to(self.means.dtype)
            self.log_diagonal[:j] = upper.diagonal(dim1=1, dim2=2).log().to(self.means.dtype)
            self.above[:j] = upper[:, 0, 1].to(self.means.dtype)

    def log_prob(self, u: Tensor) -> Tensor:
        """(B,) nats."""
        return self._brackets(u)[0].logsumexp(1)

    def log_prob_and_score(self, u: Tensor) -> tuple[Tensor, Tensor]:
        """(B,) and (B, 2)."""
        brackets, scores = self._brackets(u)
        total = brackets.logsumexp(1)
        return total, ((brackets - total[:, None]).exp()[:, :, None] * scores).sum(1)

    def score_and_divergence(self, u: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 2) and (B,)."""
        brackets, scores = self._brackets(u)
        shares = brackets.softmax(1)
        score = (shares[:, :, None] * scores).sum(1)
        spread = (scores**2).sum(2) - self._traces()
        return score, (shares * spread).sum(1) - (score**2).sum(1)

    def sample(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) exact samples."""
        shares = self.logits[: self.count].double().softmax(0).cumsum(0)
        uniform = torch.rand(n, generator=generator, dtype=torch.float64)
        k = torch.searchsorted(shares, uniform).clamp(max=len(shares) - 1)
        z = torch.randn(n, 2, generator=generator).to(self.means.dtype)
        first, second = self.log_diagonal[k].exp().unbind(1)
        # L^T (u - m) = z, from its last row up
        down = z[:, 1] / second
        across = (z[:, 0] - self.above[k] * down) / first
        return self.means[k] + torch.stack([across, down], dim=1)

    def _brackets(self, u: Tensor) -> tuple[Tensor, Tensor]:
        """(B, J) of every Gaussian that is there, and its own score (B, J, 2)."""
        j = self.count
        away = u[:, None] - self.means[:j]
        diagonal = self.log_diagonal[:j].exp()
        first = diagonal[:, 0] * away[:, :, 0] + self.above[:j] * away[:, :, 1]
        second = diagonal[:, 1] * away[:, :, 1]
        log_weights = self.logits[:j].log_softmax(0) + self.log_diagonal[:j].sum(1) - LOG_2_PI
        scores = -torch.stack([diagonal[:, 0] * first, self.above[:j] * first + diagonal[:, 1] * second], dim=2)
        return log_weights - (first**2 + second**2) / 2, scores

    def _traces(self) -> Tensor:
        """(J,) tr P_k."""
        j = self.count
        return (2 * self.log_diagonal[:j]).exp().sum(1) + self.above[:j] ** 2
