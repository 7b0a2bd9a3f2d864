"""What waits for a worker and would be undone is not done; everything else keeps its order."""

from __future__ import annotations

from typing import Any

from scorescape.models.processes import score_commands as commands
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import DrawingTarget, PresetTarget
from scorescape.models.targets.strokes import Stroke
from scorescape.server.engine.backlog import worth_doing
from scorescape.server.engine.messages import Add, Ask, Demand, Hosting, Order, Remove
from scorescape.server.protocol.commands import View

TARGET = PresetTarget(name="two-gaussians")
HOSTING = Hosting("score", PanelSpec(), TARGET)


def drawing(x: float) -> commands.Retarget:
    return commands.Retarget(target=DrawingTarget(strokes=[Stroke(points=[(x, 0)])]))


def test_a_panel_whose_removal_waits_is_not_set_up() -> None:
    other = Add("r2", HOSTING)
    waiting: list[Any] = [
        Add("r1", HOSTING),
        Order("r1", View(kinds=[])),
        other,
        Demand("r1", "field"),
        Order("r1", commands.Train()),
        Remove("r1"),
    ]
    assert worth_doing(waiting) == [other, Remove("r1")]


def test_a_run_that_comes_again_after_its_removal_is_set_up_once() -> None:
    again = Add("r1", Hosting("score", PanelSpec(), PresetTarget(name="spiral")))
    assert worth_doing([Add("r1", HOSTING), Remove("r1"), again]) == [Remove("r1"), again]


def test_of_targets_in_a_row_only_the_last_is_taken() -> None:
    view, pace = Order("r1", View(kinds=[])), Order("r1", commands.Pace(steps_per_second=30))
    first, second, third = (Order("r1", drawing(x)) for x in (0.0, 1.0, 2.0))
    elsewhere = Order("r2", drawing(0.5))
    waiting = [first, view, elsewhere, second, pace, Demand("r1", "field"), third]
    assert worth_doing(waiting) == [view, elsewhere, pace, Demand("r1", "field"), third]


def test_a_target_that_something_learnt_or_walked_on_stays() -> None:
    train, sample = Order("r1", commands.Train()), Order("r1", commands.Sample())
    first, second, third = (Order("r1", drawing(x)) for x in (0.0, 1.0, 2.0))
    waiting: list[Any] = [first, train, second, sample, third]
    assert worth_doing(waiting) == waiting


def test_questions_are_all_answered() -> None:
    waiting: list[Any] = [Ask(1, "preview", TARGET), Ask(2, "weights", "r1"), Remove("r1")]
    assert worth_doing(waiting) == waiting
