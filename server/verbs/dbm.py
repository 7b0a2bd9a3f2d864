"""`scorescape dbm`: let a deep Boltzmann machine learn pictures, and score it beside its stack."""

from __future__ import annotations

import argparse
import re
import time
from typing import Any

from scorescape.models import one_thread
from scorescape.models.boltzmann.data.patterns import Patterns
from scorescape.models.boltzmann.dbm.course import Course
from scorescape.models.boltzmann.dbm.enumeration import MOST_UNITS, log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.machine import DBM
from scorescape.models.boltzmann.dbm.models import Deep, Judged
from scorescape.models.boltzmann.dbm.posterior import estimates
from scorescape.models.boltzmann.dbm.scoring import Score, scored
from scorescape.models.boltzmann.dbm.spec import MOST_HIDDEN, DbmSpec
from scorescape.models.boltzmann.dbm.weights import save_model
from scorescape.models.boltzmann.rbm.enumeration import divergence
from scorescape.models.boltzmann.units import random_stream

from . import flags
from .out import check_writable, write
from .patterns import add_patterns, asked_patterns

WHOLE = re.compile(r"\d{1,9}")
NUMBERS = {
    "pretraining_epochs": ("epochs of each restricted machine before; 0 begins from scratch", 30),
    "epochs": ("epochs of both layers together", 100),
    "average": ("what an epoch leaves of the running average of the weights, which is scored; 0 scores the last", 0.8),
    "rate": ("learning rate of a stage's first epoch, which falls to 0", 0.1),
    "batch": ("pictures a step", 20),
    "decay": ("weight decay", 1e-3),
    "seed": ("of the weights, the batches and the chains", 0),
}


def add(parser: argparse.ArgumentParser) -> None:
    """Its flags."""
    add_patterns(parser)
    parser.add_argument(
        "--hidden",
        type=_layers,
        default="64,32",
        metavar="N1,N2",
        help=f"units of the two hidden layers, each in [1, {MOST_HIDDEN}] (default: 64,32)",
    )
    for name, (text, default) in NUMBERS.items():
        flags.add_number(parser, f"--{name.replace('_', '-')}", DbmSpec, name, text, default)
    parser.add_argument(
        "--single-inputs",
        action="store_true",
        help="pretrain without the second copy of each layer's neighbour (default: with it)",
    )
    parser.add_argument("--out", metavar="FILE", help="file for the joint weights, safetensors (default: none)")
    flags.add_json(parser)


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of the contract. Errors: InvalidInput, before anything has run."""
    one_thread.for_good()
    first, second = options.hidden
    asked = {name: getattr(options, name) for name in NUMBERS}
    spec = DbmSpec.parse({"hidden1": first, "hidden2": second, "doubled": not options.single_inputs, **asked})
    check_writable(options.out)
    patterns = asked_patterns(options.data, options.split)
    began = time.perf_counter()
    course = Course(patterns, spec)
    course.run()
    seconds = time.perf_counter() - began
    if options.out:
        write(options.out, save_model(course))
    deep = course.model()
    assert isinstance(deep, Deep)
    found, stack = scored(deep, patterns, seed=spec.seed), _stack(patterns, spec)
    return {
        "data": options.data,
        "pixels": patterns.n_visible,
        "train_pictures": len(patterns.train),
        "test_pictures": len(patterns.test),
        "hidden": [first, second],
        "doubled": spec.doubles,
        **asked,
        **found.values(),
        "log_likelihood_estimate": _estimated(deep.machine, patterns, found),
        "stack_log_likelihood_bound": scored(stack, patterns, seed=spec.seed).test,
        "independent_log_likelihood": patterns.independent_log_likelihood(patterns.test),
        **_enumerated(deep.machine, patterns),
        "seconds": seconds,
    }


def _estimated(machine: DBM, patterns: Patterns, found: Score) -> float:
    """No bound: what the test pictures' likelihood seems to be, with the log Z that seems likeliest."""
    chance = random_stream(0, "posterior")
    return float(estimates(machine, patterns.test, found.partition.log_z, chance).mean())


def _stack(patterns: Patterns, spec: DbmSpec) -> Judged:
    """The directed stack of two restricted machines that learnt for as many epochs in all."""
    each = (2 * spec.pretraining_epochs + spec.epochs) // 2
    course = Course(patterns, spec.model_copy(update={"model": "stack", "pretraining_epochs": each}))
    course.run()
    return course.model()


def _enumerated(machine: DBM, patterns: Patterns) -> dict[str, float | None]:
    """What is known exactly of a small first layer; the KL where the law of the pictures is known too."""
    if machine.sizes[1] > MOST_UNITS:
        return {"log_z_exact": None, "log_likelihood_exact": None, "kl": None}
    exact = log_z(machine)
    said = log_likelihoods(machine, patterns.test, exact)
    law = patterns.law
    kl = None if law is None else divergence(law, log_likelihoods(machine, patterns.rows, exact))
    return {"log_z_exact": exact, "log_likelihood_exact": float(said.mean()), "kl": kl}


def _layers(text: str) -> tuple[int, int]:
    numbers = [part.strip() for part in text.split(",")]
    sizes = [int(part) if WHOLE.fullmatch(part) else 0 for part in numbers]
    if len(sizes) != 2 or not all(1 <= size <= MOST_HIDDEN for size in sizes):
        raise argparse.ArgumentTypeError(
            f"--hidden takes two whole numbers in [1, {MOST_HIDDEN}], such as 64,32; got {text[:40]!r}."
        )
    return sizes[0], sizes[1]
