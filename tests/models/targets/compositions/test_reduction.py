"""What dropping and merging keep, and what they may not."""

from __future__ import annotations

import torch

from scorescape.models.targets.compositions.parts import LogParts
from scorescape.models.targets.compositions.reduction import merged, reduced


def row(n: int, step: float) -> LogParts:
    x = torch.arange(n, dtype=torch.float64) * step
    return LogParts(torch.zeros(n, dtype=torch.float64), torch.stack([x, 0 * x], 1), torch.full((n,), 0.04).double())


def test_nothing_is_touched_where_few_enough_parts_are_there() -> None:
    parts = row(10, 0.1)
    few, dropped = reduced(parts, 10, 1e-4)
    assert few is parts
    assert dropped == 0.0


def test_merged_parts_keep_mass_mean_and_variance() -> None:
    parts = row(60, 0.03)
    few = merged(parts, 20)
    assert len(few) <= 20
    for before, after in zip(moments(parts), moments(few), strict=True):
        torch.testing.assert_close(before, after, rtol=1e-12, atol=1e-12)


def test_only_so_much_of_the_mass_is_dropped_and_the_least_of_it() -> None:
    light = torch.linspace(-20, -9, 100).double()
    parts = LogParts(torch.cat([torch.zeros(5).double(), light]), torch.rand(105, 2).double(), torch.ones(105).double())
    few, dropped = reduced(parts, 50, 1e-4)
    kept = few.log_weights.exp().sum() / parts.log_weights.exp().sum()
    assert 0 < dropped <= 1e-4
    assert abs(float(kept) - (1 - dropped)) < 1e-12


def test_an_outlook_keeps_what_will_matter() -> None:
    parts = LogParts(torch.tensor([0.0, -30.0, -1.0]).double(), torch.eye(3, 2).double(), torch.ones(3).double())
    few, _ = reduced(parts, 2, 1e-4, lambda each: torch.tensor([0.0, 60.0, 0.0]).double())
    assert few.log_weights.tolist() == [-30.0]


def moments(parts: LogParts) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    weights = parts.log_weights.exp()
    mean = weights @ parts.means / weights.sum()
    spread = weights @ (parts.variances + ((parts.means - mean) ** 2).sum(1) / 2) / weights.sum()
    return weights.sum(), mean, spread
