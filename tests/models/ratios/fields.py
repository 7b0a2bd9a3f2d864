"""Fields that tests walk along."""

from __future__ import annotations

import torch
from torch import Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.targets.gaussian_mixture import GaussianMixture


class Turned(Field):
    """The exact score with a rotation on top, s + w (-y, x), whose curl is 2 w."""

    precision = torch.float64

    def __init__(self, mixture: GaussianMixture, w: float) -> None:
        self.exact, self.w = ExactField(mixture), w

    def score(self, x: Tensor) -> Tensor:
        return self.exact.score(x) + self.w * torch.stack([-x[:, 1], x[:, 0]], dim=1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self.exact.score_and_divergence(x)[1]
