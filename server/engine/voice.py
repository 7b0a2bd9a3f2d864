"""What a worker says of its runs."""

from __future__ import annotations

from scorescape.models.errors import ScorescapeError
from scorescape.models.faults import where
from scorescape.models.processes.records import Command, Event

from ..protocol.events import Obeyed, Refused, Status
from .channel import Channel
from .messages import Said, Settled
from .seat import Seat


class Voice:
    """Speaks over the channel; every event goes as the record it is and as its JSON."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def refuse(self, seat: Seat, command: Command, error: ScorescapeError | str) -> None:
        """A command was not carried out; nothing changed."""
        message = error if isinstance(error, str) else error.message
        refused = Refused(
            id=command.id, run=seat.run, command=command.type, field=getattr(error, "field", ""), message=message
        )
        self._channel.send(Said(seat.run, refused, refused.model_dump_json()))

    def obey(self, seat: Seat, command: Command) -> None:
        """A command was carried out; whoever gave it a name is told."""
        if command.id:
            obeyed = Obeyed(id=command.id, run=seat.run, command=command.type)
            self._channel.send(Said(seat.run, obeyed, obeyed.model_dump_json()))

    def say(self, seat: Seat, event: Event) -> None:
        """Something of the run itself."""
        self._channel.send(Said(seat.run, event, event.model_dump_json()))

    def say_state(self, seat: Seat) -> None:
        """Where the run stands."""
        seat.shown = seat.process.standing() if seat.process else None
        status = Status(state=seat.state())
        self._channel.send(Said(seat.run, status, status.model_dump_json()))

    def settle(self, seat: Seat) -> None:
        """What the run is now."""
        self._channel.send(Settled(seat.run, seat.hosting))


def stopped(fault: BaseException) -> str:
    """Why a run that was there is stopped."""
    if isinstance(fault, ScorescapeError):
        return fault.message
    return f"This panel stopped on a fault ({where(fault)}); press Restart, or mend what failed if it is your own."


def unbuilt(fault: BaseException) -> str:
    """Why a run is not there."""
    if isinstance(fault, ScorescapeError):
        return fault.message
    return f"This panel could not be set up ({where(fault)}); mend that, or choose another setting."
