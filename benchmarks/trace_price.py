"""The price of the trace: ms and memory of four score-matching losses from 2 to 3,072 dimensions.

    OMP_NUM_THREADS=1 python -m benchmarks.trace_price

Processor time of the loss and its gradient (median of the repeats, one for the exact trace from 768 dimensions on), and
the memory that the graph keeps for the backward pass. Markdown on standard output, for docs/performance.md; with
`--store` figures and machine go into models/dimensions/trace_price.json, which the lens "The price of the trace" shows.
"""

from __future__ import annotations

import sys

import torch

from scorescape.models.dimensions.trace_price import BATCH, HIDDEN, LOSSES, WIDTH, Price, price
from scorescape.models.dimensions.trace_table import TraceTable

from .machine import machine

DIMENSIONS = (2, 8, 32, 128, 512, 768, 3_072)
REPEATS, LONG = 7, 768


def main() -> None:
    torch.set_num_threads(1)
    print(f"{machine()}. Perceptron {HIDDEN} x {WIDTH}, {BATCH} points; ms (MB kept) of one step.\n")
    print("| d | " + " | ".join(LOSSES) + " | exact / sliced |")
    print("|---|" + "---|" * (len(LOSSES) + 1))
    prices: list[Price] = []
    for d in DIMENSIONS:
        price("denoising", d)  # a first pass through this size pays for the machine's memory
        found = {loss: price(loss, d, 1 if loss == "exact" and d >= LONG else REPEATS) for loss in LOSSES}
        prices += found.values()
        cells = [f"{shown(each.ms)} ({shown(each.kept_mb)})" for each in found.values()]
        print(f"| {d:,} | " + " | ".join(cells) + f" | {shown(found['exact'].ms / found['sliced'].ms)} |", flush=True)
    if "--store" in sys.argv[1:]:
        TraceTable(machine(), prices).store()


def shown(value: float) -> str:
    """Two digits or more, without a power of ten."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


if __name__ == "__main__":
    main()
