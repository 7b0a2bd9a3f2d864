"""What is refused before anything runs, panel by panel."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.processes.score import Score
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.desk.checks import check, check_kept
from scorescape.server.protocol.experiment import ExperimentSpec

TARGET = PresetTarget(name="two-gaussians")
SMALL = {"network": {"width": 8, "depth": 1}}


def spec(*runs: dict[str, object]) -> ExperimentSpec:
    return ExperimentSpec(target=TARGET, panels=[PanelSpec.parse({"run": SMALL | run}) for run in runs])


def test_panels_that_can_be_built_pass() -> None:
    assert check(spec({}, {"objective": "maximum-likelihood", "model": "energy"}))


def test_one_panel_that_cannot_is_refused_wherever_it_stands() -> None:
    with pytest.raises(InvalidInput, match="model = energy"):
        check(spec({}, {"objective": "maximum-likelihood"}))


def test_kept_panels_are_brought_to_life_from_their_checkpoints() -> None:
    kept = Score("r1", spec({}).panels[0], TARGET).checkpoint()
    assert check_kept((spec({}), [kept]))
    with pytest.raises(ScorescapeError):
        check_kept((spec({}), [kept[: len(kept) // 2]]))
    with pytest.raises(ValueError, match="shorter"):
        check_kept((spec({}, {}), [kept]))
