"""One browser watching one experiment: what it wants to see, what waits for it and what is on the way."""

from __future__ import annotations

from scorescape.models.processes.records import Command

from ..protocol.commands import Ack, View
from ..protocol.events import Obeyed
from .credit import Credit, Lane
from .mailbox import Mailbox


class Client:
    """Knows which frames to ask for; sends nothing itself."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        self.credit = Credit()
        self._views: dict[str, set[str]] = {}
        self._missed: dict[Lane, tuple[int, bytes]] = {}
        """The newest frame of each lane that came while there was no credit: of what stands still, the last."""

    def watch(self, view: View, runs: list[str]) -> list[Lane]:
        """Take the view in; the lanes to ask frames for."""
        for run in runs:
            self._views[run] = set(view.kinds)
        if not view.kinds:
            self.credit.forget()
            self._missed.clear()
        return self.wanted()

    def wanted(self) -> list[Lane]:
        """Lanes this client watches and has credit for."""
        lanes = [(run, kind) for run, kinds in self._views.items() for kind in kinds]
        return [lane for lane in lanes if self.credit.free(lane)]

    def watches(self, lane: Lane) -> bool:
        return lane[1] in self._views.get(lane[0], ())

    def post(self, lane: Lane, seq: int, data: bytes) -> bool:
        """Put a frame in the mailbox if this client watches its lane and has credit; whether it did."""
        if not self.watches(lane):
            return False
        if not self.credit.free(lane):
            self._missed[lane] = (seq, data)
            return False
        self._missed.pop(lane, None)
        self.credit.spend(lane, seq)
        self.mailbox.put_frame(lane, seq, data)
        return True

    def answer(self, command: Command) -> None:
        """Say that a command was carried out that is this connection's own affair, if it gave itself a name."""
        if command.id:
            self.mailbox.put_word(Obeyed(id=command.id, command=command.type).model_dump_json())

    def acknowledge(self, ack: Ack) -> list[Lane]:
        """The lane to ask again, now that there is credit."""
        lane = (ack.run, ack.kind)
        self.credit.acknowledge(lane, ack.seq)
        if lane in self._missed:  # another client's credit had it made: it will not be made again
            self.post(lane, *self._missed.pop(lane))
        return [lane] if self.watches(lane) and self.credit.free(lane) else []
