"""What exact samples score against exact samples: the sliced Wasserstein-2 distances of pairs of clouds of n points.

Clouds are drawn one after the other, and each is held against the WINDOW before it. For the same number of clouds,
which is what costs time, the mean over all these pairs has half the variance of that over disjoint ones (they are a
U-statistic of degree 2, Hoeffding 1948): 32 clouds tell as much as 64 disjoint pairs would.

A floor is never finished at once: `at_once` waits for the first pairs, `grow` refines it a little.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import torch
from numpy.typing import NDArray

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .kept_floors import KeptFloors
from .shadows import N_DIRECTIONS, shadows, squared_gap

Array = NDArray[Any]

WINDOW = 3
# clouds that there are at once: 90 pairs, more of small clouds
FIRST_CLOUDS = 32
FIRST_POINTS = 128_000
# and in the end: they tell as much as 1,000 disjoint pairs, or 400 where a cloud is dear
CLOUDS = 540
DEAR, DEAR_CLOUDS = 2_000, 216
# directions between two looks at the clock: 10 ms for 50,000 points
AT_A_TIME = 8


class Floor:
    """The pairs so far, in the order of their clouds: cloud i against i - 1, i - 2 and i - 3.

    What cloud i is depends on i alone, so a floor that is taken up again goes on as if it had never stopped, and two
    processes that refine one floor find the same numbers.
    """

    def __init__(self, mixture: GaussianMixture, n: int, kept: KeptFloors | None = None) -> None:
        self.n = n
        self._exact, self._kept = mixture.to(torch.float32), kept or KeptFloors(None)
        self._fingerprint = mixture.fingerprint()
        self._distances: list[float] = []
        self._clouds = 0
        self._recent: deque[Array] = deque(maxlen=WINDOW)
        self._under_way: Iterator[None] | None = None
        self._read()

    # -- what it says --------------------------------------------------------------------------------------

    @property
    def mean(self) -> float:
        """World units."""
        return float(np.mean(self._distances))

    @property
    def quantile_95(self) -> float:
        """World units."""
        return float(np.quantile(self._distances, 0.95))

    @property
    def n_pairs(self) -> int:
        return len(self._distances)

    @property
    def ready(self) -> bool:
        """Whether the first pairs are there."""
        return self.n_pairs >= n_pairs(first_clouds(self.n))

    @property
    def refined(self) -> bool:
        """Whether no more are wanted."""
        return self.n_pairs >= n_pairs(DEAR_CLOUDS if self.n > DEAR else CLOUDS)

    @property
    def share(self) -> float:
        """How many of the first pairs are there, in [0, 1]."""
        return min(1.0, self.n_pairs / n_pairs(first_clouds(self.n)))

    # -- making it -----------------------------------------------------------------------------------------

    def at_once(self) -> Floor:
        """Itself, when the first pairs are there."""
        self.begin(math.inf)
        return self

    def begin(self, seconds: float) -> None:
        """Work on the first pairs, and on no more, for at most about this long."""
        if not self.ready:
            end = time.perf_counter() + seconds
            while not self.ready and time.perf_counter() < end:
                self._advance()
            if self.ready:
                self._keep()

    def grow(self, seconds: float) -> None:
        """Refine it for about this long: not much beyond, whatever n."""
        end, before = time.perf_counter() + seconds, self.n_pairs
        while not self.refined and time.perf_counter() < end:
            self._advance()
        # kept when there are twice as many: a file is written ten times in all
        if self.refined or before.bit_length() < self.n_pairs.bit_length():
            self._keep()

    def _advance(self) -> None:
        """A part of the next cloud."""
        if self._under_way is None:
            self._under_way = self._next_cloud()
        if next(self._under_way, self) is self:
            self._under_way = None

    def _next_cloud(self) -> Iterator[None]:
        i = self._clouds
        for earlier in range(max(0, i - WINDOW) + len(self._recent), i):  # those of a floor that was kept
            self._recent.append(shadows(self._cloud(earlier)))
            yield
        x, cast, squares = self._cloud(i), [], np.zeros(len(self._recent))
        for first in range(0, N_DIRECTIONS, AT_A_TIME):
            part = slice(first, first + AT_A_TIME)
            cast.append(shadows(x, part.start, part.stop))
            squares += [squared_gap(cast[-1], other[part]) for other in self._recent]
            yield
        self._recent.append(np.concatenate(cast))
        self._clouds += 1
        self._distances += np.sqrt(squares * AT_A_TIME / N_DIRECTIONS).tolist()

    def _cloud(self, i: int) -> torch.Tensor:
        return self._exact.sample(self.n, stream(i, "floor"))

    # -- keeping it ----------------------------------------------------------------------------------------

    def _read(self) -> None:
        distances = self._kept.read(self._fingerprint, self.n)
        clouds = n_clouds(len(distances))
        if clouds > self._clouds and n_pairs(clouds) == len(distances):
            self._distances, self._clouds, self._under_way = distances, clouds, None
            self._recent.clear()

    def _keep(self) -> None:
        """Write it down, unless another process knows more: then that is taken over."""
        self._read()
        self._kept.write(self._fingerprint, self.n, self._distances)


def first_clouds(n: int) -> int:
    """How many clouds of n points there are at once."""
    return max(FIRST_CLOUDS, min(CLOUDS, FIRST_POINTS // n))


def n_pairs(clouds: int) -> int:
    """Of so many clouds: each of them, but for the first, has WINDOW before it."""
    full = max(0, clouds - WINDOW)
    return WINDOW * full + sum(range(clouds - full))


def n_clouds(pairs: int) -> int:
    """The fewest that have so many pairs."""
    return next(clouds for clouds in range(pairs + 2) if n_pairs(clouds) >= pairs)


_ALIVE: WeakValueDictionary[tuple[str, int], Floor] = WeakValueDictionary()


def floor_of(mixture: GaussianMixture, n: int) -> Floor:
    """The floor of n points of this target, which everybody in this process shares and refines."""
    key = mixture.fingerprint(), n
    found = _ALIVE.get(key)
    if found is None:
        found = _ALIVE[key] = Floor(mixture, n, KeptFloors.here())
    return found
