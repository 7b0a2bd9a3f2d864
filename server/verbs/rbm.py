"""`scorescape rbm`: let a restricted Boltzmann machine learn pictures, and score it."""

from __future__ import annotations

import argparse
import time
from typing import Any

from scorescape.models import one_thread
from scorescape.models.boltzmann.rbm.pseudo_likelihood import estimated
from scorescape.models.boltzmann.rbm.scoring import Scoring, free_energy_gap, reconstruction_error, values_of
from scorescape.models.boltzmann.rbm.spec import RbmSpec, resolve
from scorescape.models.boltzmann.rbm.training import Training
from scorescape.models.boltzmann.rbm.weights import save_rbm
from scorescape.models.boltzmann.units import random_stream

from . import flags
from .out import check_writable, write
from .patterns import add_patterns, asked_patterns

NUMBERS = {
    "hidden": "hidden units",
    "k": "Gibbs sweeps a batch, of cd and pcd",
    "epochs": "times that all training pictures are seen",
    "average": "what an epoch leaves of the running average of the weights, which is scored; 0 scores the last ones",
    "rate": "learning rate of the first epoch, which falls to 0",
    "batch": "pictures a step",
    "chains": "persistent chains, of pcd",
}
OWN = "default: the recipe of the data, see docs/boltzmann.md"


def add(parser: argparse.ArgumentParser) -> None:
    """Its flags."""
    add_patterns(parser)
    parser.add_argument("--objective", default="pcd", metavar="NAME", help="cd, pcd or exact (default: pcd)")
    for name, text in NUMBERS.items():
        flags.add_number(parser, f"--{name}", RbmSpec, name, text, None, OWN)
    flags.add_number(parser, "--seed", RbmSpec, "seed", "of the weights, the batches and the chains", 0)
    parser.add_argument("--out", metavar="FILE", help="file for the weights, safetensors (default: none)")
    flags.add_json(parser)


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of the contract. Errors: InvalidInput, before anything has run."""
    one_thread.for_good()
    spec = RbmSpec.parse({name: getattr(options, name) for name in ("objective", *NUMBERS, "seed")})
    check_writable(options.out)
    patterns = asked_patterns(options.data, options.split)
    recipe = resolve(spec, patterns)
    training = Training(patterns, recipe, spec.seed)
    began = time.perf_counter()
    training.run(recipe.epochs)
    seconds = time.perf_counter() - began
    if options.out:
        write(options.out, save_rbm(training, spec.seed))
    return _figures(options.data, training, spec.seed) | {"seconds": seconds}


def _figures(data: str, training: Training, seed: int) -> dict[str, Any]:
    patterns, machine, recipe = training.patterns, training.averaged, training.recipe
    machines = machine, training.machine
    judging = random_stream(seed, "annealing")
    found = Scoring(patterns, machines, training.epoch, judging, thorough=True).whole()
    return {
        "data": data,
        "pixels": patterns.n_visible,
        "train_pictures": len(patterns.train),
        "test_pictures": len(patterns.test),
        **{name: recipe.settings()[name] for name in ("objective", *NUMBERS)},
        "seed": seed,
        **values_of(found),
        "free_energy_gap": free_energy_gap(patterns, machine),
        "reconstruction_error": reconstruction_error(patterns, machine),
        "pseudo_log_likelihood": float(estimated(machine, patterns.test, judging).mean()),
    }
