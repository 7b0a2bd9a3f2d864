"""The records that travel and their JSON schemas, of which the page's types and docs/protocol.md are written.

What the server sends is described in serialization mode (every field present), what the browser sends in validation
mode (fields with defaults are optional).
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from scorescape.models.processes import PROCESSES
from scorescape.models.processes.score_events import Metrics, RunState
from scorescape.models.scenes.scene import Scene
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.imports import PointsQuery, TableQuery

from . import catalogue, commands, events, experiment, files, frames, gallery, parts, preview

SCORE = experiment.SCORE
# records that say `any kind of process` are written as those of score panels, which is what the page sends and hears
OF_SCORE = {"ProcessState": "RunState", "Event": "Metrics"}
ROOMS = [kind for name, kind in PROCESSES.items() if PROCESSES.is_ours(name) and name != SCORE]
"""Other kinds of process that come with the program: their records have names of their own, such as IsingSpec."""
SENT_BY_BROWSER: list[Any] = [
    *(record for kind in ROOMS for record in (kind.subject_type, kind.spec_type, *kind.commands)),
    commands.command_type(SCORE),
    experiment.ExperimentSpec,
    experiment.NewPanel,
    PanelSpec,
    experiment.PanelOrder,
    experiment.RestoredPanel,
    TableQuery,
    PointsQuery,
    files.SamplesQuery,
    Scene,
    gallery.SaveRequest,
    gallery.RenameRequest,
]
SENT_BY_SERVER: list[Any] = [
    *(record for kind in ROOMS for record in (kind.state_type, *kind.events)),
    events.event_type(SCORE),
    RunState,
    Metrics,
    parts.TargetParts,
    preview.TargetPreview,
    frames.LookInfo,
    catalogue.Catalogue,
    experiment.ExperimentInfo,
    files.FileTable,
    files.ImportedPoints,
    files.ImportedPicture,
    gallery.GalleryEntry,
    gallery.Reopened,
]


def schemas(by_server: list[Any], by_browser: list[Any]) -> dict[str, dict[str, Any]]:
    """Of these records and all that they hold, by name; one that goes both ways is described as it is sent."""
    return _of(by_server, "serialization") | _of(by_browser, "validation")


def _of(roots: list[Any], mode: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for root in roots:
        schema = TypeAdapter(root).json_schema(mode=mode)
        found |= schema.pop("$defs", {})
        if isinstance(root, type) and issubclass(root, BaseModel):
            found[root.__name__] = schema
    return found
