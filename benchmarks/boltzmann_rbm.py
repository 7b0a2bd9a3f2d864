"""Restricted Boltzmann machines held to figures: `python -m benchmarks.boltzmann_rbm`, or with the names of some parts.

bars: KL from the uniform law on bars and stripes, by enumeration, three seeds; what CD-1 makes of them.
digits: nats a test picture on three splits, beside independent pixels and scikit-learn's BernoulliRBM at three rates.
by-heart: what 300 epochs do to train, test and the free-energy gap.
speed: processor milliseconds of an epoch beside BernoulliRBM's, in one interleaved run (medians of 15).
ais: annealed log Z against enumeration: at five rungs, at 16 hidden units, and how often its interval holds.

One thread; times are of the processor. docs/boltzmann.md quotes what it prints.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from sklearn.neural_network import BernoulliRBM

from scorescape.models import one_thread
from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.data.patterns import Patterns
from scorescape.models.boltzmann.rbm.ais import annealed_log_z
from scorescape.models.boltzmann.rbm.enumeration import divergence, exact_log_z
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.rbm.recipe import Recipe
from scorescape.models.boltzmann.rbm.scoring import free_energy_gap, reconstruction_error
from scorescape.models.boltzmann.rbm.spec import RbmSpec, resolve
from scorescape.models.boltzmann.rbm.training import Training
from scorescape.models.boltzmann.units import random_stream

SEEDS, SPLITS, RATES = (0, 1, 2), (0, 1, 2), (0.1, 0.05, 0.02)
EPOCHS, HIDDEN = 30, 64


def bars() -> None:
    patterns = bars_and_stripes()
    print("| bars and stripes | KL of averaged weights, seeds 0 1 2 | of the last | seconds |")
    print("| --- | --- | --- | --- |")
    rows = {
        "exact gradient, 8 hidden units": RbmSpec(objective="exact"),
        "PCD-5, 16 hidden units": RbmSpec(),
        "PCD-5, 16 hidden units, average .8": RbmSpec(average=0.8),
        "PCD-5, 8 hidden units": RbmSpec(hidden=8),
        "CD-1, 16 hidden units": RbmSpec(objective="cd"),
        "CD-1, 16 hidden units, not centred": RbmSpec(objective="cd", centred=False),
    }
    for name, spec in rows.items():
        runs, seconds = [], []
        for seed in SEEDS:
            training = Training(patterns, resolve(spec, patterns), seed)
            seconds.append(_seconds(lambda training=training: training.run(training.recipe.epochs)))
            runs.append(training)
        averaged, last = ([_kl(patterns, getattr(run, each)) for run in runs] for each in ("averaged", "machine"))
        print(f"| {name} | {_row(averaged, 3)} | {_row(last, 3)} | {max(seconds):.1f} |", flush=True)
    _failure(patterns)


def _failure(patterns: Patterns) -> None:
    """CD-1 at a constant rate, uncentred: its reconstructions get better while its likelihood gets worse."""
    spec = RbmSpec(objective="cd", centred=False, average=0, hidden=16, rate=0.3, epochs=100_000)
    print("\n| CD-1 after | KL | reconstruction error |\n| --- | --- | --- |")
    training = Training(patterns, resolve(spec, patterns), 0)
    for steps in (100, 300, 1_000, 3_000, 10_000):
        training.run(steps - training.epoch)
        machine = training.machine
        print(f"| {steps:,} steps | {_kl(patterns, machine):.2f} | {reconstruction_error(patterns, machine):.4f} |")


def of_digits() -> None:
    print(f"\n| digits, {HIDDEN} hidden units, {EPOCHS} epochs, batch 10 | split 0 | split 1 | split 2 |")
    print("| --- | --- | --- | --- |")
    data = [digits(split) for split in SPLITS]
    base = [each.independent_log_likelihood(each.test) for each in data]
    print(f"| independent pixels | {' | '.join(f'{each:.2f}' for each in base)} |")
    best = [-np.inf] * len(data)
    for rate in RATES:
        theirs = [_scored(patterns, _bernoulli(patterns, rate)) for patterns in data]
        best = [max(pair) for pair in zip(best, theirs, strict=True)]
        print(f"| BernoulliRBM, rate {rate:g} | {' | '.join(f'{each:.2f}' for each in theirs)} |", flush=True)
    for name, recipe in {"PCD-1": Recipe(), "CD-1": Recipe("cd"), "PCD-1, constant rate": Recipe(decay=False)}.items():
        runs = [Training(patterns, recipe, 0) for patterns in data]
        for run in runs:
            run.run(EPOCHS)
        averaged = [_scored(run.patterns, run.averaged) for run in runs]
        last = [_scored(run.patterns, run.machine) for run in runs]
        print(f"| {name}, averaged | {' | '.join(f'{each:.2f}' for each in averaged)} |")
        print(f"| {name}, last iterate | {' | '.join(f'{each:.2f}' for each in last)} |", flush=True)
        if name == "PCD-1":
            ours = averaged
    print(f"\nPCD-1 over independent pixels: {_row(np.subtract(ours, base), 2)} nats")
    print(f"PCD-1 over the best BernoulliRBM: {_row(np.subtract(ours, best), 2)} nats")


def by_heart() -> None:
    """256 hidden units for 300 epochs at rate .2: the free-energy gap opens, and the test's likelihood turns."""
    print("\n| digits, 256 hidden units, rate .2 to 0 | train | test | free-energy gap |\n| --- | --- | --- | --- |")
    training = Training(digits(), Recipe(n_hidden=256, rate=0.2, epochs=300), 0)
    for epochs in (10, 30, 100, 200, 300):
        training.run(epochs - training.epoch)
        patterns, machine = training.patterns, training.averaged
        log_z = annealed_log_z(machine, patterns.base_logits(), random_stream(0, "judge")).log_z
        both = [machine.log_likelihood(rows, log_z) for rows in (patterns.train, patterns.test)]
        print(
            f"| {epochs} epochs | {both[0]:.2f} | {both[1]:.2f} | {free_energy_gap(patterns, machine):.2f} |",
            flush=True,
        )


