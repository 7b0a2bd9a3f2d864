"""What the server says on the stream as JSON text, beside what each kind of process says (models/processes).

Never lost, never replaced. One union, discriminated by `type`.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, SerializeAsAny

from scorescape.models.processes import PROCESSES
from scorescape.models.processes.records import Event, ProcessState
from scorescape.models.settings import Settings

from .experiment import ExperimentInfo

PROTOCOL_VERSION = 1


class Hello(Settings):
    """First message of every connection: the experiment as it stands, and its whole history of figures."""

    type: Literal["hello"] = "hello"
    version: int = PROTOCOL_VERSION
    time: float = Field(description="The server's clock, seconds since 1970 (UTC): that of the frames.")
    experiment: ExperimentInfo
    history: list[SerializeAsAny[Event]]


class Layout(Settings):
    """Panels were added, removed or put in another order: the experiment as it stands now."""

    type: Literal["layout"] = "layout"
    experiment: ExperimentInfo


class Status(Settings):
    """A run's state changed."""

    type: Literal["status"] = "status"
    state: SerializeAsAny[ProcessState]


class Refused(Settings):
    """A command could not be carried out; nothing changed."""

    type: Literal["refused"] = "refused"
    id: str = Field("", description="The command's own id; empty if it had none.")
    run: str = Field("", description="The run that refused it; empty where none was asked.")
    command: str = Field(description="The command's type; empty if it had none.")
    field: str = Field("", description="The part of the command that it is about, with dots between names.")
    message: str = Field(description="One sentence: what is wrong and what to do.")


class Obeyed(Settings):
    """A command that had an id was carried out; of a command for several runs, each says so for itself."""

    type: Literal["obeyed"] = "obeyed"
    id: str
    run: str = Field("", description="The run that obeyed; empty for a command that is the connection's own.")
    command: str = Field(description="The command's type.")


GENERAL: tuple[type[Settings], ...] = (Hello, Layout, Status, Refused, Obeyed)


def event_type(kind: str) -> Any:
    """The union of all that is said in an experiment of this kind of process."""
    return Annotated[reduce(or_, (*GENERAL, *PROCESSES.get(kind).events)), Field(discriminator="type")]
