"""Batches: endless ones ever new, finite ones from the set, equal where the seed is."""

from __future__ import annotations

import torch

from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.data import HELD_OUT_POINTS, PREVIEW_POINTS, Data
from scorescape.models.training.spec import DataSpec

TWO = PRESETS.get("two-gaussians")().mixture()


def test_an_endless_stream_never_repeats_and_holds_nothing_out() -> None:
    data = Data(TWO, DataSpec(), seed=1)
    rows = {tuple(row) for _ in range(5) for row in data.batch(200).tolist()}
    assert len(rows) == 1000
    assert data.held_out is None
    assert not data.finite
    assert data.points.shape == (PREVIEW_POINTS, 2)


def test_a_finite_set_is_all_there_is_and_none_of_it_is_held_out() -> None:
    data = Data(TWO, DataSpec(n_points=50), seed=1)
    known = {tuple(row) for row in data.points.tolist()}
    seen = {tuple(row) for _ in range(20) for row in data.batch(100).tolist()}
    assert seen == known
    assert data.held_out is not None
    assert data.held_out.shape == (HELD_OUT_POINTS, 2)
    assert not known & {tuple(row) for row in data.held_out.tolist()}


def test_equal_seeds_see_the_same_batches_and_others_do_not() -> None:
    for spec in (DataSpec(), DataSpec(n_points=60)):
        one, same, other = (Data(TWO, spec, seed).batch(64) for seed in (3, 3, 4))
        assert torch.equal(one, same)
        assert not torch.equal(one, other)
        assert one.dtype == torch.float32
