"""`python -m tools.mutants PACKAGE ...`: plants a sample of small faults and prints those that no test notices."""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import pytest

from .kept import Line, difference, read, still_there
from .population import PACKAGES, TESTS, Mutant, population, sampled
from .trial import BUDGET, Trials, Verdict

ROOT = Path.cwd()
HEAD = "| package | mutants | tried | killed at first | killed now | 95 % interval |\n|---|---|---|---|---|---|"


def wilson(k: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share of which k of n were seen. Source: Wilson 1927."""
    if n == 0:
        return 0.0, 1.0
    centre, half = k / n + z * z / (2 * n), z * math.sqrt(k * (n - k) / n**3 + z * z / (4 * n * n))
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


def tried(package: str, mutants: list[Mutant], folder: Path, out: Path, budget: float) -> None:
    """Every one of them, survivors printed as they are found; one verdict a line of `out`."""
    verdicts: list[Verdict] = []
    began = time.time()
    out.unlink(missing_ok=True)

    def told(verdict: Verdict) -> None:
        mutant = verdict.mutant
        verdicts.append(verdict)
        line = {"outcome": verdict.outcome, "asked": verdict.asked, **vars(mutant), "diff": difference(ROOT, mutant)}
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        if verdict.outcome == "survived":
            print(f"{mutant.file}:{mutant.line} ({verdict.asked} tests)\n{difference(ROOT, mutant)}", flush=True)
        if len(verdicts) % 25 == 0:
            print(f"# {len(verdicts)} of {len(mutants)} in {time.time() - began:.0f} s", flush=True)

    trials = Trials(ROOT, mutants, folder / f"{package}.survey", told, budget)
    pytest.main(["-q", "-p", "no:cacheprovider", *TESTS[package]], plugins=[trials])


def row(package: str, first: list[Line], again: list[Line]) -> str:
    """One line of the table. What survived at first and was not asked again has survived."""
    n = len(first)
    before = sum(line.outcome != "survived" for line in first)
    now = before + sum(line.outcome != "survived" for line in again)
    low, high = (100 * end for end in wilson(now, n))
    shares = " | ".join(f"{100 * killed / max(1, n):.1f} %" for killed in (before, now))
    return f"| {package} | {len(population(ROOT, package))} | {n} | {shares} | {low:.1f}-{high:.1f} % |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("packages", nargs="*", default=list(PACKAGES), help=", ".join(PACKAGES))
    parser.add_argument("--sample", type=int, default=250, help="mutants a package at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds of tests a mutant")
    parser.add_argument("--out", type=Path, default=Path("mutants"), help="folder of verdicts and surveys")
    parser.add_argument("--again", action="store_true", help="ask the survivors of the run in that folder again")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = [HEAD]
    for package in arguments.packages:
        first, again = (arguments.out / f"{package}{end}.jsonl" for end in ("", ".again"))
        again.unlink(missing_ok=True)
        if arguments.again:
            found = still_there(ROOT, package, [line for line in read(first) if line.outcome == "survived"])
            tried(package, found, arguments.out, again, arguments.budget)
        else:
            first.unlink(missing_ok=True)
            chosen = sampled(population(ROOT, package), arguments.sample, arguments.seed)
            tried(package, chosen, arguments.out, first, arguments.budget)
        table.append(row(package, read(first), read(again)))
        print("\n".join(table), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
