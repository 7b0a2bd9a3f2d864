"""How many frames may be on the way: at most IN_FLIGHT unacknowledged of one kind and run, per client."""

from __future__ import annotations

from ..protocol.frames import IN_FLIGHT

Lane = tuple[str, str]
"""A run and a layer."""


class Credit:
    """Counts unacknowledged frames by lane."""

    def __init__(self) -> None:
        self._flying: dict[Lane, set[int]] = {}

    def free(self, lane: Lane) -> bool:
        return len(self._flying.get(lane, ())) < IN_FLIGHT

    def spend(self, lane: Lane, seq: int) -> None:
        self._flying.setdefault(lane, set()).add(seq)

    def acknowledge(self, lane: Lane, seq: int) -> None:
        """The frame `seq` was drawn; older ones of its lane can only have been skipped."""
        flying = self._flying.get(lane, set())
        self._flying[lane] = {other for other in flying if other > seq}

    def forget(self) -> None:
        """A page that comes back from hiding has dropped what was on the way."""
        self._flying.clear()
