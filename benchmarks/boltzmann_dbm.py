"""Deep Boltzmann machines on digits: likelihoods and bounds of the models, the head start, and the doubled inputs.

    OMP_NUM_THREADS=1 python -m benchmarks.boltzmann_dbm

Nats a test picture, at 64 and 32 hidden units unless a table says otherwise, annealing with 1,000 rungs and 100 chains;
bounds use the upper end of log Z's interval. Seeds are the splits. Takes about a minute of one core.
"""

from __future__ import annotations

import time
from typing import Any

from scorescape.models import one_thread
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.dbm.course import Course
from scorescape.models.boltzmann.dbm.models import Deep
from scorescape.models.boltzmann.dbm.posterior import estimates
from scorescape.models.boltzmann.dbm.scoring import Effort, scored
from scorescape.models.boltzmann.dbm.spec import DbmSpec
from scorescape.models.boltzmann.units import random_stream

SPLITS = (0, 1, 2)
EFFORT = Effort(1_000, 100, 0)
STACK, JOINT = "directed stack, 80 + 80 (bound)", "joint, 30 + 30 + 100 (bound)"
SCRATCH, EARLY = "joint from scratch, 160 (bound)", "joint, 30 + 30 + 20 (bound)"
EARLY_SCRATCH = "joint from scratch, 20 (bound)"
MODELS: dict[str, dict[str, Any]] = {
    "restricted machine, 30 epochs (likelihood)": {"model": "rbm"},
    "restricted machine, 160 epochs (likelihood)": {"model": "rbm", "pretraining_epochs": 160},
    "directed stack, 30 + 30 (bound)": {"model": "stack"},
    STACK: {"model": "stack", "pretraining_epochs": 80},
    "composed of 30 + 30, doubled inputs (bound)": {"model": "composed"},
    "composed of 30 + 30, single inputs (bound)": {"model": "composed", "doubled": False},
    JOINT: {"model": "joint"},
    SCRATCH: {"model": "joint", "pretraining_epochs": 0, "epochs": 160},
    EARLY: {"model": "joint", "epochs": 20},
    EARLY_SCRATCH: {"model": "joint", "pretraining_epochs": 0, "epochs": 20},
}
SIZES = ((32, 16), (64, 32), (128, 64))


def main() -> None:
    one_thread.for_good()
    began = time.process_time()
    print("| split | " + " | ".join(map(str, SPLITS)) + " |")
    print("|---|" + "---|" * len(SPLITS))
    pictures = [digits(split) for split in SPLITS]
    independent = row("independent pixels", [each.independent_log_likelihood(each.test) for each in pictures])
    found = {
        name: row(name, [score(gone(split, **asked), split) for split in SPLITS]) for name, asked in MODELS.items()
    }
    joint = [gone(split) for split in SPLITS]
    row(f"{JOINT}: likelihood as estimated, no bound", [estimated(each) for each in joint])
    print()
    row("joint above the stack of as many epochs", difference(found[JOINT], found[STACK]))
    row("joint above independent pixels", difference(found[JOINT], independent))
    row("head start of 20 joint epochs", difference(found[EARLY], found[EARLY_SCRATCH]))
    row("from scratch above pretrained, at 160 epochs", difference(found[SCRATCH], found[JOINT]))
    print("\n| hidden units | doubled inputs | single inputs | apart |\n|---|---|---|---|")
    for first, second in SIZES:
        sizes = {"model": "composed", "hidden1": first, "hidden2": second, "pretraining_epochs": 40}
        doubled, single = (score(gone(0, doubled=each, **sizes), 0) for each in (True, False))
        print(f"| {first}, {second} | {doubled:.2f} | {single:.2f} | {doubled - single:.2f} |", flush=True)
    print(f"\n{time.process_time() - began:.0f} s of processor time")


def gone(split: int, **asked: Any) -> Course:
    """A run that has gone through its stages."""
    course = Course(digits(split), DbmSpec(seed=split, **asked))
    course.run()
    return course


def score(course: Course, split: int) -> float:
    """Nats a test picture."""
    return scored(course.model(), course.patterns, EFFORT, split).test


def estimated(course: Course) -> float:
    """What the joint machine's likelihood seems to be: importance sampling of the first layer, and the likeliest Z."""
    model, patterns = course.model(), course.patterns
    assert isinstance(model, Deep)
    found = scored(model, patterns, EFFORT).partition.log_z
    return float(estimates(model.machine, patterns.test, found, random_stream(0, "posterior")).mean())


def row(name: str, values: list[float]) -> list[float]:
    print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in values) + " |", flush=True)
    return values


def difference(one: list[float], other: list[float]) -> list[float]:
    return [a - b for a, b in zip(one, other, strict=True)]


if __name__ == "__main__":
    main()
