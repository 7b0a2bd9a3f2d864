"""What a document says of a process is read as the kind of process wants it that the document names before it.

Schemas describe these fields as those of the score panel, which is what `kind` means when it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import (
    BaseModel,
    SerializeAsAny,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from ..processes import PROCESSES
from ..settings import Settings, refusal
from ..study.records import PanelSpec
from ..targets.spec import TargetSpec

SCORE = "score"


@cache
def _subject(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(PROCESSES.get(kind).subject_type)


def parse_spec(kind: str, values: Any) -> Settings:
    """The specification of one run of this kind. Errors: pydantic.ValidationError."""
    return PROCESSES.get(kind).spec_type.model_validate(values)


def _kind(info: ValidationInfo) -> str:
    return cast(str, info.data.get("kind", SCORE))


def _subject_of_kind(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    return handler(value) if _kind(info) == SCORE else _subject(_kind(info)).validate_python(value)


def _spec_of_kind(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    return handler(value) if _kind(info) == SCORE else parse_spec(_kind(info), value)


def _as_said(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Checked as a specification, and kept as it was said: what is left out stays left out."""
    said = value.model_dump(mode="json", exclude_unset=True) if isinstance(value, BaseModel) else value
    if not isinstance(said, Mapping):
        raise ValueError(f"{info.field_name} must hold objects of settings.")
    if _kind(info) == SCORE:
        handler(said)
    elif info.field_name == "processes":
        _whole(_kind(info), {**info.data.get("common", {}), **said})
    return dict(said)


def _whole(kind: str, values: Mapping[str, Any]) -> None:
    record = PROCESSES.get(kind).spec_type
    try:
        record.model_validate(values)
    except ValidationError as error:
        raise ValueError(refusal(record, error).message) from None


if TYPE_CHECKING:
    Subject = Any
    Spec = Settings
    Said = dict[str, Any]
else:
    Subject = SerializeAsAny[Annotated[TargetSpec, WrapValidator(_subject_of_kind)]]
    """What all runs of an experiment are about."""
    Spec = SerializeAsAny[Annotated[PanelSpec, WrapValidator(_spec_of_kind)]]
    """One run, with nothing left out."""
    Said = SerializeAsAny[Annotated[PanelSpec, WrapValidator(_as_said)]]
    """One run or what several share, as far as it was said."""
