"""What an experiment may be: bodies of version 1 mean score panels, and a kind reads its own specifications."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scorescape.models.errors import UnknownName
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.protocol.experiment import MAX_RUNS, ExperimentSpec, parse_spec

TARGET = {"kind": "preset", "name": "two-gaussians"}


def test_a_body_without_a_kind_means_score_panels() -> None:
    spec = ExperimentSpec.model_validate({"target": TARGET, "panels": [{"run": {"seed": 3}}, {}]})
    assert spec.kind == "score"
    assert spec.target == PresetTarget(name="two-gaussians")
    assert spec.panels == [PanelSpec.parse({"run": {"seed": 3}}), PanelSpec()]
    assert ExperimentSpec.model_validate_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize(
    "wrong",
    [
        {"panels": []},
        {"panels": [{}] * (MAX_RUNS + 1)},
        {"target": {"kind": "nonsense"}},
        {"panels": [{"run": {"seed": -1}}]},
        {"kind": "nonsense"},
    ],
)
def test_what_cannot_be_one_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValidationError, UnknownName)):
        ExperimentSpec.model_validate({"target": TARGET, "panels": [{}]} | wrong)


def test_one_run_is_read_by_its_kind() -> None:
    assert parse_spec("score", {"run": {"seed": 2}}) == PanelSpec.parse({"run": {"seed": 2}})
    with pytest.raises(ValidationError):
        parse_spec("score", {"speed": 2})
