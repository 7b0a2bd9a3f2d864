"""What one pixel feels: the pull of each neighbour and of the data, and its conditional probability."""

from __future__ import annotations

import math
from typing import Any

from ...errors import InvalidInput
from .denoising import Denoising


def feel(run: Denoising, row: int, column: int) -> dict[str, Any]:
    """By name as in the answer to a press: P(+1) = sigma(2 (sum of pair terms + data term)).

    Errors: InvalidInput for a pixel off the picture.
    """
    spins, observed, plan = run.spins, run.evidence.observed, run.plan
    rows, columns = spins.shape
    for name, at, count in [("row", row, rows), ("column", column, columns)]:
        if not 0 <= at < count:
            raise InvalidInput(name, f"The picture has {count} {name}s, counted from 0; got {name} {at}.")
    around = [(row - 1, column), (row, column - 1), (row, column + 1), (row + 1, column)]
    inside = [(r, c) for r, c in around if 0 <= r < rows and 0 <= c < columns]
    neighbours = [(r, c, int(spins[r, c]), plan.beta * int(spins[r, c])) for r, c in inside]
    data_term = plan.field_strength * int(observed[row, column])
    pull = sum(term for *_, term in neighbours) + data_term
    return {
        "row": row,
        "column": column,
        "spin": int(spins[row, column]),
        "observed": int(observed[row, column]),
        "neighbours": neighbours,
        "data_term": data_term,
        "conditional": 1 / (1 + math.exp(-2 * pull)),
    }