def speed() -> None:
    patterns = digits()
    doubles = patterns.train.astype(np.float64)
    print("\n| hidden units | ms an epoch | BernoulliRBM float32 | float64 | ratio float32 | float64 |")
    print("| --- | --- | --- | --- | --- | --- |")
    for hidden in (64, 256):
        own = Training(patterns, Recipe(n_hidden=hidden, epochs=100), 0)
        theirs = BernoulliRBM(hidden, learning_rate=0.1, batch_size=10, n_iter=1, random_state=0)
        work: dict[str, Callable[[], object]] = {
            "own": lambda own=own: own.run(1),
            "32": lambda theirs=theirs: theirs.fit(patterns.train),
            "64": lambda theirs=theirs: theirs.fit(doubles),
        }
        times: dict[str, list[float]] = {name: [] for name in work}
        for _ in range(16):  # the first of each warms up
            for name, each in work.items():
                times[name].append(_seconds(each))
        ms = {name: statistics.median(each[1:]) * 1e3 for name, each in times.items()}
        ratios = f"{ms['32'] / ms['own']:.2f} | {ms['64'] / ms['own']:.2f}"
        print(f"| {hidden} | {ms['own']:.1f} | {ms['32']:.1f} | {ms['64']:.1f} | {ratios} |", flush=True)


def ais() -> None:
    draws = np.random.default_rng(3)
    shapes = ((8, 6), (8,), (6,))
    machine = RBM(*(draws.standard_normal(shape).astype(np.float32) for shape in shapes))
    exact, base = exact_log_z(machine), np.zeros(8, np.float32)
    short = annealed_log_z(machine, base, random_stream(0, "short"), 5, 8_000).log_z - exact
    print(f"\n8 x 6 units of weights N(0, 1): error at 5 rungs, 8,000 chains: {short:+.4f}")
    for n_rungs, n_chains, repeats in ((100, 200, 200), (100, 200, 1_000), (20, 200, 200), (100, 50, 200)):
        streams = [random_stream(seed, f"coverage {repeats}") for seed in range(repeats)]
        found = [annealed_log_z(machine, base, each, n_rungs, n_chains) for each in streams]
        held = np.mean([each.low <= exact <= each.high for each in found])
        print(f"interval of {n_chains} chains, {n_rungs} rungs: holds log Z in {held:.1%} of {repeats:,}", flush=True)
    patterns = digits()
    training = Training(patterns, Recipe(n_hidden=16), 0)
    training.run(EPOCHS)
    exact = exact_log_z(training.averaged)
    logits = patterns.base_logits()
    errors = [
        annealed_log_z(training.averaged, logits, random_stream(seed, "sixteen"), 1_000, 100).log_z - exact
        for seed in range(20)
    ]
    print(f"digits, 16 hidden units: log Z {exact:.3f} by enumeration; errors of 1,000 rungs, 100 chains, 20 seeds:")
    print(f"mean {np.mean(errors):+.4f}, sd {np.std(errors):.4f}, largest {np.abs(errors).max():.4f}")


def _kl(patterns: Patterns, machine: RBM) -> float:
    assert patterns.law is not None
    return divergence(patterns.law, -machine.free_energy(patterns.rows) - exact_log_z(machine))


def _scored(patterns: Patterns, machine: RBM) -> float:
    """Test log-likelihood by the same annealing for all: 1,000 rungs, 500 chains."""
    log_z = annealed_log_z(machine, patterns.base_logits(), random_stream(0, "judge")).log_z
    return machine.log_likelihood(patterns.test, log_z)


def _bernoulli(patterns: Patterns, rate: float) -> RBM:
    theirs = BernoulliRBM(HIDDEN, learning_rate=rate, batch_size=10, n_iter=EPOCHS, random_state=0).fit(patterns.train)
    parts = (theirs.components_.T, theirs.intercept_visible_, theirs.intercept_hidden_)
    return RBM(*(np.ascontiguousarray(each, dtype=np.float32) for each in parts))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _row(values: object, digits: int) -> str:
    return ", ".join(f"{value:.{digits}f}" for value in np.asarray(values))


PARTS: dict[str, Callable[[], None]] = {
    "bars": bars,
    "digits": of_digits,
    "by-heart": by_heart,
    "speed": speed,
    "ais": ais,
}


def main() -> None:
    one_thread.for_good()
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
