"""Figures of a run as it was: the very ones that were to be had then, and none where that cannot be known."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.study.hindsight import measure_past
from scorescape.models.study.player import Player
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.study.tape import MAX_MOMENTS, PAST_BYTES, Tape
from scorescape.models.targets.preset import PRESETS

MIXTURE = PRESETS.get("two-gaussians")().mixture()
SMALL = {"network": {"width": 8, "depth": 1}, "n_steps": 40, "optimiser": {"batch_size": 8}}


def trained(steps: int, **run: object) -> Player:
    panel = Player(Study(MIXTURE, PanelSpec.parse({"run": SMALL | run})))
    panel.step_training(steps)
    panel.advance(60.0)
    return panel


@pytest.mark.parametrize(
    "run",
    [{}, {"objective": "denoising-score-matching"}, {"objective": "noise-contrastive-estimation", "model": "energy"}],
)
def test_they_are_those_of_a_run_that_stopped_there(run: dict[str, object]) -> None:
    panel = trained(40, **run)
    panel.study.training_figures()
    then = trained(17, **run).study.training_figures()
    now = measure_past(panel.study, 17)
    assert now is not None
    assert now.step == 17
    assert now.values["relative_fisher_error"] is not None
    for name, value in now.values.items():
        if name != "ms_per_step":  # the clock's
            assert value == then.values[name], name
    left_out = {"kl", "kl_se", "log_z"} if run.get("model") == "energy" else set()
    assert set(then.values) - set(now.values) == left_out
    assert now.values != panel.study.training_figures().values


def test_measuring_moves_nothing_and_stays_on_the_tape() -> None:
    panel, straight = trained(20), trained(40)
    measured = measure_past(panel.study, 5)
    moment = panel.study.tape.at(5)
    assert measured
    assert moment
    assert (moment.values, moment.measured_step) == (measured.values, 5)
    panel.train(None)
    panel.advance(60.0)
    for one, other in zip(panel.study.run.field().parameters(), straight.study.run.field().parameters(), strict=True):
        assert torch.equal(one, other)


def test_what_is_not_known_is_not_said() -> None:
    panel = trained(40)
    assert measure_past(panel.study, 41) is None
    kept = Tape.unpacked(panel.study.tape.packed())
    assert all(moment.past is None for moment in kept.moments)
    panel.retarget(PRESETS.get("spiral")().mixture())
    assert measure_past(panel.study, 17) is None, "an old field is not to be judged by the new target"
    large = trained(2, network={"width": 256, "depth": 3})
    assert measure_past(large.study, 1) is None


def test_the_weights_of_a_tape_are_bounded() -> None:
    tape = trained(40).study.tape
    assert all(moment.past for moment in tape.moments)
    most = max(moment.past.weights.nbytes for moment in tape.moments if moment.past)
    assert most * MAX_MOMENTS <= PAST_BYTES
