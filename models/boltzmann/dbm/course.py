"""The way of one run through its stages: restricted machines first, one after the other, then both layers together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..chance import Floats
from ..data.patterns import Patterns
from ..rbm.machine import RBM
from ..rbm.training import Training
from ..units import random_stream
from .doubled import Above, DoubledHidden, DoubledVisible, composed, heard
from .joint import JointTraining
from .machine import DBM, fresh
from .models import Deep, Judged, Restricted, Stack, mirrored
from .spec import DbmSpec, Stage

FEW_ROWS, ROWS_AN_EPOCH = 100, 1_000
"""Of fewer pictures than the first an epoch shows each so often that there are the second in all."""


class Course:
    """`stage` numbers the stages from 0; it is their number when all are done. Layers that are done are frozen."""

    def __init__(self, patterns: Patterns, spec: DbmSpec) -> None:
        self.patterns, self.spec = patterns, spec
        self.stages = spec.stages()
        self.learnt = repeated(patterns)
        self.stage = 0
        self.lower: RBM | None = None
        self.upper: RBM | None = None
        self.deep: DBM | None = None
        self.training: Training | JointTraining | None = None
        self._settle()

    # -- where it is ---------------------------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        return self.training is None

    @property
    def name(self) -> Stage:
        """Of the stage, or of the last one."""
        return self.stages[min(self.stage, len(self.stages) - 1)][0]

    @property
    def epoch(self) -> int:
        """Whole epochs behind, of all stages together."""
        behind = sum(epochs for _, epochs in self.stages[: self.stage])
        return behind + (self.training.epoch if self.training else 0)

    @property
    def n_epochs(self) -> int:
        return sum(epochs for _, epochs in self.stages)

    @property
    def frozen(self) -> list[str]:
        """Which pictures of layers stand still while another layer learns."""
        return ["filters"] if self.name == "second RBM" and not self.finished else []

    # -- going on ------------------------------------------------------------------------------------------

    def step(self) -> bool:
        """One batch of a stage that is not over; whether an epoch ended with it. Errors: Diverged."""
        assert self.training is not None
        self.training.step()
        return not self.training.batch

    @property
    def over(self) -> bool:
        """Whether the stage has had its epochs, and the next is to begin."""
        return self.training is not None and self.training.epoch >= self.stages[self.stage][1]

    def advance(self) -> None:
        """Keep what the stage has learnt, and begin the next."""
        self._keep()
        self.stage += 1
        self._settle()

    def run(self) -> None:
        """To the end of all stages."""
        while not self.finished:
            self.step()
            if self.over:
                self.advance()

    def extend(self, epochs: int) -> None:
        """So many further epochs of the last stage; it begins there again if all were done."""
        name, planned = self.stages[-1]
        if self.finished:
            self.stage = len(self.stages) - 1
            start = self._again(name)
            start.epoch = planned
            self.training = start
        self.stages = (*self.stages[:-1], (name, planned + epochs))

    def go_to(self, stage: int, planned: int) -> None:
        """Where a kept run stood: the stage, and the epochs of the last one. Machines that are done are set before."""
        self.stages = (*self.stages[:-1], (self.stages[-1][0], planned))
        self.stage = stage
        self.training = self._again(self.stages[stage][0]) if stage < len(self.stages) else None

    def _settle(self) -> None:
        """Into the next stage that has epochs; stages without any are passed with what they begin at."""
        self.training = None
        while self.stage < len(self.stages):
            name, epochs = self.stages[self.stage]
            self.training = self._begun(name)
            if epochs:
                return
            self._keep()
            self.stage += 1
            self.training = None

    def _begun(self, name: Stage) -> Training | JointTraining:
        spec = self.spec
        if name == "first RBM":
            teacher = DoubledVisible if spec.doubles else None
            return Training(self.learnt, spec.layer_recipe(spec.hidden1), spec.seed, teacher)
        if name == "second RBM":
            assert self.lower is not None
            rows = heard(self.lower, self.learnt.train, doubled=spec.doubles)
            above = replace(self.learnt, rows=rows, side=(1, spec.hidden1), train=rows, test=rows)
            above_teacher = DoubledHidden if spec.doubles else Above
            return Training(above, spec.layer_recipe(spec.hidden2), spec.seed + 1, above_teacher)
        return JointTraining(self.learnt, self.deep or self._scratch(), spec.joint_recipe(), spec.seed)

    def _again(self, name: Stage) -> Training | JointTraining:
        """The training of a stage that was done, at the weights that it left."""
        training = self._begun(name)
        if isinstance(training, JointTraining):
            return training
        if left := self.lower if name == "first RBM" else self.upper:
            training.machine, training.averaged = left.copy(), left.copy()
        return training

    def _scratch(self) -> DBM:
        spec = self.spec
        base = self.patterns.base_logits()
        return fresh(base, spec.hidden1, spec.hidden2, random_stream(spec.seed, "deep init"))

    def _keep(self) -> None:
        """What the stage has learnt: the weights that are scored."""
        training = self.training
        if isinstance(training, JointTraining):
            self.deep = training.averaged
        elif training is not None and self.stages[self.stage][0] == "first RBM":
            self.lower = training.averaged
        elif training is not None:
            assert self.lower is not None
            self.upper = training.averaged
            self.deep = composed(self.lower, self.upper)

    # -- what it has ---------------------------------------------------------------------------------------

    def model(self, *, last: bool = False) -> Judged:
        """As it stands: of the averaged weights, or of the last iterate."""
        training, name = self.training, self.name
        if isinstance(training, JointTraining):
            return Deep(training.machine if last else training.averaged)
        newest = None if training is None else training.machine if last else training.averaged
        if name == "first RBM":
            lower = newest or self.lower
            assert lower is not None
            return Deep(mirrored(lower)) if self.spec.doubles else Restricted(lower)
        if name == "joint":
            assert self.deep is not None
            return Deep(self.deep)
        upper = newest or self.upper
        assert self.lower is not None
        assert upper is not None
        return Stack(self.lower, upper) if self.spec.model == "stack" else Deep(composed(self.lower, upper))

    def first_weights(self) -> Floats:
        """(D, G): of the layer next to the pixels."""
        if isinstance(self.training, JointTraining):
            return self.training.averaged.weights1
        if isinstance(self.training, Training) and self.name == "first RBM":
            return self.training.averaged.weights
        if self.deep is not None and self.spec.model == "joint":
            return self.deep.weights1
        assert self.lower is not None
        return self.lower.weights

    def second_weights(self) -> Floats | None:
        """(G, H); None while there is no second layer."""
        if isinstance(self.training, JointTraining):
            return self.training.averaged.weights2
        if isinstance(self.training, Training):
            return self.training.averaged.weights if self.name == "second RBM" else None
        if self.deep is not None and self.spec.model == "joint":
            return self.deep.weights2
        return self.upper.weights if self.upper else None


def repeated(patterns: Patterns) -> Patterns:
    """Few pictures, each often enough for an epoch to be worth its name."""
    n = len(patterns.train)
    if n >= FEW_ROWS:
        return patterns
    train = np.tile(patterns.train, (-(-ROWS_AN_EPOCH // n), 1))
    return replace(patterns, train=train)
