"""What the browser may say on the stream, beside what each kind of process understands (models/processes)."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, TypeAdapter

from scorescape.models.processes import PROCESSES
from scorescape.models.processes.records import Command, Restart, RunCommand, RunsCommand


class View(RunsCommand):
    """Which layers the page wants; what nobody wants is not computed. A hidden page sends an empty list."""

    blind: ClassVar[bool] = True

    type: Literal["view"] = "view"
    kinds: list[str] = Field(max_length=32, description="Names of layers, as the catalogue lists them.")
    lens: str | None = Field(None, description="The lens to look through; needed for frames of kind `lens`.")
    lens_settings: dict[str, bool | int | float | str] = Field(default_factory=dict)


class Ack(RunCommand):
    """The frame `seq` of this run and layer has been drawn; at most two of a layer are in flight."""

    type: Literal["ack"] = "ack"
    kind: str
    seq: int = Field(ge=0)


GENERAL: tuple[type[Command], ...] = (View, Ack, Restart)


@cache
def command_type(kind: str) -> Any:
    """The union of all that an experiment of this kind of process understands, discriminated by `type`."""
    members = (*GENERAL, *PROCESSES.get(kind).commands)
    return Annotated[reduce(or_, members), Field(discriminator="type")]


@cache
def command_adapter(kind: str) -> TypeAdapter[Command]:
    """Reads commands of such an experiment."""
    return TypeAdapter(command_type(kind))
