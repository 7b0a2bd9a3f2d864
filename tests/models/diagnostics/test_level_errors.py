"""The exact field is right at every level; one that is wrong at one level is found there."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.exact_field import ExactField
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()


class WrongFarOut(ExactField):
    """A tenth too long above sigma = 1."""

    noise_range = (0.1, 20.0)

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return super().smoothed_score(x, sigma) * (1.1 if float(torch.as_tensor(sigma)) > 1 else 1.0)


def test_the_exact_field_has_no_error_at_any_level() -> None:
    found = level_errors(ExactField(TWO), TWO, n=500)
    assert max(error.relative_fisher_error for error in found) < 1e-10
    assert max(error.angle_deg for error in found) < 0.1


def test_an_error_is_found_at_its_own_levels() -> None:
    found = level_errors(WrongFarOut(TWO), TWO, n=500)
    assert found[0].sigma == pytest.approx(0.1)
    assert found[-1].sigma == pytest.approx(5 * TWO.rms_deviation())
    for error in found:
        assert error.relative_fisher_error == pytest.approx(0.01 if error.sigma > 1 else 0, abs=1e-6)


def test_no_level_is_below_a_thousandth_of_a_unit() -> None:
    field = WrongFarOut(TWO)
    field.noise_range = (1e-5, 20.0)
    assert level_errors(field, TWO, n=16)[0].sigma == pytest.approx(1e-3, rel=1e-9)
