"""The tape of a run: bounded, evenly thinned, and true to the field at every step it claims."""

from __future__ import annotations

import itertools
import json
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load

from scorescape.models.study.arrows import arrow_scores
from scorescape.models.study.player import Player
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.study.tape import MAX_MOMENTS, Past, Tape
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

MIXTURE = PRESETS.get("two-gaussians")().mixture()
SPEC = RunSpec.parse({"network": {"width": 8, "depth": 1}, "n_steps": 40, "optimiser": {"batch_size": 8}})


def followed(n_steps: int, spec: RunSpec = SPEC) -> tuple[Run, Tape]:
    run = Run(MIXTURE, spec)
    tape = Tape.of(run)
    run.n_steps = n_steps
    while not run.finished:
        run.step()
        tape.follow(run)
    return run, tape


def test_a_moment_is_the_field_of_a_fresh_run_stopped_at_its_step() -> None:
    _, tape = followed(40)
    assert [moment.step for moment in tape.moments] == list(range(41))
    for step in (0, 1, 17, 40):
        fresh, _ = followed(step) if step else (Run(MIXTURE, SPEC), None)
        assert torch.equal(tape.moments[step].score, arrow_scores(fresh.field()))
    assert not torch.equal(tape.moments[17].score, tape.moments[40].score)


def test_a_tape_never_grows_beyond_its_bound_and_stays_even() -> None:
    run, tape = followed(40)
    longest = 0
    run.n_steps = 1500
    while not run.finished:
        run.step()
        tape.follow(run)
        longest = max(longest, len(tape.moments))
    assert longest == MAX_MOMENTS
    steps = [moment.step for moment in tape.moments]
    assert steps[0] == 0
    assert len(steps) > MAX_MOMENTS / 2
    gaps = {later - earlier for earlier, later in itertools.pairwise(steps)}
    assert gaps <= {tape.stride, 1500 % tape.stride, 2 * tape.stride}
    assert len(gaps) <= 2


def test_single_steps_off_the_stride_are_bounded_too() -> None:
    run, tape = followed(40)
    tape.stride = 1000
    run.n_steps = 700
    while not run.finished:
        run.step()
        tape.mark(run)
        assert len(tape.moments) <= MAX_MOMENTS
    assert tape.moments[-1].step == 700


def test_a_panel_keeps_the_step_at_which_it_held_and_begins_anew_with_a_restart() -> None:
    panel = Player(Study(MIXTURE, PanelSpec(run=SPEC.model_copy(update={"n_steps": 1000}))))
    panel.step_training(13)
    panel.advance(60.0)
    assert panel.phase == "paused"
    assert panel.study.run.step_count == 13
    assert panel.study.tape.moments[-1].step == 13
    panel.study.training_figures()
    assert panel.study.tape.moments[-1].measured_step == 13
    assert panel.study.tape.moments[-1].values["loss"] == pytest.approx(panel.study.run.loss)
    panel.respec(panel.study.spec)
    assert [moment.step for moment in panel.study.tape.moments] == [0]


def test_the_file_of_a_tape_says_what_it_holds(tmp_path: object) -> None:
    panel = Player(Study(MIXTURE, PanelSpec(run=SPEC)))
    panel.study.training_figures()
    panel.train(None)
    panel.advance(60.0)
    panel.study.training_figures()
    data = panel.study.tape.encode("r1")
    tensors = load(data)
    n = len(panel.study.tape.moments)
    assert tensors["score"].shape == (n, 24, 24, 2)
    assert tensors["step"].tolist() == [moment.step for moment in panel.study.tape.moments]
    assert tensors["seconds"].tolist()[-1] == pytest.approx(panel.study.run.seconds)
    path = f"{tmp_path}/tape.safetensors"
    with open(path, "wb") as file:
        file.write(data)
    with safe_open(path, "pt") as opened:
        figures = json.loads(opened.metadata()["figures"])
    assert figures[-1]["measured_step"] == 40
    assert figures[5]["measured_step"] == 0


def test_thinning_keeps_the_first_the_newest_and_every_multiple_and_stops_at_half() -> None:
    run, tape = Run(MIXTURE, SPEC), Tape()
    assert tape.stride == 1
    # off the stride: the second moment is a multiple of the doubled one, the newest is none
    for step in (0, *range(2, 258)):
        run.step_count = step
        tape.mark(run)
    assert [moment.step for moment in tape.moments] == [0, *range(2, 257, 2), 257]
    assert (len(tape.moments), tape.stride) == (MAX_MOMENTS // 2 + 2, 2)


def test_figures_go_to_the_newest_moment_and_to_no_other() -> None:
    run, tape = followed(3)
    tape.measured(2, {"loss": 1.0})
    assert [moment.measured_step for moment in tape.moments] == [None] * 4, "the newest is of step 3"
    tape.measured(3, {"loss": 2.0})
    assert [(moment.step, moment.measured_step) for moment in tape.moments] == [(0, None), (1, None), (2, None), (3, 3)]
    assert run.step_count == 3


def test_a_moment_measured_again_is_the_only_one_that_changes() -> None:
    _, tape = followed(3)
    before = list(tape.moments)
    measured = tape.remeasured(before[1], {"loss": 5.0})
    assert tape.moments == [before[0], measured, *before[2:]]
    assert (measured.step, measured.measured_step, measured.values) == (1, 1, {"loss": 5.0})


@pytest.mark.parametrize(("nbytes", "kept"), [(4, True), (156_248, True), (156_252, False), (40_000_000, False)])
def test_weights_are_kept_where_all_moments_together_hold_forty_megabytes(nbytes: int, kept: bool) -> None:
    run: Any = SimpleNamespace(
        averaged=SimpleNamespace(nbytes=nbytes, weights=lambda: torch.zeros(1)),
        loss=1.0,
        spread=SimpleNamespace(standard_error=lambda: 0.1),
        resolved=SimpleNamespace(objective=SimpleNamespace(readings=lambda state: {})),
        state=None,
    )
    assert (Past.of(run) is not None) is kept
