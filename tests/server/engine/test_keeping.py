"""A panel that was kept stands where it stood and goes on bit for bit."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.preset import PRESETS
from scorescape.server.engine import keeping
from scorescape.server.engine.panel import Panel
from scorescape.server.protocol.experiment import PanelSpec

TWO = PRESETS.get("two-gaussians")().mixture()
SPEC = PanelSpec.parse(
    {
        "run": {"network": {"width": 16, "depth": 2}, "n_steps": 60, "seed": 5},
        "sampler": {"sampler": "annealed-langevin", "n_particles": 200, "field": "exact"},
    }
)


def worked(n_steps: int, n_walked: int = 0) -> Panel:
    """A panel after so many steps of training and of its walk."""
    panel = Panel("r1", SPEC, TWO)
    go_on(panel, n_steps)
    if n_walked:
        panel.sample(None)
        assert panel.walk is not None
        panel.walk.step(n_walked)
    return panel


def go_on(panel: Panel, n_steps: int) -> None:
    panel.train(None)
    for _ in range(n_steps):
        panel.run.step()
        panel.tape.follow(panel.run)
    if panel.run.finished:
        panel.phase = "finished"


def again(panel: Panel) -> Panel:
    return Panel("r1", SPEC, TWO, keeping.keep(panel).checkpoint)


@pytest.mark.parametrize(("n_steps", "n_walked"), [(0, 0), (23, 0), (23, 40), (60, 9)])
def test_every_figure_and_picture_is_the_same(n_steps: int, n_walked: int) -> None:
    panel = worked(n_steps, n_walked)
    figures = panel.metrics()
    kept = keeping.keep(panel)
    back = again(panel)
    assert back.state() == kept.state
    assert back.metrics() == figures
    assert back.sample_metrics() == kept.samples
    kept_tape, tape = back.tape.packed(), panel.tape.packed()
    assert kept_tape.values == tape.values
    assert all(torch.equal(kept_tape.tensors[name], tape.tensors[name]) for name in ("step", "seconds", "score"))
    if n_walked:
        assert back.walk is not None
        assert panel.walk is not None
        assert torch.equal(back.walk.x, panel.walk.x)


def test_what_was_under_way_holds_still_and_the_panel_itself_goes_on() -> None:
    panel = worked(23, 5)
    back = again(panel)
    assert (panel.phase, panel.sampling) == ("training", "walking")
    assert (back.phase, back.sampling) == ("paused", "paused")
    assert again(worked(0)).phase == "ready" or worked(0).phase == "training"


def test_a_failure_stays_said() -> None:
    panel = worked(23)
    panel.stop("This panel stopped on a fault.")
    assert (again(panel).phase, again(panel).message) == ("failed", "This panel stopped on a fault.")


def test_training_goes_on_bit_for_bit_with_its_tape() -> None:
    straight, back = worked(60), again(worked(23))
    go_on(back, 37)
    assert [m.step for m in back.tape.moments] == [m.step for m in straight.tape.moments]
    for one, two in zip(straight.tape.moments, back.tape.moments, strict=True):
        assert torch.equal(one.score, two.score)
    ours, theirs = straight.run.field().state_dict(), back.run.field().state_dict()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)


def test_walking_goes_on_bit_for_bit() -> None:
    straight, back = worked(23, 60), again(worked(23, 25))
    assert straight.walk is not None
    assert back.walk is not None
    back.walk.step(35)
    assert torch.equal(straight.walk.x, back.walk.x)


def test_a_damaged_checkpoint_is_refused() -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        Panel("r1", SPEC, TWO, keeping.keep(worked(5)).checkpoint[:-20])
