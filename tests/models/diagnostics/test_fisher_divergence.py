"""The error of a field where it is known: nothing for the truth, closed forms for scaled, turned and shifted ones."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.fisher_divergence import FieldJudge, angle_deg
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS


class Bent(Field):
    """The exact score times `stretch`, turned by `turn` degrees."""

    def __init__(self, mixture: GaussianMixture, stretch: float = 1.0, turn: float = 0.0) -> None:
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self._exact, self._map = ExactField(mixture), stretch * torch.tensor([[c, s], [-s, c]])

    def score(self, x: Tensor) -> Tensor:
        return self._exact.score(x) @ self._map

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        raise NotImplementedError


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_the_exact_field_has_no_error(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    found = FieldJudge(mixture).judge(ExactField(mixture))
    assert found.relative_fisher_error < 1e-8
    assert found.angle_deg < 0.05


@pytest.mark.parametrize(("stretch", "turn"), [(0.0, 0.0), (1.3, 0.0), (1.0, 25.0), (0.8, -60.0), (1.0, 180.0)])
def test_a_bent_field_is_as_wrong_as_it_was_bent(stretch: float, turn: float) -> None:
    mixture = PRESETS.get("spiral")().mixture()
    found = FieldJudge(mixture).judge(Bent(mixture, stretch, turn))
    # |a R s - s|^2 = (1 + a^2 - 2 a cos turn) |s|^2
    expected = 1 + stretch**2 - 2 * stretch * math.cos(math.radians(turn))
    assert found.relative_fisher_error == pytest.approx(expected, rel=1e-4, abs=1e-6)
    if stretch:
        assert found.angle_deg == pytest.approx(abs(turn), abs=0.05)


def test_a_smoothed_judge_takes_the_smoothed_score_for_the_truth() -> None:
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])
    judge = FieldJudge(blob, sigma=1.0)
    assert judge.judge(ExactField(blob.smoothed(1.0))).relative_fisher_error < 1e-8
    # the clean score is twice the smoothed one here
    assert judge.judge(ExactField(blob)).relative_fisher_error == pytest.approx(1, rel=1e-4)


def test_angles_are_between_directions_not_lengths() -> None:
    a = torch.tensor([[1.0, 0.0], [2.0, 0.0], [1.0, 1.0], [1e-6, 0.0]])
    b = torch.tensor([[0.0, 3.0], [0.5, 0.0], [-1.0, -1.0], [1.0, 1.0]])
    torch.testing.assert_close(angle_deg(a, b), torch.tensor([90.0, 0.0, 180.0, 45.0]), atol=1e-3, rtol=0)
