"""The figures of an experiment along its runs, as they were said: for pages that come late, exports and the gallery."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scorescape.models.processes.records import Event

# one event is about 300 bytes; a run of a day at 4 Hz keeps every eighth of them
MAX_EVENTS = 20_000


@dataclass(frozen=True)
class Remembered:
    """An event's run, its step, and its JSON."""

    run: str
    step: int
    text: str


class History:
    """In the order of each run's steps; bounded by dropping every second old event."""

    def __init__(self) -> None:
        self._events: list[Remembered] = []

    def remember(self, event: Event, text: str | None = None) -> None:
        """Take an event in, at its place: one of a step gone by stands before the later ones of its run."""
        step, past = getattr(event, "step", 0), getattr(event, "past", False)
        entry = Remembered(event.run, step, text if text is not None else event.model_dump_json())
        self._events.insert(self._place(entry) if past else len(self._events), entry)
        if len(self._events) > MAX_EVENTS:
            half = len(self._events) // 2
            self._events = self._events[:half:2] + self._events[half:]

    def _place(self, entry: Remembered) -> int:
        at = len(self._events)
        for place in range(len(self._events) - 1, -1, -1):
            known = self._events[place]
            if known.run != entry.run:
                continue
            # a run that began again has earlier steps behind later ones: only its last life counts
            if known.step <= entry.step:
                break
            at = place
        return at

    def forget(self, run: str) -> list[Remembered]:
        """Drop what was said of a run, and return it."""
        past = [known for known in self._events if known.run == run]
        self._events = [known for known in self._events if known.run != run]
        return past

    def recall(self, past: list[Remembered]) -> None:
        """Take back what was said of a run that nothing is known of."""
        self._events = past + self._events

    def as_json(self) -> str:
        """The events as one JSON array."""
        return "[" + ",".join(known.text for known in self._events) + "]"

    def dump(self, until: Mapping[str, float] | None = None) -> list[dict[str, Any]]:
        """The events as plain values; of each run those up to a step, if one is given."""
        known = (each for each in self._events if until is None or each.step <= until[each.run])
        return [json.loads(each.text) for each in known]
