"""The chain's matrix: what it leaves as it is, what it does not, and steps that fall between cells."""

from __future__ import annotations

import math
from typing import get_args

import pytest
import torch
from torch import Tensor

from scorescape.models.contrast.chain_matrix import ChainKind, ChainMatrix, chain_matrix
from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput, Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.random_streams import stream
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.mala import Mala
from scorescape.models.targets.spec import target

GRID = Grid(32, 5.0)
FIELD = ExactField(target("two-gaussians"))
STEP = 0.12


def made(kind: ChainKind, step_size: float = STEP) -> ChainMatrix:
    return chain_matrix(FIELD, kind, step_size, GRID)


class Drift(Field):
    """A score without an energy."""

    def score(self, x: Tensor) -> Tensor:
        return -x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return -x, torch.full((len(x),), -2.0)


@pytest.mark.parametrize("kind", get_args(ChainKind))
def test_rows_are_probabilities(kind: ChainKind) -> None:
    found = made(kind)
    assert float(found.matrix.min()) >= 0
    assert torch.allclose(found.matrix.sum(1), torch.ones(32**2, dtype=torch.float64), atol=1e-12)


@pytest.mark.parametrize("kind", ["mala", "metropolis-hastings"])
def test_a_chain_with_a_test_leaves_the_model_as_it_is_flow_by_flow(kind: ChainKind) -> None:
    found = made(kind)
    assert found.own_bias() < 1e-12
    flow = found.stationary[:, None] * found.matrix
    assert torch.allclose(flow, flow.T, atol=1e-15)


def test_an_unadjusted_chain_has_another_law_the_more_the_longer_its_step() -> None:
    assert 1e-3 < made("langevin", 0.05).own_bias() < made("langevin", 0.2).own_bias()


def test_one_step_is_the_sampler_s_own() -> None:
    found, x = made("mala"), GRID.points(torch.float64)
    cell = 32 * 20 + 22
    start = x[cell].repeat(40_000, 1)
    chain, info = Mala(step_size=STEP).step(FIELD, Chain(start), stream(0, "step"))
    stayed = float((~info.accepted).double().mean()) if info.accepted is not None else math.nan
    # beside those refused, what falls back into the same cell against the drift
    drift = float((FIELD.score(x[cell][None]) ** 2).sum()) * STEP / 4
    fallen = GRID.cell_area / (4 * math.pi * STEP) * math.exp(-drift)
    assert float(found.matrix[cell, cell]) == pytest.approx(stayed + fallen, abs=0.02)
    mean = found.matrix[cell] @ x
    assert torch.allclose(mean, chain.x.mean(0), atol=0.02)


def test_steps_add_up_and_are_given_in_order() -> None:
    found = made("mala")
    start = torch.zeros(32**2, dtype=torch.float64)
    start[500] = 1
    after = dict(found.after(start, (1, 2, 5)))
    assert torch.allclose(after[1], found.matrix[500])
    assert torch.allclose(after[5], after[2] @ torch.linalg.matrix_power(found.matrix, 3))


def test_a_step_between_cells_is_refused_with_what_it_needs() -> None:
    with pytest.raises(InvalidInput, match=r"take a grid of 71 cells a side, or a step size of at least 0\.0488"):
        made("mala", 0.01)
    made("mala", GRID.spacing**2 / 2)
    with pytest.raises(Unsupported, match="energy"):
        chain_matrix(Drift(), "mala", STEP, GRID)
