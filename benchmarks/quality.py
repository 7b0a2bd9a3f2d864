"""How good each objective's field is with nothing but defaults: `make bench-quality`.

Objective x the named targets x seeds; every run is one line of benchmarks/results/quality.jsonl, so that a run that
was stopped goes on where it was, and docs/objectives.md takes its tables from those lines (`--tables` writes them). A
line says of which generation of defaults it is (the first, if it does not); where an objective has none of today's for
all targets, its rows of the earlier defaults are shown and called so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch

from scorescape.models.errors import ScorescapeError
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.spec import PRESETS, PresetTarget, build_target
from scorescape.models.training.generations import GENERATION, changed
from scorescape.models.training.spec import RunSpec
from scorescape.server.verbs.fit import figures

from .machine import machine

RESULTS = Path(__file__).parent / "results" / "quality.jsonl"
DOCUMENT = Path(__file__).parent.parent / "docs" / "objectives.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
# of the objectives that teach both, the two whose energies are worth comparing
BOTH = {"score-matching", "denoising-score-matching"}

Key = tuple[str, str, str, int]
Row = dict[str, Any]


def jobs(n_seeds: int) -> Iterator[Key]:
    """(objective, model, target, seed), seed by seed, so that an early stop has the same of each."""
    for seed in range(n_seeds):
        for name, kind in OBJECTIVES.items():
            models = sorted(kind.learns) if name in BOTH else ["score" if "score" in kind.learns else "energy"]
            for model in models:
                for target in PRESETS:
                    yield name, model, target, seed


def measure(key: Key) -> Row:
    """One run with nothing but defaults; what went wrong is a result too."""
    torch.set_num_threads(1)
    objective, model, target, seed = key
    mixture = build_target(PresetTarget(name=target))
    spec = RunSpec.parse({"objective": objective, "model": model, "seed": seed})
    row: Row = {"objective": objective, "model": model, "target": target, "seed": seed, "steps": spec.n_steps}
    row |= {"generation": GENERATION}
    study = Study(mixture, PanelSpec(run=spec))
    try:
        study.train()
    except ScorescapeError as error:
        return row | {"failed": error.message}
    return row | figures(study, target) | {"seed": seed}


def measured() -> list[Row]:
    lines = RESULTS.read_text().splitlines() if RESULTS.exists() else []
    return [row for row in map(json.loads, lines) if "seed" in row]


def of_today(row: Row) -> bool:
    return bool(row.get("generation", 1) >= changed(row["objective"]))


def known() -> dict[Key, Row]:
    """What was measured of today's defaults."""
    rows = [row for row in measured() if of_today(row)]
    return {(row["objective"], row["model"], row["target"], row["seed"]): row for row in rows}


def shown() -> list[Row]:
    """Of each objective the rows of today's defaults, or if those are not yet of all targets, the earlier ones."""
    rows, chosen = measured(), []
    for objective, model in sorted({(row["objective"], row["model"]) for row in rows}):
        mine = [row for row in rows if (row["objective"], row["model"]) == (objective, model)]
        today = [row for row in mine if of_today(row)]
        earlier = [row | {"objective": f"{objective}, earlier defaults"} for row in mine if not of_today(row)]
        chosen += today if len({row["target"] for row in today}) == len(PRESETS) else earlier or today
    return chosen


def first_machine() -> str:
    """What the first line says the rows were measured on; rows from elsewhere say so themselves."""
    lines = RESULTS.read_text().splitlines() if RESULTS.exists() else []
    return str(json.loads(lines[0]).get("machine", "")) if lines else machine()


def fill(n_seeds: int, workers: int) -> None:
    """Run what is missing and note each result at once."""
    RESULTS.parent.mkdir(exist_ok=True)
    done = known()
    missing = [key for key in jobs(n_seeds) if key not in done]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool, RESULTS.open("a") as out:
        if not out.tell():
            out.write(json.dumps({"machine": machine()}) + "\n")
        here = {} if machine() == first_machine() else {"machine": machine()}
        futures = [pool.submit(measure, key) for key in missing]
        for count, future in enumerate(as_completed(futures), start=1):
            out.write(json.dumps(future.result() | here) + "\n")
            out.flush()
            sys.stderr.write(f"\r{count} of {len(missing)} ")
    sys.stderr.write("\n")


def tables() -> str:
    """Markdown, one table a figure: rows are objectives, columns targets, cells the mean and range over seeds."""
    rows = shown()
    elsewhere = {(row["machine"], row["objective"]) for row in rows if "machine" in row}
    others = "".join(f" {objective} on: {where}." for where, objective in sorted(elsewhere))
    figures_shown: list[tuple[str, Callable[[Row], float | None]]] = [
        ("Relative Fisher error against the target the objective learns (pure number)", own_error),
        ("Relative Fisher error against the clean target (pure number)", lambda row: row.get("relative_fisher_error")),
        ("Mean angle between learnt and exact score on the data, degrees", lambda row: row.get("angle_deg")),
        ("KL(p || p_theta) of energies, nats", lambda row: row.get("kl")),
        ("Seconds of training, one thread", lambda row: row.get("seconds")),
    ]
    parts = [f"Measured by `make bench-quality` on: {first_machine()}.{others}"]
    parts += ["Cells: mean (least to greatest) over 5 seeds; a figure alone is one run, of seed 0."]
    parts += [f"### {title}\n\n{table(rows, figure)}" for title, figure in figures_shown]
    return "\n\n".join(parts)


def own_error(row: Row) -> float | None:
    value = row.get("relative_fisher_error_smoothed", row.get("relative_fisher_error"))
    return None if value is None else float(value)


def table(rows: list[Row], figure: Callable[[Row], float | None]) -> str:
    targets = [name for name in PRESETS if any(row["target"] == name for row in rows)]
    names = sorted({(row["objective"], row["model"]) for row in rows})
    lines = ["| objective (model) | " + " | ".join(targets) + " |", "|---|" + "---|" * len(targets)]
    for objective, model in names:
        mine = [row for row in rows if (row["objective"], row["model"]) == (objective, model)]
        cells = [cell([row for row in mine if row["target"] == target], figure) for target in targets]
        if any(text != "" for text in cells):
            lines.append(f"| {objective} ({model}) | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(rows: list[Row], figure: Callable[[Row], float | None]) -> str:
    values = [value for row in rows if (value := figure(row)) is not None]
    failed = sum("failed" in row for row in rows)
    said = f" {failed} diverged" if failed else ""
    if not values:
        return said.strip()
    if len(values) == 1:
        return f"{values[0]:.2g}{said}"
    return f"{statistics.mean(values):.2g} ({min(values):.2g} to {max(values):.2g}){said}"


def write_tables() -> None:
    text = DOCUMENT.read_text()
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{tables()}\n\n{END}{tail}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tables", action="store_true", help="only write docs/objectives.md from what was measured")
    options = parser.parse_args()
    if not options.tables:
        fill(options.seeds, options.workers)
    write_tables()


if __name__ == "__main__":
    main()
