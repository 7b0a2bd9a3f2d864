"""How far a field is from the exact score, weighted by the density.

    relative Fisher error = E_p |s_theta - s|^2 / E_p |s|^2        (Fisher divergence = 1/2 of the numerator)
    angle                 = E_p[ |s| angle(s_theta, s) ] / E_p |s|, degrees

Weighting the angle by |s| leaves out places where the true score vanishes and has no direction. Both are ratios of
means over points that share out evenly over the target (stratified.py); each has its standard error beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..field import Field
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .stratified import ratio, stratified_sample

EVALUATION_POINTS = 8_192


@dataclass(frozen=True)
class FieldError:
    """relative_fisher_error is a pure number; angle_deg is in degrees; each with its standard error."""

    relative_fisher_error: float
    angle_deg: float
    relative_fisher_error_se: float
    angle_deg_se: float


class FieldJudge:
    """Compares fields with one target's score on a fixed sample of it, drawn from its own stream.

    With `sigma`, the truth and the sample are those of the target smoothed by sigma (world units).
    """

    def __init__(
        self, mixture: GaussianMixture, sigma: float | None = None, n: int = EVALUATION_POINTS, seed: int = 0
    ) -> None:
        truth = (mixture.smoothed(sigma) if sigma else mixture).to(torch.float32)
        self.sigma = sigma
        self.x = stratified_sample(truth, n, stream(seed, "evaluation"))
        self.score = truth.score(self.x)

    def judge(self, field: Field) -> FieldError:
        """Errors of the field where the target has its mass."""
        with torch.no_grad():
            return field_error(field.score(self.x), self.score)

    def judge_smoothed(self, field: Field) -> FieldError:
        """Errors of a noise-conditional field at this judge's sigma."""
        if self.sigma is None:
            raise ValueError("a judge without sigma has no smoothed truth")
        with torch.no_grad():
            return field_error(field.smoothed_score(self.x, self.sigma), self.score)


def field_error(learned: Tensor, true: Tensor) -> FieldError:
    """From scores (N, 2) at points of the target, in the order of a stratified sample."""
    error = ratio(((learned - true) ** 2).sum(1), (true**2).sum(1))
    weight = torch.linalg.vector_norm(true, dim=1)
    angle = ratio(weight * angle_deg(learned, true), weight)
    return FieldError(error.value, angle.value, error.standard_error, angle.standard_error)


def angle_deg(a: Tensor, b: Tensor) -> Tensor:
    """(N,) angle between vectors (N, 2), degrees in [0, 180]."""
    cross = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return torch.rad2deg(torch.atan2(cross.abs(), (a * b).sum(1)))
