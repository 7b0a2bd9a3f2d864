"""What two machines of a run score: log Z by enumeration where that is possible and by annealing beside it, in slices.

log p(v) = -F(v) - log Z, in nats a picture. The averaged weights are what counts, the last iterate stands behind them.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np

from ..chance import Floats
from ..data.patterns import Patterns
from ..weighing import Weighed
from .ais import Annealing
from .enumeration import Enumeration, divergence, enumerable
from .machine import RBM

RUNGS_LIVE, CHAINS_LIVE = 300, 100
RUNGS, CHAINS = 1_000, 500
ROWS_LIVE = 2000
"""Training rows that are scored at most."""


@dataclass(frozen=True)
class Scores:
    """Of one moment of a run; likelihoods in nats a picture."""

    epoch: int
    train: float
    test: float
    last_test: float
    """Of the last iterate; the others are of the averaged weights."""
    independent: float
    """On the test rows, of pixels each with its own rate and nothing else."""
    log_z_exact: float | None
    """None where neither side can be written out."""
    annealed: Weighed
    """log Z of the averaged weights by annealing."""
    kl: float | None
    """KL(law || averaged machine); None where the law is not known."""
    thorough: bool = False
    """Whether by 500 chains over 1,000 rungs instead of 100 over 300."""

    @property
    def log_z(self) -> float:
        """The one that likelihoods are computed with: exact where there is one."""
        return self.annealed.log_z if self.log_z_exact is None else self.log_z_exact


class Scoring:
    """Scores on their way. `work` goes on for a while; `found` is there once it has ended."""

    def __init__(
        self,
        patterns: Patterns,
        machines: tuple[RBM, RBM],
        epoch: int,
        generator: np.random.Generator,
        *,
        thorough: bool,
    ) -> None:
        """`machines`: the averaged and the last one, which are copied."""
        self.patterns, self.epoch, self.generator, self.thorough = patterns, epoch, generator, thorough
        self.averaged, self.last = (each.copy() for each in machines)
        self.seconds = 0.0
        self.found: Scores | None = None
        self._way = self._score()

    def work(self, seconds: float) -> Scores | None:
        """Go on for about this long; the scores if they are there."""
        began = time.perf_counter()
        while self.found is None and time.perf_counter() - began < seconds:
            self.found = next(self._way, None)
        self.seconds += time.perf_counter() - began
        return self.found

    def whole(self) -> Scores:
        """All at once."""
        while self.found is None:
            self.work(1.0)
        return self.found

    def _score(self) -> Iterator[Scores | None]:
        annealed = yield from self._annealed(self.averaged)
        exact = yield from self._exact(self.averaged)
        log_z = annealed.log_z if exact is None else exact
        last_log_z = yield from self._exact(self.last)
        if last_log_z is None:
            last_log_z = (yield from self._annealed(self.last)).log_z
        patterns = self.patterns
        yield Scores(
            self.epoch,
            self.averaged.log_likelihood(patterns.train[:ROWS_LIVE], log_z),
            self.averaged.log_likelihood(patterns.test, log_z),
            self.last.log_likelihood(patterns.test, last_log_z),
            patterns.independent_log_likelihood(patterns.test),
            exact,
            annealed,
            law_divergence(patterns, self.averaged, log_z),
            self.thorough,
        )

    def _annealed(self, machine: RBM) -> Generator[None, None, Weighed]:
        rungs, chains = (RUNGS, CHAINS) if self.thorough else (RUNGS_LIVE, CHAINS_LIVE)
        way = Annealing(machine, self.patterns.base_logits(), rungs, chains, self.generator)
        while not way.finished:
            way.step()
            yield None
        return way.found()

    def _exact(self, machine: RBM) -> Generator[None, None, float | None]:
        if not enumerable(machine):
            return None
        way = Enumeration(machine)
        while not way.finished:
            way.step()
            yield None
        return way.log_z


def values_of(found: Scores) -> dict[str, float | None]:
    """By the names of the measures; no interval where too few chains count."""
    log_z = found.annealed
    return {
        "train_log_likelihood": found.train,
        "test_log_likelihood": found.test,
        "last_test_log_likelihood": found.last_test,
        "independent_log_likelihood": found.independent,
        "log_z_exact": found.log_z_exact,
        "log_z_ais": log_z.log_z,
        "log_z_ais_low": log_z.low if log_z.reliable else None,
        "log_z_ais_high": log_z.high if log_z.reliable else None,
        "ess": log_z.effective_share,
        "kl": found.kl,
    }


def law_divergence(patterns: Patterns, machine: RBM, log_z: float) -> float | None:
    """KL(law || machine), nats; None where the law of the patterns is not known."""
    if patterns.law is None:
        return None
    return divergence(patterns.law, -machine.free_energy(patterns.rows) - log_z)


def free_energy_gap(patterns: Patterns, machine: RBM) -> float:
    """Mean F of the test rows less that of the training rows, nats: it opens when rows are learnt by heart."""
    train: Floats = patterns.train[:ROWS_LIVE]
    return float(machine.free_energy(patterns.test).mean() - machine.free_energy(train).mean())


def reconstruction_error(patterns: Patterns, machine: RBM) -> float:
    """Mean |v - p(v | h)| over pixels of the test rows, h at its probabilities given v."""
    rows = patterns.test[:ROWS_LIVE]
    return float(np.abs(rows - machine.reconstruction(rows)).mean())
