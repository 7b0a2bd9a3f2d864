"""How good the defaults are on drawings of mixed scale: `python -m benchmarks.drawings`.

Objective x drawing x seed, each with nothing but defaults; `--baseline` trains with the defaults from before there were
frequency bands as well, by turns on the same machine. Every run is one line of a file (`--out`), so that a run that was
stopped goes on where it was; what is printed at the end, or with `--tables` alone, comes from those lines.

Seconds are the processor's, of one thread. The errors are relative Fisher errors on 20,000 points against what the
objective learns, at its own smallest noise; energies say KL(p || p_theta) in nats too.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.errors import ScorescapeError
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.one_thread import for_good
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.models.training.generations import BANDS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .drawn import APART, DRAWINGS
from .machine import machine

JUDGE_POINTS = 20_000
OUT = Path(__file__).parent / "results" / "drawings.jsonl"
RUNS = (
    "score-matching",
    "denoising-score-matching",
    "noise-conditional-score-matching",
    "diffusion",
    "noise-contrastive-estimation",
    "contrastive-divergence",
)
# before there were bands, and since: no objective that is measured here has changed after that
FIRST, NOW = 1, BANDS

Row = dict[str, Any]
Key = tuple[str, str, int, int]


def mixture_of(name: str) -> GaussianMixture:
    return DRAWINGS[name]().mixture() if name in DRAWINGS else build_target(PresetTarget(name=name))


def measure(key: Key, steps: int) -> Row:
    """One run; what went wrong is a result too."""
    objective, drawing, seed, generation = key
    mixture, model = mixture_of(drawing), "score" if "score" in OBJECTIVES.get(objective).learns else "energy"
    spec = RunSpec.parse({"objective": objective, "model": model, "seed": seed, "n_steps": steps})
    row: Row = {"objective": objective, "drawing": drawing, "seed": seed, "generation": generation, "steps": steps}
    run = Run(mixture, spec, generation=generation)
    began = time.process_time()
    try:
        while not run.finished:
            run.step()
    except ScorescapeError as error:
        return row | {"failed": error.message}
    return row | {"seconds": time.process_time() - began} | figures(run)


def figures(run: Run) -> Row:
    field, mixture, sigma = run.field(), run.mixture, run.resolved.objective.smoothing()
    clean = FieldJudge(mixture, n=JUDGE_POINTS).judge(field)
    found: Row = {"clean": clean.relative_fisher_error, "error": clean.relative_fisher_error, "sigma": sigma}
    if sigma is not None:
        found["error"] = FieldJudge(mixture, sigma, JUDGE_POINTS).judge(field).relative_fisher_error
    if field.noise_range:
        found["levels"] = [[level.sigma, level.relative_fisher_error] for level in level_errors(field, mixture)]
    if field.has_energy:
        partition = partition_function(field)
        found |= {"kl": kl_divergence(field, mixture, partition.log_z), "reliable": partition.reliable}
    return found


def known(path: Path) -> dict[Key, Row]:
    rows = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    keys = ("objective", "drawing", "seed", "generation")
    return {tuple(row[key] for key in keys): row for row in rows if "objective" in row}  # type: ignore[misc]


def jobs(options: argparse.Namespace) -> Iterator[Key]:
    """Seed by seed, and both generations one after the other: an early stop has the same of each."""
    for seed in range(options.seeds):
        for drawing in options.drawings:
            for objective in options.objectives:
                yield objective, drawing, seed, NOW
                if options.baseline:
                    yield objective, drawing, seed, FIRST


def fill(options: argparse.Namespace) -> None:
    options.out.parent.mkdir(exist_ok=True)
    done = known(options.out)
    with options.out.open("a") as out:
        if not done:
            out.write(json.dumps({"machine": machine()}) + "\n")
        for key in (key for key in jobs(options) if key not in done):
            row = measure(key, options.steps)
            out.write(json.dumps(row) + "\n")
            out.flush()
            print(row, flush=True)


def value(row: Row) -> float:
    """What an objective is judged by: the KL of energies that are fitted as densities, the error of all others."""
    return float(row.get("kl") if row["objective"] in KL_FIRST else row["error"])  # type: ignore[arg-type]


KL_FIRST = {"noise-contrastive-estimation", "contrastive-divergence"}


def tables(path: Path) -> str:
    rows = list(known(path).values())
    where = json.loads(path.read_text().splitlines()[0])["machine"]
    parts = [f"Measured by `python -m benchmarks.drawings` on: {where}.", summary(rows)]
    for objective in of(rows):
        mine = [row for row in rows if row["objective"] == objective]
        if mine:
            parts += [f"### {objective}", by_drawing(mine)]
    return "\n\n".join(parts)


def of(rows: list[Row]) -> list[str]:
    """The objectives measured, those of RUNS first."""
    return list(dict.fromkeys([*RUNS, *(row["objective"] for row in rows)]))


def summary(rows: list[Row]) -> str:
    """One line an objective: worst and median over drawings and seeds, of earlier defaults too, and the time."""
    heads = ["objective", "runs", "worst", "median", "earlier: runs", "worst", "median", "time, today / earlier"]
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for objective in of(rows):
        mine = [row for row in rows if row["objective"] == objective]
        now, first = ([row for row in mine if row["generation"] == which] for which in (NOW, FIRST))
        if now:
            told = [f"{len(each)} | {worst_and_median(each)}" for each in (now, first)]
            lines.append(f"| {objective} | {told[0]} | {told[1]} | {time_ratio(now, first)} |")
    return "\n".join(lines)


def worst_and_median(rows: list[Row]) -> str:
    if not rows:
        return " | "
    values = [value(row) for row in rows if "failed" not in row]
    failed = f", {len(rows) - len(values)} diverged" if len(values) < len(rows) else ""
    return f"{max(values):.2g}{failed} | {statistics.median(values):.2g}"


def time_ratio(now: list[Row], first: list[Row]) -> str:
    """Median over the pairs of one drawing and seed."""
    before = {(row["drawing"], row["seed"]): row["seconds"] for row in first if "failed" not in row}
    pairs = [row["seconds"] / before[at] for row in now if (at := (row["drawing"], row["seed"])) in before]
    return f"{statistics.median(pairs):.2f}" if pairs else ""


def by_drawing(rows: list[Row]) -> str:
    """A line a drawing, all seeds of a figure in a cell."""
    shown: list[tuple[str, Callable[[Row], float | None]]] = [
        ("error", lambda row: row["error"]),
        ("against the clean target", lambda row: row["clean"] if row["sigma"] else None),
        ("KL, nats", lambda row: row.get("kl")),
        ("seconds", lambda row: row["seconds"]),
    ]
    shown = [(name, take) for name, take in shown if any(take(row) is not None for row in rows if "failed" not in row)]
    heads = [f"{name}{which}" for name, _ in shown for which in ("", ", earlier")]
    lines = ["| drawing | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    for drawing in dict.fromkeys(row["drawing"] for row in rows):
        cells = [
            cell([row for row in rows if (row["drawing"], row["generation"]) == (drawing, generation)], take)
            for _, take in shown
            for generation in (NOW, FIRST)
        ]
        mark = " (apart)" if drawing in APART else ""
        lines.append(f"| {drawing}{mark} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(rows: list[Row], take: Callable[[Row], float | None]) -> str:
    said = ["diverged" if "failed" in row else f"{take(row):.2g}" for row in rows]
    return " / ".join(said)


def times(objectives: list[str], drawing: str, rounds: int = 7, block: int = 25) -> str:
    """Milliseconds of a step under either generation, the median of blocks of steps taken by turns."""
    mixture, lines = mixture_of(drawing), ["| objective | today, ms | earlier, ms | ratio |", "|---|---|---|---|"]
    for objective in objectives:
        model = "score" if "score" in OBJECTIVES.get(objective).learns else "energy"
        spec = RunSpec.parse({"objective": objective, "model": model, "n_steps": 100_000})
        runs = {which: Run(mixture, spec, generation=which) for which in (NOW, FIRST)}
        taken: dict[int, list[float]] = {NOW: [], FIRST: []}
        for _ in range(rounds):
            for which, run in runs.items():
                began = time.process_time()
                for _ in range(block):
                    run.step()
                taken[which].append(1e3 * (time.process_time() - began) / block)
        now, first = (statistics.median(taken[which][1:]) for which in (NOW, FIRST))
        lines.append(f"| {objective} | {now:.2f} | {first:.2f} | {now / first:.2f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=1_500)
    parser.add_argument("--objectives", nargs="+", default=list(RUNS), help="their names")
    parser.add_argument("--drawings", nargs="+", default=list(DRAWINGS), help="drawings, or names of presets")
    parser.add_argument("--baseline", action="store_true", help="the earlier defaults too, by turns")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--tables", action="store_true", help="only print what was measured")
    parser.add_argument("--times", action="store_true", help="only how long a step takes on the first drawing")
    options = parser.parse_args()
    for_good()
    if options.times:
        print(times(options.objectives, options.drawings[0]))
        return
    if not options.tables:
        fill(options)
    print(tables(options.out))


if __name__ == "__main__":
    main()
