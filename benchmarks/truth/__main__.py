"""`python -m benchmarks.truth`: prints the table of docs/truth.md; exit code 1 if a figure is off by more than it may.

`--write` puts the table into docs/truth.md, `--wrong` prints only what is wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from ..machine import machine
from . import densities, particles
from .cases import CASES

DOCUMENT = Path(__file__).parents[2] / "docs" / "truth.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = "| quantity | case | ours | independent | difference | allowed | |\n|---|---|---|---|---|---|---|"


def main() -> int:
    """All rows, one after the other."""
    torch.set_num_threads(1)
    found = [*densities.rows(), *particles.rows()]
    shown = [row for row in found if not row.holds] if "--wrong" in sys.argv else found
    wrong, excused = sum(not row.holds for row in found), sum(bool(row.excused) for row in found)
    said = f"{len(found)} figures of {len(CASES)} targets: {wrong} wrong, {excused} called unreliable by the program."
    table = "\n".join([f"Measured on {machine()}.", "", said, "", HEAD, *(row.line() for row in shown)])
    print(table)
    if "--write" in sys.argv:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        DOCUMENT.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
