"""Two trees of this project in one run, by turns: `python -m benchmarks.paired OTHER_TREE [--rounds N] [--page]`.

For each tree a process of its own measures the processor's time of a training step and of a Langevin step; with
`--page`, the tree's own `benchmarks.page --quick` is run by turns as well. Said are medians over the rounds and the
ratio of this tree to the other, with the spread of the ratios of single rounds: the machine is shared, so only what
was measured side by side is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

from .machine import machine

HERE = Path(__file__).parents[1]
# runs in either tree: before it had a name of its own the program's packages were models and server
PROGRAM = """
import importlib, json, sys, time
import torch
torch.set_num_threads(1)
def the(name):
    try:
        return importlib.import_module("scorescape.models." + name)
    except ModuleNotFoundError:
        return importlib.import_module("models." + name)
target = the("targets.preset").PRESETS.get("two-gaussians")().mixture()
spec, Run = the("training.spec").RunSpec, the("training.run").Run
Walk, SamplerSpec = the("samplers.walk").Walk, the("samplers.spec").SamplerSpec
exact, modes = the("exact_field").ExactField(target), the("targets.modes").find_modes(target)
def timed(step, warm, n):
    for _ in range(warm):
        step()
    began = time.process_time()
    for _ in range(n):
        step()
    return 1e3 * (time.process_time() - began) / n
found = {}
for objective, model in (("score-matching", "score"), ("denoising-score-matching", "score"),
                         ("noise-contrastive-estimation", "energy")):
    run = Run(target, spec.parse({"objective": objective, "model": model, "n_steps": 100000}))
    found["training step, " + objective] = timed(run.step, 30, 150)
for sampler, field in (("langevin", "exact"), ("langevin", "learned"), ("mala", "learned")):
    one = SamplerSpec.parse({"sampler": sampler, "field": field, "n_particles": 2000, "init": "data"})
    walk = Walk(one, exact if field == "exact" else run.field(), target, modes)
    found[f"{sampler} step, {field}, 2,000 particles"] = timed(walk.step, 20, 100)
print(json.dumps(found))
"""
FIGURE = re.compile(r"^(?:\| )?(?P<name>[^|:]+?)(?: \||: median| at \d+ Hz:)\s*(?P<value>[\d.]+)")


def steps(tree: Path) -> dict[str, float]:
    """Milliseconds of processor time."""
    path = os.pathsep.join(str(tree / part) for part in ("src", "."))
    environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
    return {f"{name}, ms": value for name, value in json.loads(done.stdout).items()}


def page(tree: Path) -> dict[str, float]:
    """What the tree's own benchmark of its page says, by the words it says it with."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.page", "--quick"]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
    lines = [found for line in done.stdout.splitlines() if (found := FIGURE.match(line))]
    return {found["name"]: float(found["value"]) for found in lines if found["name"] != "Measured on"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", action="store_true")
    options = parser.parse_args()
    kinds = [steps, page] if options.page else [steps]
    rounds = []
    for number in range(options.rounds):
        # who goes first changes, so that neither has the warmer machine
        trees = [HERE, options.other.resolve()][:: 1 if number % 2 else -1]
        found = {tree: {name: value for kind in kinds for name, value in kind(tree).items()} for tree in trees}
        rounds.append((found[HERE], found[options.other.resolve()]))
    print(f"Measured on: {machine()}; {options.rounds} rounds by turns\n")
    print("| what | this tree | the other | ratio of medians | ratios of single rounds |\n|---|---|---|---|---|")
    for name in rounds[0][0]:
        ours, theirs = ([each[at][name] for each in rounds] for at in (0, 1))
        single = sorted(one / other for one, other in zip(ours, theirs, strict=True) if other)
        middle = [statistics.median(values) for values in (ours, theirs)]
        spread = f"{single[0]:.2f} to {single[-1]:.2f}"
        print(f"| {name} | {middle[0]:.3g} | {middle[1]:.3g} | {middle[0] / middle[1]:.2f} | {spread} |")


if __name__ == "__main__":
    main()
