r"""The picture of least energy, exactly, as the minimum cut of a graph; at once, or in slices of time.

    E(y, x) - const = 2 beta #{<ij>: y_i != y_j} + 2 h #{i: x_i = -y_i}

A pixel is a node; x_i = +1 ties it to the source and x_i = -1 to the sink with 2 h, neighbours are tied by 2 beta. The
cheapest cut between source and sink parts the pixels into +1 and -1. Capacities are whole numbers in the ratio of beta
and h, as nearly as 32 bits hold the flows. Of several least pictures it is the one with the fewest +1.

A large picture is cut tile by tile: what is +1 in a window though all around it is -1 is +1 in the whole picture too,
and what is -1 though all around it is +1 is -1, since neighbours only ever pull alike. What no window settles, the last
cut does: the answer is the same. Sources: Greig, Porteous and Seheult 1989; Topkis 1998, theorem 2.8.1 (least pictures
grow with what is around them); Dinic 1970 as in SciPy's `maximum_flow`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from .energy import Spins

# flows are added up in 32 bits
MOST_FLOW = 2**30
MOST_BOND = 20_000
TILE, AROUND = 96, 12
"""Pixels along a tile, and how far its window reaches beyond it."""
NOWHERE = 2
"""What stands beyond the border."""
AT_ONCE = 160 * 160
"""Pixels that are cut in one: some 20 ms."""
Whole = NDArray[np.int64]


def graph_cut(observed: Spins, beta: float, field_strength: float) -> Spins:
    """(H, W): a picture of least energy with a free border."""
    return Cut(observed, beta, field_strength).finish()


class Cut:
    """A cut that is made in slices: `advance` until it is True."""

    def __init__(self, observed: Spins, beta: float, field_strength: float, *, at_once: int = AT_ONCE) -> None:
        rows, columns = observed.shape
        self._frame = np.full((rows + 2, columns + 2), NOWHERE, np.int8)
        self._known: Spins = self._frame[1:-1, 1:-1]
        """-1 and +1 where it is settled, 0 where it is not."""
        self._known[:] = 0
        if beta == 0 or field_strength == 0 or not observed.any():
            self._known[:] = _without_a_cut(observed, beta, field_strength)
            self._bond, tie = 1, 1
        else:
            self._bond, tie = capacities(beta, field_strength, observed.size)
        self._ties: Whole = observed.astype(np.int64) * tie
        self._slices = self._work(tiles=observed.size > at_once)

    def advance(self, seconds: float) -> bool:
        """Work for about this long; whether it is done. A slice takes some 20 ms, the last one as many as are left."""
        until = time.perf_counter() + seconds
        return all(time.perf_counter() <= until for _ in self._slices)

    def finish(self) -> Spins:
        """The picture, after all slices that are left."""
        for _ in self._slices:
            pass
        return self._known

    def _work(self, *, tiles: bool) -> Iterator[None]:
        rows, columns = self._known.shape
        if tiles:
            for top, left in itertools.product(range(0, rows, TILE), range(0, columns, TILE)):
                window = _window(top, rows), _window(left, columns)
                for around in (-1, 1):
                    self._settle(window, around)
                    yield
        self._settle((slice(0, rows), slice(0, columns)), 0)
        yield

    def _settle(self, window: tuple[slice, slice], around: int) -> None:
        """Cut what is not settled in the window, with all that is not settled around it taken for `around`.

        Of the answer what is `around` is not believed; without anything around, all of it is.
        """
        known = self._known[window]
        unknown = known == 0
        if not unknown.any():
            return
        framed = self._frame[tuple(slice(edge.start, edge.stop + 2) for edge in window)]
        fixed = np.where(framed == NOWHERE, 0, np.where(framed == 0, around, framed)).astype(np.int64)
        fixed[1:-1, 1:-1][unknown] = 0
        pull = fixed[:-2, 1:-1] + fixed[2:, 1:-1] + fixed[1:-1, :-2] + fixed[1:-1, 2:]
        ties = self._ties[window] + self._bond * pull
        found = np.where(_source_side(unknown, ties, self._bond), 1, -1)
        believed = unknown & (found != around)
        known[believed] = found[believed]


def _window(start: int, size: int) -> slice:
    """A tile with what is around it, along one edge."""
    return slice(max(0, start - AROUND), min(size, start + TILE + AROUND))


def capacities(beta: float, field_strength: float, pixels: int) -> tuple[int, int]:
    """Whole numbers in the ratio of beta to h as nearly as flows through so many pixels allow: of a pair, of a tie."""
    ratio = field_strength / beta
    most = int(np.clip(MOST_FLOW / (pixels * (1 + ratio)), 1, MOST_BOND))
    bonds = np.arange(max(1, most // 2), most + 1)
    ties = np.maximum(1, np.rint(bonds * ratio))
    nearest = int(np.argmin(np.abs(ties / bonds - ratio)))
    return int(bonds[nearest]), int(ties[nearest])


def _without_a_cut(observed: Spins, beta: float, field_strength: float) -> Spins:
    """Where nothing pulls against anything else: the observed picture, or one value everywhere."""
    if beta == 0 and field_strength > 0:
        return np.where(observed > 0, 1, -1).astype(np.int8)
    return np.full(observed.shape, 1 if observed.sum(dtype=np.int64) > 0 else -1, np.int8)


def _source_side(among: NDArray[np.bool_], ties: Whole, bond: int) -> NDArray[np.bool_]:
    """(H, W): which of these pixels the least cut leaves with the source; the fewest where several cuts are least."""
    n = int(among.sum())
    left = _left_over(_graph(among, ties, bond), n)
    side = np.zeros(n + 2, np.bool_)
    side[breadth_first_order(left, n, return_predecessors=False)] = True
    whole = np.zeros(among.shape, np.bool_)
    whole[among] = side[:n]
    return whole


def _left_over(graph: Any, source: int) -> Any:
    """What capacity the greatest flow leaves."""
    left = csr_array(graph - maximum_flow(graph, source, source + 1, method="dinic").flow)
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    return left


def _graph(among: NDArray[np.bool_], ties: Whole, bond: int) -> Any:
    """Capacities (n + 2, n + 2) between n pixels in reading order, then source and sink. Of each tie, its sign says to
    which of the two."""
    n = int(among.sum())
    at = np.full(among.shape, -1, np.int32)
    at[among] = np.arange(n, dtype=np.int32)
    one = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    other = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    both = (one >= 0) & (other >= 0)
    one, other, tied = one[both], other[both], ties[among]
    plus, minus = np.flatnonzero(tied > 0).astype(np.int32), np.flatnonzero(tied < 0).astype(np.int32)
    rows = np.concatenate([one, other, np.full(len(plus), n, np.int32), minus])
    columns = np.concatenate([other, one, plus, np.full(len(minus), n + 1, np.int32)])
    bonds = np.full(2 * len(one), bond, np.int32)
    capacities = np.concatenate([bonds, tied[plus], -tied[minus]]).astype(np.int32)
    return coo_array((capacities, (rows, columns)), shape=(n + 2, n + 2)).tocsr()
