"""Weights of epochs gone by that nobody had the time to score: a run at rest scores them, and its curve fills in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .machine import RBM

MOST = 30
MOST_NUMBERS = 8_000_000
"""Of all snapshots together: 32 MB."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    epoch: int
    averaged: RBM
    last: RBM


@dataclass
class Snapshots:
    """At most so many, about evenly spread over the epochs; `stride` doubles whenever there are too many."""

    kept: list[Snapshot] = field(default_factory=list)
    stride: int = 1

    def offer(self, epoch: int, averaged: RBM, last: RBM) -> None:
        """Keep copies of an epoch's weights if it is its turn."""
        if epoch % self.stride:
            return
        self.kept.append(Snapshot(epoch, averaged.copy(), last.copy()))
        fits = max(MOST_NUMBERS // (2 * averaged.weights.size), 2)
        while len(self.kept) > min(MOST, fits):
            self.stride *= 2
            self.kept = [each for each in self.kept if each.epoch % self.stride == 0]

    def widest(self, scored: Iterable[int]) -> Snapshot | None:
        """Take out the one that is farthest from every scored epoch; those that are scored are dropped."""
        known = set(scored)
        self.kept = [each for each in self.kept if each.epoch not in known]
        if not self.kept:
            return None
        chosen = max(self.kept, key=lambda each: min((abs(each.epoch - other) for other in known), default=0))
        self.kept.remove(chosen)
        return chosen
