"""What an experiment is: a subject and one to eight runs of one kind of process to compare on it."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SerializeAsAny

from scorescape.models.processes.records import ProcessState
from scorescape.models.scenes.kinds import SCORE, Spec, Subject, parse_spec
from scorescape.models.settings import Settings

__all__ = [
    "MAX_RUNS",
    "SCORE",
    "ExperimentExport",
    "ExperimentInfo",
    "ExperimentSpec",
    "NewPanel",
    "PanelOrder",
    "RestoredPanel",
    "parse_spec",
]

MAX_RUNS = 8


class ExperimentSpec(Settings):
    """What the runs are about, and the runs in the order they stand on the page."""

    kind: str = Field(SCORE, description="The kind of process of all its runs; left out, score panels.")
    target: Subject = Field(description="What the runs are about: of score panels the target.")
    panels: list[Spec] = Field(min_length=1, max_length=MAX_RUNS, description="One to eight panels.")


class NewPanel(Settings):
    """A panel to add to an experiment that runs."""

    panel: Any = Field(description="The specification of a run of the experiment's kind.")
    at: int | None = Field(None, ge=0, le=MAX_RUNS, description="Its place from 0; empty puts it last.")
    instead: str | None = Field(
        None, description="The run id of the panel whose place it takes; that one is set aside."
    )


class RestoredPanel(Settings):
    """Where a panel that was removed or replaced comes back."""

    at: int | None = Field(None, ge=0, le=MAX_RUNS, description="Its place from 0; empty puts it last.")
    instead: str | None = Field(
        None, description="The run id of the panel whose place it takes; that one is set aside."
    )


class PanelOrder(Settings):
    """The order in which an experiment's panels are to stand."""

    runs: list[str] = Field(min_length=1, max_length=MAX_RUNS, description="Every run id of the experiment, once.")


class ExperimentInfo(Settings):
    """An experiment as the API returns it."""

    id: str
    created: str
    spec: ExperimentSpec
    runs: list[SerializeAsAny[ProcessState]]


class ExperimentExport(Settings):
    """An experiment and the figures along its runs, as one file."""

    experiment: ExperimentInfo
    history: list[dict[str, Any]] = Field(description="The events of type `metrics`, in the order of each run's steps.")
