"""Who goes on, and how often."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.samplers.resampling import effective, systematic


def test_systematic_resampling_keeps_all_of_equal_weight_and_counts_others_by_it() -> None:
    generator = torch.Generator().manual_seed(0)
    assert systematic(torch.full((500,), -3.0), generator).tolist() == list(range(500))
    weights = torch.tensor([0.5, 0.25, 0.125, 0.125]).log().repeat_interleave(100)
    held = torch.bincount(systematic(weights, generator) // 100, minlength=4)
    assert held.tolist() == pytest.approx([200, 100, 50, 50], abs=1)


def test_effective_sizes() -> None:
    assert effective(torch.full((50,), 7.0)) == pytest.approx(50)
    assert effective(torch.tensor([0.0, 0.0, -100.0, -100.0])) == pytest.approx(2)
