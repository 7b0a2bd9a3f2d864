"""Compositions whose density is known in closed form up to Z: log density, score and Hessian from those of experts.

Shapes: x (N, 2), log densities (N,) nats, scores (N, 2) 1/unit, Hessians (N, 2, 2) 1/unit^2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

# points asked at once
CHUNK = 1 << 16


class Density(Protocol):
    """What every exact target answers."""

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]: ...

    def hessian(self, x: Tensor) -> Tensor: ...


@dataclass(frozen=True)
class Product:
    """sum_i a_i log p_i; score and Hessian are the same sums. Powers may be negative, as in guidance."""

    experts: Sequence[Density]
    powers: Sequence[float]

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        answers = [expert.log_prob_and_score(x) for expert in self.experts]
        log_p = sum(a * log_p for a, (log_p, _) in zip(self.powers, answers, strict=True))
        score = sum(a * score for a, (_, score) in zip(self.powers, answers, strict=True))
        assert isinstance(log_p, Tensor)
        assert isinstance(score, Tensor)
        return log_p, score

    def hessian(self, x: Tensor) -> Tensor:
        found = sum(a * expert.hessian(x) for a, expert in zip(self.powers, self.experts, strict=True))
        assert isinstance(found, Tensor)
        return found


@dataclass(frozen=True)
class Union:
    """log sum_i c_i p_i, with shares r_i = c_i p_i / sum:  s = sum r_i s_i,  H = sum r_i (H_i + s_i s_i^T) - s s^T."""

    experts: Sequence[Density]
    weights: Sequence[float]

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_p, shares, scores = self._parts(x)
        return log_p, (shares[:, :, None] * scores).sum(0)

    def hessian(self, x: Tensor) -> Tensor:
        _, shares, scores = self._parts(x)
        each = torch.stack([expert.hessian(x) for expert in self.experts]) + outer(scores)
        return (shares[:, :, None, None] * each).sum(0) - outer((shares[:, :, None] * scores).sum(0))

    def _parts(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        answers = [expert.log_prob_and_score(x) for expert in self.experts]
        each = torch.stack([log_p + math.log(c) for c, (log_p, _) in zip(self.weights, answers, strict=True)])
        return each.logsumexp(0), each.softmax(0), torch.stack([score for _, score in answers])


@dataclass(frozen=True)
class Negation:
    """log p - log(q + f) with a floor f > 0, 1/unit^2:  s = s_p - r s_q,  r = q / (q + f).

    Between p / (max q + f) and p / f, so always normalisable. H = H_p - r H_q - r (1 - r) s_q s_q^T.
    """

    wanted: Density
    unwanted: Density
    log_floor: float

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_p, s_p = self.wanted.log_prob_and_score(x)
        log_q, s_q = self.unwanted.log_prob_and_score(x)
        floor = torch.full_like(log_q, self.log_floor)
        return log_p - torch.logaddexp(log_q, floor), s_p - (log_q - floor).sigmoid()[:, None] * s_q

    def hessian(self, x: Tensor) -> Tensor:
        log_q, s_q = self.unwanted.log_prob_and_score(x)
        r = (log_q - self.log_floor).sigmoid()[:, None, None]
        return self.wanted.hessian(x) - r * self.unwanted.hessian(x) - r * (1 - r) * outer(s_q)


@dataclass(frozen=True)
class Doubt:
    """log p + log(p / (p + c q)): p times the chance that a fair classifier gives it, c being the odds of q."""

    wanted: Density
    unwanted: Density
    odds: float

    @property
    def _both(self) -> Union:
        return Union((self.wanted, self.unwanted), (1.0, self.odds))

    def log_prob_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_p, s_p = self.wanted.log_prob_and_score(x)
        log_u, s_u = self._both.log_prob_and_score(x)
        return 2 * log_p - log_u, 2 * s_p - s_u

    def hessian(self, x: Tensor) -> Tensor:
        return 2 * self.wanted.hessian(x) - self._both.hessian(x)


def log_density(density: Density, points: Tensor) -> Tensor:
    """(N,) nats at many points, a part of them after the other."""
    starts = range(0, len(points), CHUNK)
    return torch.cat([density.log_prob_and_score(points[at : at + CHUNK])[0] for at in starts])


def outer(s: Tensor) -> Tensor:
    """(..., 2, 2) s s^T."""
    return s[..., :, None] * s[..., None, :]


def gate(experts: Sequence[Density], weights: Sequence[float], x: Tensor) -> Tensor:
    """(E, N) the posterior shares c_i p_i / sum_j c_j p_j: which expert of a union a point is of.

    Their borders are where log c_1 p_1 = log c_2 p_2: a conic between two single Gaussians.
    """
    held = [expert.log_prob_and_score(x)[0] + math.log(c) for expert, c in zip(experts, weights, strict=True)]
    return torch.stack(held).softmax(0)
