"""Integrals of a score along paths: exact log-ratios on the way between modes, over thin strokes and past specks."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.ratios.line import MOST_EVALUATIONS, line_integral
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target
from scorescape.models.testing.linear import Linear

SPECK = GaussianMixture.create([0.9, 0.1], [[0.0, 0.0], [1.0, 0.5]], [1.0, 0.02])


def bow(a: list[float], b: list[float]) -> list[list[float]]:
    """From a to b by a detour of thirty straight pieces."""
    marks = [i / 30 for i in range(31)]
    side = [b[1] - a[1], a[0] - b[0]]
    sag = [0.4 * math.sin(math.pi * t) for t in marks]
    return [[a[i] + t * (b[i] - a[i]) + h * side[i] for i in (0, 1)] for t, h in zip(marks, sag, strict=True)]


@pytest.mark.parametrize("name", ["two-gaussians", "two-moons", "grid-25", "thin-curve", "a speck"])
def test_an_exact_score_gives_the_exact_ratio_along_any_path(name: str) -> None:
    mixture = SPECK if name == "a speck" else target(name)
    field, data = ExactField(mixture), mixture.sample(6, stream(0, "pairs"))
    for a, b in zip(data[:3].tolist(), data[3:].tolist(), strict=True):
        at_a, at_b = mixture.log_prob(torch.tensor([a, b], dtype=torch.float64)).tolist()
        for path in ([b, a], [b, [a[0], b[1]], a], bow(b, a)):
            found = line_integral(field, path)
            assert found.value == pytest.approx(at_a - at_b, abs=1e-3)
            assert found.evaluations < 30_000


def test_a_speck_beside_a_broad_mode_is_not_passed_over() -> None:
    at = torch.tensor([[1.0, 0.5], [-3.0, 0.5]], dtype=torch.float64)
    rise = SPECK.log_prob(at)
    found = line_integral(ExactField(SPECK), at.flip(0).tolist())
    assert found.value == pytest.approx(float(rise[0] - rise[1]), abs=1e-3)


def test_there_and_back_is_nothing_and_so_is_no_way_at_all() -> None:
    field = ExactField(target("two-moons"))
    assert line_integral(field, [[0, 0], [1, 2], [0, 0]]).value == pytest.approx(0, abs=1e-6)
    assert line_integral(field, [[1, 1], [1, 1]]) == line_integral(field, [[1, 1], [1, 1]])
    assert line_integral(field, [[1, 1], [1, 1]]).evaluations == 0


def test_a_straight_score_needs_no_cuts() -> None:
    # s = -a x: log p(2, 0) - log p(0, 0) = -2 a
    found = line_integral(Linear(3.0), [[0, 0], [2, 0]])
    assert found.value == pytest.approx(-6.0, abs=1e-5)
    assert found.evaluations == 3 * 8 * 9


class Jumps(Linear):
    """A score with a step where x = 1 / 3, or none at all there."""

    def __init__(self, *, finite: bool) -> None:
        super().__init__(1.0)
        self.finite = finite

    def score(self, x: Tensor) -> Tensor:
        here = x[:, :1] > 1 / 3
        return torch.where(here, 1.0 if self.finite else math.nan, 0.0).expand(-1, 2)


def test_a_jump_is_closed_in_on_and_no_number_is_refused() -> None:
    found = line_integral(Jumps(finite=True), [[0, 0], [1, 0]])
    assert found.value == pytest.approx(2 / 3, abs=1e-4)
    assert found.evaluations < MOST_EVALUATIONS
    with pytest.raises(InvalidInput, match="no finite number"):
        line_integral(Jumps(finite=False), [[0, 0], [1, 0]])
