"""The price of the trace as it was measured once, with the machine's name: minutes that nobody has to wait for.

`OMP_NUM_THREADS=1 python -m benchmarks.trace_price --store` writes the file anew.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .trace_price import Price

FILE = Path(__file__).with_name("trace_price.json")


@dataclass(frozen=True)
class TraceTable:
    """What each loss cost in each dimension."""

    machine: str
    """In words: times are this machine's and no other's."""
    prices: Sequence[Price]

    def of(self, loss: str) -> list[Price]:
        """In the order of the dimensions."""
        return sorted((each for each in self.prices if each.loss == loss), key=lambda each: each.d)

    def store(self, file: Path = FILE) -> None:
        """To be read by `stored`."""
        rows = [dataclasses.asdict(each) for each in self.prices]
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write_text(f'{{\n  "machine": {json.dumps(self.machine)},\n  "prices": [\n    {lines}\n  ]\n}}\n')


def read(file: Path = FILE) -> TraceTable:
    """What `store` wrote."""
    found = json.loads(file.read_text())
    return TraceTable(found["machine"], [Price(**row) for row in found["prices"]])


@cache
def stored() -> TraceTable:
    """The table that travels with the project."""
    return read()
