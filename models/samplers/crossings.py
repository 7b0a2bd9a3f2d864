"""How often particles move from one mode's basin to another's."""

from __future__ import annotations

import torch
from torch import Tensor

from ..targets.modes import Modes
from .tally import Tally

# steps and rows looked up together: the fixed price of each pass is paid once for all of them
MOST_STEPS, MOST_ROWS = 64, 1 << 17
WITHOUT_SIGN = 0x7FFF


class Crossings:
    """Counted between consecutive steps, for every particle by itself, several steps at a time.

    A particle outside the box keeps the basin it left, so that coming back elsewhere counts once and coming back where
    it was not at all. One that was never inside is in no basin, and only arrives.
    """

    def __init__(self, modes: Modes, x: Tensor) -> None:
        """Of particles that stand at x (N, 2)."""
        self._basins = modes.basins
        self._labels = self._basins.look_up(x)
        self._tally = Tally(len(x))
        self._room = torch.empty(min(MOST_STEPS, max(1, MOST_ROWS // len(x))), len(x), 2, dtype=x.dtype)
        self._places = self._room.unbind(0)
        self._steps = 0

    def see(self, x: Tensor) -> None:
        """Where the particles are a step later."""
        torch.mul(x, self._basins.per_unit, out=self._places[self._steps])
        self._steps += 1
        if self._steps == len(self._places):
            self._count()

    @property
    def tally(self) -> Tally:
        """Crossings of each particle so far."""
        self._count()
        return self._tally

    @property
    def labels(self) -> Tensor:
        """(N,) int16: the basin each particle is in, or was in last; -1 for one that was in none."""
        self._count()
        return self._labels

    def go_on(self, labels: Tensor, tally: Tally) -> None:
        """Stand where a kept walk stood."""
        self._labels, self._tally, self._steps = labels.to(torch.int16, copy=True), tally, 0

    def _count(self) -> None:
        n, self._steps = self._steps, 0
        if n == 0:
            return
        seen = self._basins.look_up_in_place(self._room[:n].view(-1, 2)).view(n, -1)
        # few were in another basin than the one they were in all along, and only they are followed; off the box is -1,
        # and without its sign larger than any
        largest, smallest = seen.amax(0), seen.bitwise_and(WITHOUT_SIGN).amin(0)
        moved = ((largest != self._labels) | (smallest != self._labels)).nonzero()[:, 0]
        if len(moved) == 0:
            return
        path = torch.cat([self._labels[None, moved], seen[:, moved]])
        steps = torch.arange(len(path))[:, None]
        last_inside = torch.where(path >= 0, steps, 0).cummax(0).values
        path = path.gather(0, last_inside)
        self._tally.counts[moved] += ((path[1:] != path[:-1]) & (path[:-1] >= 0)).sum(0)
        self._labels[moved] = path[-1]
