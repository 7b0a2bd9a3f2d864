"""Panels that were taken off the page, kept as they stood, so that what they had learnt can come back."""

from __future__ import annotations

from dataclasses import dataclass

from scorescape.models.processes.records import ProcessState
from scorescape.models.settings import Settings

from .history import Remembered

MOST = 8
"""Panels of one experiment that are kept aside; the oldest goes first."""
MOST_BYTES = 64_000_000
"""Of all their checkpoints together."""


@dataclass(frozen=True)
class Aside:
    """A run that has no place: where it stood, what it is, its checkpoint if it had one, and what was said of it."""

    state: ProcessState
    spec: Settings
    checkpoint: bytes | None
    past: list[Remembered]


class AsideShelf:
    """What was set aside, the oldest first; bounded in number and in bytes."""

    def __init__(self) -> None:
        self._kept: dict[str, Aside] = {}

    def put(self, aside: Aside) -> None:
        self._kept[aside.state.run] = aside
        while len(self._kept) > 1 and (len(self._kept) > MOST or self._n_bytes() > MOST_BYTES):
            self._kept.pop(next(iter(self._kept)))

    def take(self, run: str) -> Aside | None:
        return self._kept.pop(run, None)

    def __contains__(self, run: str) -> bool:
        return run in self._kept

    def _n_bytes(self) -> int:
        return sum(len(aside.checkpoint or b"") for aside in self._kept.values())
