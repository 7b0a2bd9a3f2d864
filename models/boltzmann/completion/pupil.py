"""The model of a run while it learns, a batch at a time, and when it is ready to fill in."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..data.patterns import Patterns
from ..dbm.course import Course, repeated
from ..dbm.machine import DBM
from ..dbm.models import Deep
from ..rbm.machine import RBM
from ..rbm.training import Training
from .fillers import DbmFiller, Filler, IsingFiller, RbmFiller
from .spec import CompletionSpec


class Pupil:
    """`machine` is there once it has learnt; Ising spins have none and need no training."""

    def __init__(self, patterns: Patterns, spec: CompletionSpec) -> None:
        self.patterns, self.spec = patterns, spec
        self.machine: RBM | DBM | None = None
        self.epoch = 0
        self.training: Training | Course | None = None
        if spec.model == "rbm":
            self.training = Training(repeated(patterns), spec.recipe(), spec.seed)
        elif spec.model == "dbm":
            self.training = Course(patterns, spec.deep())
        self._settle()

    @property
    def n_epochs(self) -> int:
        spec = self.spec
        return 0 if spec.model == "ising" else spec.recipe().epochs if spec.model == "rbm" else spec.deep().epochs

    @property
    def ready(self) -> bool:
        return self.training is None

    def step(self) -> None:
        """One batch. Errors: Diverged."""
        training = self.training
        assert training is not None
        training.step()
        if isinstance(training, Course) and training.over:
            training.advance()
        self.epoch = training.epoch
        self._settle()

    def _settle(self) -> None:
        training = self.training
        if isinstance(training, Training) and training.epoch >= self.n_epochs:
            self.machine, self.training = training.averaged, None
        elif isinstance(training, Course) and training.finished:
            model = training.model()
            assert isinstance(model, Deep)
            self.machine, self.training = model.machine, None

    def filler(self) -> Filler:
        """Errors: none once it is ready."""
        if isinstance(self.machine, RBM):
            return RbmFiller(self.machine)
        if isinstance(self.machine, DBM):
            return DbmFiller(self.machine)
        return IsingFiller(self.spec.beta, self.patterns.side)

    # -- keeping it ----------------------------------------------------------------------------------------

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """Of a machine that has learnt; one that is learning begins again."""
        return dict(vars(self.machine)) if self.machine else {}

    def restore(self, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
        if arrays:
            self.machine = RBM(**arrays) if self.spec.model == "rbm" else DBM(**arrays)
            self.training, self.epoch = None, self.n_epochs
