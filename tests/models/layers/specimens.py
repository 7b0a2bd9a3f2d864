"""A small study to draw layers of."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from scorescape.models.layers.base import Sight
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.spec import TargetSpec, build_target

NOTHING = Sight()
# unlike in x and in y, so that exchanged axes and mirrored rows show
TARGET: dict[str, Any] = {
    "kind": "mixture",
    "components": [
        {"weight": 0.5, "mean": [2.5, 0], "scale": 0.5},
        {"weight": 0.5, "mean": [0, -1.5], "scale": 0.5},
    ],
}


def study_of(**run: Any) -> Study:
    target = TypeAdapter[TargetSpec](TargetSpec).validate_python(TARGET)
    return Study(build_target(target), PanelSpec.parse({"run": {"network": {"width": 16, "depth": 1}, **run}}))
