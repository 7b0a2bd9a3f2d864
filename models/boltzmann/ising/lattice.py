"""Spins on a grid and their Gibbs sweep: first all of one colour of the checkerboard, then all of the other.

Pixels of one colour have no neighbours of that colour, so that given the other half they are independent and can be
drawn at once. Each colour is stored on its own, (H, ceil(W / 2)) bytes of 0 (y = -1) and 1 (y = +1) with a border:
column j of colour c in row i is stored at k = j // 2, its neighbours above, below and on one side at the same k of the
other colour, and the one on the other side at k - 1 or k + 1 by the row's parity. A half sweep is three additions of
bytes, a look-up (thresholds.py), a comparison; nothing is computed that is thrown away, and no exponential.

Source: Geman and Geman 1984 (Gibbs sampling); updating all pixels at once instead keeps each pixel's mean and gets the
pairs wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from .energy import Spins, neighbour_sum
from .thresholds import COUNTS, NOWHERE, Thresholds, code

Bytes = NDArray[np.uint8]
COLOURS = (0, 1)


class Lattice:
    """H x W spins, of which `observed` (-1, 0 where nothing was, +1) pulls each. Free border, or that of a torus.

    Errors: InvalidInput for a torus with an odd side, whose checkerboard does not close.
    """

    def __init__(self, observed: Spins, *, periodic: bool = False) -> None:
        self.rows, self.columns = observed.shape
        if periodic and (self.rows % 2 or self.columns % 2):
            raise InvalidInput("side", f"A torus has even sides; got {self.rows} x {self.columns}.")
        self.periodic = periodic
        self._half = (self.columns + 1) // 2
        self._spins = [np.zeros((self.rows + 2, self._half + 2), np.uint8) for _ in COLOURS]
        size = self.rows * self._half
        # one byte more where the number is odd: cases are looked up in twos
        self._cases = np.zeros(size + size % 2, np.uint8)
        self._grid = self._cases[:size].reshape(self.rows, self._half)
        self._pairs = self._cases.view(np.uint16)
        self._looked_up: dict[int, NDArray[Any]] = {}
        self.observe(observed)

    def observe(self, observed: Spins) -> None:
        """Another observed picture of the same size; the spins stay."""
        degree = neighbour_sum(np.ones_like(observed), periodic=self.periodic)
        self._codes = [self._compact(code(degree, observed), colour, COUNTS * NOWHERE) for colour in COLOURS]

    # -- spins ---------------------------------------------------------------------------------------------

    def put(self, spins: Spins) -> None:
        """Make these (H, W) of -1 and +1 the spins."""
        for colour in COLOURS:
            self._inner(colour)[:] = self._compact((spins > 0).astype(np.uint8), colour, 0)

    def spins(self) -> Spins:
        """(H, W) of -1 and +1."""
        return (2 * self.expand([self._inner(colour) for colour in COLOURS]).astype(np.int8) - 1).astype(np.int8)

    def expand(self, halves: list[NDArray[Any]]) -> NDArray[Any]:
        """(H, W) of two compact halves."""
        whole = np.empty((self.rows, self.columns), halves[0].dtype)
        for colour in COLOURS:
            for shift, rows in self._rows(colour):
                part = whole[rows, shift::2]
                part[:] = halves[colour][rows, : part.shape[1]]
        return whole

    def half_shape(self) -> tuple[int, int]:
        """Of one compact half."""
        return self.rows, self._half

    def _compact(self, whole: NDArray[Any], colour: int, nothing: int) -> NDArray[Any]:
        half = np.full(self.half_shape(), nothing, whole.dtype)
        for shift, rows in self._rows(colour):
            part = whole[rows, shift::2]
            half[rows, : part.shape[1]] = part
        return half

    def _inner(self, colour: int) -> Bytes:
        return self._spins[colour][1:-1, 1:-1]

    @staticmethod
    def _rows(colour: int) -> list[tuple[int, slice]]:
        """The first column of this colour, and the rows that begin there."""
        return [(shift, slice((shift + colour) % 2, None, 2)) for shift in (0, 1)]

    # -- sweeps --------------------------------------------------------------------------------------------

    def sweep(
        self, thresholds: Thresholds, chance: np.random.Generator, sums: list[NDArray[Any]] | None = None
    ) -> None:
        """One Gibbs sweep; to `sums`, two halves, the thresholds that decided are added. `chance` is of SFC64."""
        for colour in COLOURS:
            least = self.thresholds(colour, thresholds)
            np.less(self._random(thresholds, chance), least, out=self._inner(colour).view(np.bool_))
            if sums is not None:
                sums[colour] += least

    def thresholds(self, colour: int, thresholds: Thresholds) -> NDArray[Any]:
        """(H, ceil(W / 2)): of each pixel of this colour the threshold 2^bits P(y_i = +1 | the other colour, x_i).

        A view that the next call writes over.
        """
        self.cases(colour)
        found = self._looked_up.get(thresholds.bits)
        if found is None:
            found = self._looked_up[thresholds.bits] = np.empty(len(self._pairs), thresholds.pairs.dtype)
        np.take(thresholds.pairs, self._pairs, out=found, mode="clip")
        least: NDArray[Any] = found.view(thresholds.single)[: self._grid.size].reshape(self._grid.shape)
        return least

    def cases(self, colour: int) -> Bytes:
        """(H, ceil(W / 2)): the case of each pixel of this colour (thresholds.py); the next call writes over it."""
        other, case = self._spins[1 - colour], self._grid
        if self.periodic:
            _close(other)
        np.add(self._codes[colour], other[1:-1, 1:-1], out=case)
        case += other[:-2, 1:-1]
        case += other[2:, 1:-1]
        for shift, rows in self._rows(colour):
            beside = other[1:-1, 2:] if shift else other[1:-1, :-2]
            case[rows] += beside[rows]
        return case

    def decide(self, colour: int, up: NDArray[np.bool_], keep: NDArray[np.bool_]) -> int:
        """Set each pixel of this colour by its case: +1 where `up`, as it was where `keep`. How many changed."""
        case, old = self.cases(colour), self._inner(colour).view(np.bool_)
        new = up[case] | (keep[case] & old)
        changed = int((new != old).sum())
        old[:] = new
        return changed

    def _random(self, thresholds: Thresholds, chance: np.random.Generator) -> NDArray[Any]:
        size = self._grid.size
        bits: Any = chance.bit_generator
        words: NDArray[Any] = bits.random_raw(-(-size * thresholds.bits // 64))
        drawn: NDArray[Any] = words.view(thresholds.single)[:size].reshape(self._grid.shape)
        return drawn


def _close(half: Bytes) -> None:
    """Write the opposite edges into the border: the torus."""
    half[0], half[-1] = half[-2], half[1]
    half[:, 0], half[:, -1] = half[:, -2], half[:, 1]
