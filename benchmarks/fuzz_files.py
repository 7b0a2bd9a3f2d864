"""10,000 mutated files put to the importers: `python -m benchmarks.fuzz_files [n] [seed]`, `make fuzz`.

Counted are those that were taken and those that were refused, and every fault: an exception that is no refusal, an
exception's own text in a sentence, "again" in the sentence of a fault that will recur, a number in the answer that JSON
does not know, a file that took over SLOW seconds. Exits with 1 if there is any.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import torch

from scorescape.models.errors import ScorescapeError
from scorescape.models.targets.imports import PointsQuery
from scorescape.models.targets.picture_files import is_picture
from scorescape.server.desk.files import picture, points
from scorescape.server.protocol.files import PictureQuery
from tests.models.targets.tables.mutations import mutated

N = 10_000
SLOW = 10.0
# how texts of Python, NumPy, pydantic, Pillow and zlib begin or read
FOREIGN = re.compile(
    r"validation error|pydantic|errors\.pydantic|index out of range|could not convert|invalid literal|codec can't|"
    r"Error\b|Exception|Traceback|object has no|unsupported operand|cannot reshape|buffer|unpack requires|NoneType|"
    r"expected str|header|cannot identify image|zlib|0x[0-9a-f]{6}|\bline \d+|\.py\b"
)


@dataclass(frozen=True)
class Said:
    """What came of a file: a target, or a sentence, or an exception that is neither."""

    target: Any
    sentence: str
    error: Exception | None


def answer(data: bytes) -> Said:
    """What the desk says of a file, as the route for its kind asks it."""
    try:
        said = picture((data, PictureQuery())) if is_picture(data) else points((data, PointsQuery()))
        return Said(json.loads(said)["target"], "", None)
    except ScorescapeError as refused:
        return Said(None, refused.message, None)
    except Exception as error:
        return Said(None, "", error)


def faults_of(said: Said) -> list[str]:
    """What is wrong with an answer, in words."""
    if said.error is not None:
        return [f"raised {said.error!r}"]
    if said.target is not None:
        sound = all(math.isfinite(value) for value in _numbers(said.target))
        return [] if sound else ["a number that is none"]
    if FOREIGN.search(said.sentence):
        return [f"an exception's text: {said.sentence}"]
    if not said.sentence or not said.sentence.endswith(".") or "again" in said.sentence:
        return [f"no sentence that helps: {said.sentence!r}"]
    return []


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for each in value.values() for number in _numbers(each)]
    if isinstance(value, list):
        return [number for each in value for number in _numbers(each)]
    return [value] if isinstance(value, float | int) else []


def main() -> int:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else N
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    torch.set_num_threads(1)
    counts: Counter[str] = Counter()
    slowest = 0.0
    for name, data in mutated(n, seed):
        began = time.process_time()
        said = answer(data)
        seconds = time.process_time() - began
        slowest = max(slowest, seconds)
        faults = faults_of(said) + ([f"took {seconds:.0f} s"] if seconds > SLOW else [])
        counts["taken" if said.target is not None else "refused"] += 1
        for fault in faults:
            counts["faults"] += 1
            print(f"{name}: {fault} {data[:60]!r}")
    print(
        f"{n:,} mutated files, seed {seed}: {counts['taken']:,} taken, {counts['refused']:,} refused in a sentence, "
        f"{counts['faults']:,} faults; the slowest took {slowest:.2f} s of one core"
    )
    return 1 if counts["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
