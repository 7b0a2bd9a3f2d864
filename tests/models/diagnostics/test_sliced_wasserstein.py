"""Sliced Wasserstein-2 where it is known: shifts, scales and equal clouds."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator

from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein, sliced_wasserstein
from scorescape.models.targets.preset import PRESETS

X = torch.randn(500, 2, generator=Generator().manual_seed(0), dtype=torch.float64)


def test_a_shift_costs_its_mean_length_over_the_directions() -> None:
    # the mean of (v . direction)^2 over the circle is |v|^2 / 2
    shift = torch.tensor([3.0, -4.0], dtype=torch.float64)
    assert sliced_wasserstein(X, X + shift) == pytest.approx(5 / math.sqrt(2))


def test_a_scale_costs_what_the_points_move_along_the_directions() -> None:
    assert sliced_wasserstein(X, 1.5 * X) == pytest.approx(0.5 * float((X**2).sum(1).mean() / 2) ** 0.5, rel=1e-6)


def test_order_costs_nothing() -> None:
    assert sliced_wasserstein(X, X.flip(0)) == 0


def test_exact_samples_lie_at_the_floor_and_others_above_it() -> None:
    mixture = PRESETS.get("two-gaussians")().mixture()
    judge = SlicedWasserstein(mixture, 1000)
    exact = mixture.to(torch.float32).sample(1000, Generator().manual_seed(5))
    assert judge.distance(exact) < 3 * judge.floor
    assert judge.distance(exact + torch.tensor([1.0, 0.0])) == pytest.approx(1 / math.sqrt(2), rel=0.3)
    assert math.isnan(judge.distance(torch.full((1000, 2), math.inf)))
