"""Binary pictures, parted into those to learn from and those to judge by."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InvalidInput
from ..chance import Floats
from ..units import random_stream

TEST_SHARE = 0.2


@dataclass(frozen=True, eq=False)
class Patterns:
    """Rows of bits (n, D) float32 in {0, 1}, each a picture of `side` = (rows, columns) read from the top left.

    `law` (n,) says how likely each row is where that is known; else it is None and every row is one draw.
    """

    rows: Floats
    side: tuple[int, int]
    title: str
    train: Floats
    test: Floats
    """What nothing is fitted on. Where the law is known, the same rows: nothing is left to find out."""
    law: NDArray[np.float64] | None = None
    labels: NDArray[np.uint8] | None = None
    """Of the rows, where they have any."""
    test_indices: NDArray[np.int64] | None = None
    """Which rows were kept for the test."""

    @property
    def n_visible(self) -> int:
        return int(self.rows.shape[1])

    def base_rate(self) -> NDArray[np.float64]:
        """(D,): how often each pixel is on in the training rows, (count + 1) / (n + 2): never 0, never 1."""
        made: NDArray[np.float64] = (self.train.sum(0, dtype=np.float64) + 1) / (len(self.train) + 2)
        return made

    def base_logits(self) -> Floats:
        """(D,): the biases of the model of independent pixels."""
        rate = self.base_rate()
        return np.log(rate / (1 - rate)).astype(np.float32)

    def independent_log_likelihood(self, rows: Floats) -> float:
        """Nats a row, on average, of the model that fits every pixel's own rate and nothing else."""
        rate = self.base_rate()
        return float(np.mean(rows @ np.log(rate) + (1 - rows) @ np.log(1 - rate)))


def parted(
    rows: Floats,
    side: tuple[int, int],
    title: str,
    split: int,
    labels: NDArray[np.uint8] | None = None,
) -> Patterns:
    """A fifth of the rows, chosen by the seed `split`, is the test set; at least one row, and at least one remains."""
    order = random_stream(split, "split").permutation(len(rows))
    n_test = min(math.ceil(TEST_SHARE * len(rows)), len(rows) - 1)
    held, kept = np.sort(order[:n_test]), np.sort(order[n_test:])
    return Patterns(rows, side, title, rows[kept], rows[held], labels=labels, test_indices=held)


def of_known_law(rows: Floats, side: tuple[int, int], title: str) -> Patterns:
    """All rows equally likely and no other picture: they are both what is learnt from and what is judged by."""
    return Patterns(rows, side, title, rows, rows, law=np.full(len(rows), 1 / len(rows)))


def demand_something(rows: Floats) -> None:
    """Errors: InvalidInput for fewer than two pictures, and for pictures that are all empty or all full."""
    if len(rows) < 2:
        said = "There is no picture" if len(rows) == 0 else "One picture is not enough"
        raise InvalidInput("patterns", f"{said}: a machine learns what pictures have in common; give at least two.")
    if rows.min() == rows.max():
        plain = "white" if rows.max() == 1 else "black"
        raise InvalidInput("patterns", f"All pictures are plain {plain}: there is nothing to learn; draw something.")
