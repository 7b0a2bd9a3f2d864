"""Exact draws: of a family, of the exact field, and of nothing else."""

from __future__ import annotations

import pytest
import torch

import scorescape as ss
from scorescape.models.errors import Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.exact_draws import ExactDraws

TWO = ss.target("two-gaussians")


def test_all_particles_are_drawn_anew_wherever_they_stood() -> None:
    chain, info = ExactDraws(share=1.0).step(ExactField(TWO), Chain(torch.full((8_000, 2), 3.9)), stream(0, "draws"))
    assert float((chain.x[:, 0] > 0).float().mean()) == pytest.approx(0.8, abs=0.02)
    torch.testing.assert_close(chain.x.mean(0).double(), TWO.mean(), rtol=0, atol=0.06)
    assert info.evaluations == 1


def test_the_rest_stays_where_it_is() -> None:
    before = torch.full((4_000, 2), 3.9)
    chain, _ = ExactDraws(share=0.25).step(ExactField(TWO), Chain(before), stream(0, "draws"))
    stayed = (chain.x == before).all(1)
    assert float(stayed.float().mean()) == pytest.approx(0.75, abs=0.03)


def test_a_family_is_drawn_from_by_a_study_and_other_models_are_refused() -> None:
    study = ss.Study(TWO, network="mixture", objective="maximum-likelihood", settings={"k": 2, "n_points": 500})
    study.train(30)
    study.sample("exact-draws", 2_000, steps=60)
    figures = study.figures()
    assert figures["mode_weight_tv"] is not None
    assert figures["mode_weight_tv"] < 0.05
    with pytest.raises(Unsupported, match="choose a family with a known Z"):
        ss.Study(TWO, network="energy", objective="score-matching").sample("exact-draws", 10, steps=1)
