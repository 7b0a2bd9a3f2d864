r"""The picture of least energy, exactly, as the minimum cut of a graph.

    E(y, x) - const = 2 beta #{<ij>: y_i != y_j} + 2 h #{i: x_i = -y_i}

A pixel is a node; x_i = +1 ties it to the source and x_i = -1 to the sink with 2 h, neighbours are tied by 2 beta. The
cheapest cut between source and sink parts the pixels into +1 and -1. Capacities are whole numbers, so that beta and h
are rounded to about 1 in 10^5. Source: Greig, Porteous and Seheult 1989; Dinic 1970 as in SciPy's `maximum_flow`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from .energy import Spins

# flows are added up in 32 bits
MOST_FLOW = 2**30
FINEST = 100_000.0


def graph_cut(observed: Spins, beta: float, field_strength: float) -> Spins:
    """(H, W): a picture of least energy with a free border; of several the one with the fewest +1."""
    tied = int(np.count_nonzero(observed))
    if beta == 0 or field_strength == 0 or tied == 0:
        return _without_a_cut(observed, beta, field_strength)
    total = max(1.0, 2 * field_strength * tied)
    largest = max(2 * beta, 2 * field_strength)
    scale = min(FINEST / largest, MOST_FLOW / total)
    source_side = _source_side(observed, round(2 * beta * scale), max(1, round(2 * field_strength * scale)))
    return np.where(source_side, 1, -1).astype(np.int8).reshape(observed.shape)


def _without_a_cut(observed: Spins, beta: float, field_strength: float) -> Spins:
    """Where nothing pulls against anything else: the observed picture, or one value everywhere."""
    if beta == 0 and field_strength > 0:
        return np.where(observed > 0, 1, -1).astype(np.int8)
    return np.full(observed.shape, 1 if observed.sum(dtype=np.int64) > 0 else -1, np.int8)


def _source_side(observed: Spins, bond: int, tie: int) -> NDArray[np.bool_]:
    n = observed.size
    source, sink = n, n + 1
    graph = _graph(observed, bond, tie)
    left = csr_array(graph - maximum_flow(graph, source, sink, method="dinic").flow)
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    reached = breadth_first_order(left, source, return_predecessors=False)
    side = np.zeros(n + 2, np.bool_)
    side[reached] = True
    return side[:n]


def _graph(observed: Spins, bond: int, tie: int) -> Any:
    """Capacities (n + 2, n + 2): pixels in reading order, then source and sink."""
    n = observed.size
    at = np.arange(n, dtype=np.int32).reshape(observed.shape)
    one = np.concatenate([at[:, :-1].ravel(), at[:-1].ravel()])
    other = np.concatenate([at[:, 1:].ravel(), at[1:].ravel()])
    seen = observed.ravel()
    plus, minus = at.ravel()[seen > 0], at.ravel()[seen < 0]
    rows = np.concatenate([one, other, np.full(len(plus), n, np.int32), minus])
    columns = np.concatenate([other, one, plus, np.full(len(minus), n + 1, np.int32)])
    capacities = np.full(len(rows), tie, np.int32)
    capacities[: 2 * len(one)] = bond
    return coo_array((capacities, (rows, columns)), shape=(n + 2, n + 2)).tocsr()
