"""What a run shows of itself, against the same written out from its single steps."""

from __future__ import annotations

import copy
import math
import statistics

import pytest
import torch
from torch import nn

from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.data import HELD_OUT_POINTS, Data
from scorescape.models.training.run import LOSS_MEMORY, Run
from scorescape.models.training.spec import DataSpec, RunSpec

TWO = PRESETS.get("two-gaussians")().mixture()
SMALL = {"network": {"width": 8, "depth": 1}, "n_steps": 40, "optimiser": {"batch_size": 16}}


def run_of(**more: object) -> Run:
    return Run(TWO, RunSpec.parse(SMALL | more))


def values(network: nn.Module) -> list[torch.Tensor]:
    return [parameter.detach().clone() for parameter in network.parameters()]


def test_the_field_that_is_shown_has_the_running_mean_of_the_weights() -> None:
    """With d = min(decay, (1 + k) / (10 + k)) after step k; the live weights are another field."""
    run = run_of()
    mean, decay = values(run.network), run.resolved.optimiser.averaging
    assert 0.9 < decay < 1
    for k in range(15):
        run.step()
        d = min(decay, (1 + k) / (10 + k))
        mean = [d * old + (1 - d) * new for old, new in zip(mean, values(run.network), strict=True)]
    for expected, shown, live in zip(mean, values(run.field()), values(run.network), strict=True):
        torch.testing.assert_close(shown, expected)
        assert not torch.allclose(shown, live, atol=1e-7)
    assert run.snapshot().field is run.field()


def test_the_loss_that_is_shown_is_the_running_mean_of_the_batches() -> None:
    run = run_of()
    assert math.isnan(run.snapshot().loss)
    shown = run.step()
    assert run.snapshot().loss == shown
    for _ in range(12):
        value = run.step()
        shown += LOSS_MEMORY * (value - shown)
        assert run.snapshot().loss == pytest.approx(shown)
        assert run.snapshot().loss != value
    assert LOSS_MEMORY == 0.02, "as its equation says, 0.98 of the mean and 0.02 of the newest"


def test_milliseconds_are_by_the_steps_that_were_taken() -> None:
    run = run_of()
    for _ in range(7):
        run.step()
    shot = run.snapshot()
    assert (shot.step, shot.n_steps) == (7, 40)
    assert shot.seconds == run.seconds > 0
    assert shot.ms_per_step == pytest.approx(1e3 * run.seconds / 7)
    begun = run_of().snapshot()
    assert (begun.ms_per_step, begun.seconds, begun.step) == (0, 0, 0)


def test_held_out_points_are_no_points_of_training_however_many_there_are() -> None:
    data = Data(TWO, DataSpec(n_points=HELD_OUT_POINTS), seed=1)
    assert data.held_out is not None
    known = {tuple(row) for row in data.points.tolist()}
    assert not known & {tuple(row) for row in data.held_out.tolist()}
    other = Data(TWO, DataSpec(n_points=50), seed=1).held_out
    assert other is not None
    assert torch.equal(data.held_out, other), "the same for every set of one seed"


def held_out_losses(run: Run) -> torch.Tensor:
    """(N,) of each held-out point: the two terms of score matching with derivatives by autograd."""
    assert run.data.held_out is not None
    x = run.data.held_out.clone().requires_grad_()
    score = copy.deepcopy(run.field()).score(x)
    rows = [torch.autograd.grad(score[:, axis].sum(), x, retain_graph=True)[0][:, axis] for axis in (0, 1)]
    return (rows[0] + rows[1] + 0.5 * (score**2).sum(1)).detach()


def test_the_held_out_loss_is_the_shown_field_s_on_points_it_never_sees() -> None:
    run = run_of(objective="score-matching", data={"n_points": 64})
    for _ in range(20):
        run.step()
    expected = float(held_out_losses(run).mean())
    assert run.snapshot().held_out_loss == pytest.approx(expected, rel=1e-4)
    assert run_of(objective="score-matching").snapshot().held_out_loss is None


def test_its_standard_error_is_that_of_a_mean_of_sixteen_parts() -> None:
    run = run_of(objective="score-matching", data={"n_points": 64})
    for _ in range(20):
        run.step()
    losses = held_out_losses(run)
    parts = [float(part.mean()) for part in losses.tensor_split(16)]
    said = run.snapshot().held_out_loss_se
    assert said == pytest.approx(statistics.stdev(parts) / 4, rel=1e-3)
    # sixteen parts know it to a fifth: the same from single points
    assert said == pytest.approx(float(losses.std()) / math.sqrt(len(losses)), rel=0.6)
    assert run_of(objective="score-matching").snapshot().held_out_loss_se is None
