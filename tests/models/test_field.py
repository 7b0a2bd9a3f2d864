"""What a field has of itself: a Jacobian by autograd, and words for what it lacks."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.errors import Unsupported
from scorescape.models.field import Field

MATRIX = torch.tensor([[-2.0, 0.5], [3.0, -1.0]])


class Linear(Field):
    """score(x) = A x"""

    def score(self, x: Tensor) -> Tensor:
        return x @ MATRIX.T

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), MATRIX.trace().expand(len(x))


def test_the_jacobian_of_a_linear_score_is_its_matrix_and_not_the_transposed_one() -> None:
    x = torch.tensor([[0.3, -1.0], [2.0, 0.1]])
    with torch.no_grad():
        found = Linear().jacobian(x)
    torch.testing.assert_close(found, MATRIX.expand(2, 2, 2))
    assert not found.requires_grad


@pytest.mark.parametrize("question", ["energy", "energy_and_score"])
def test_a_score_has_no_energy_and_says_so(question: str) -> None:
    with pytest.raises(Unsupported, match="energy model or the exact field"):
        getattr(Linear(), question)(torch.zeros(1, 2))


@pytest.mark.parametrize("question", ["smoothed_score", "smoothed_score_and_divergence"])
def test_one_without_noise_levels_says_so(question: str) -> None:
    with pytest.raises(Unsupported, match="no noise levels"):
        getattr(Linear(), question)(torch.zeros(1, 2), 0.5)
