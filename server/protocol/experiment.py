"""What an experiment is: a subject and one to eight runs of one kind of process to compare on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, SerializeAsAny, TypeAdapter, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from scorescape.models.processes import PROCESSES
from scorescape.models.processes.records import ProcessState
from scorescape.models.settings import Settings
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import TargetSpec

MAX_RUNS = 8
SCORE = "score"


@cache
def _subject(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(PROCESSES.get(kind).subject_type)


def parse_spec(kind: str, values: Any) -> Settings:
    """The specification of one run of this kind. Errors: pydantic.ValidationError."""
    return PROCESSES.get(kind).spec_type.model_validate(values)


def _of_kind(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    kind = info.data.get("kind", SCORE)
    if kind == SCORE:
        return handler(value)
    return _subject(kind).validate_python(value) if info.field_name == "target" else parse_spec(kind, value)


if TYPE_CHECKING:
    Subject = Any
    Spec = Settings
else:
    # described as those of the score panel, which `kind` means when it is left out
    Subject = SerializeAsAny[Annotated[TargetSpec, WrapValidator(_of_kind)]]
    Spec = SerializeAsAny[Annotated[PanelSpec, WrapValidator(_of_kind)]]


class ExperimentSpec(Settings):
    """What the runs are about, and the runs in the order they stand on the page."""

    kind: str = Field(SCORE, description="The kind of process of all its runs; left out, score panels.")
    target: Subject = Field(description="What the runs are about: of score panels the target.")
    panels: list[Spec] = Field(min_length=1, max_length=MAX_RUNS, description="One to eight panels.")


class NewPanel(Settings):
    """A panel to add to an experiment that runs."""

    panel: Any = Field(description="The specification of a run of the experiment's kind.")
    at: int | None = Field(None, ge=0, le=MAX_RUNS, description="Its place from 0; empty puts it last.")


class PanelOrder(Settings):
    """The order in which an experiment's panels are to stand."""

    runs: list[str] = Field(min_length=1, max_length=MAX_RUNS, description="Every run id of the experiment, once.")


class ExperimentInfo(Settings):
    """An experiment as the API returns it."""

    id: str
    created: str
    spec: ExperimentSpec
    runs: list[SerializeAsAny[ProcessState]]
