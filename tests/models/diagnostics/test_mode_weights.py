"""Shares over modes: counts, Wilson's interval by its formula, and the floor that chance sets."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator

from scorescape.models.diagnostics.mode_weights import Z_95, mode_weights, total_variation_floor, wilson_interval
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS

MODES = find_modes(PRESETS.get("two-gaussians")().mixture())


def test_shares_are_counts_of_what_is_in_a_mode() -> None:
    rows = [MODES.positions[0].tolist()] * 3 + [MODES.positions[1].tolist()] + [[math.nan, 0.0]]
    found = mode_weights(torch.tensor(rows, dtype=torch.float32), MODES)
    true = MODES.masses / MODES.masses.sum()
    assert found.sampled.tolist() == [0.75, 0.25]
    torch.testing.assert_close(found.true, true)
    assert found.total_variation == pytest.approx(abs(0.75 - float(true[0])))
    assert found.outside == pytest.approx(1 / 5)


def test_where_nothing_is_in_a_mode_all_is_wrong() -> None:
    found = mode_weights(torch.full((4, 2), math.inf), MODES)
    assert (found.total_variation, found.total_variation_floor, found.outside) == (1.0, 1.0, 1.0)
    assert found.low.tolist() == [0, 0]
    assert found.high.tolist() == [1, 1]


@pytest.mark.parametrize(("share", "n"), [(0.3, 50), (0.0, 20), (1.0, 7)])
def test_the_ends_of_wilson_s_interval_are_where_the_score_test_turns(share: float, n: int) -> None:
    low, high = wilson_interval(torch.tensor([share], dtype=torch.float64), n)
    for end in (float(low), float(high)):
        assert abs(share - end) == pytest.approx(Z_95 * math.sqrt(end * (1 - end) / n), abs=1e-7)
    assert float(low) <= share <= float(high)


@pytest.mark.parametrize("n", [12, 400])
def test_the_floor_is_what_exact_draws_score(n: int) -> None:
    true = torch.tensor([0.2, 0.5, 0.3], dtype=torch.float64)
    draws = torch.multinomial(true.expand(4000, -1), n, True, generator=Generator().manual_seed(0))
    shares = torch.nn.functional.one_hot(draws, 3).double().mean(1)
    exact = float(0.5 * (shares - true).abs().sum(1).mean())
    assert total_variation_floor(true, n) == pytest.approx(exact, rel=0.08)
