"""One run that completes pictures: a model that learns, then a chain at one test picture. What a process hosts."""

from __future__ import annotations

import numpy as np
import torch

from ...parcel import Parcel
from ..chance import again, kept
from ..data.patterns import Patterns
from ..units import Array, random_stream
from .completing import Completing, nearest
from .held import Mask
from .pupil import Pupil
from .spec import CompletionSpec

SCORED_SWEEPS = 60
"""Of each chain where the whole test set is completed."""


class Attempt:
    """`shown` counts how often the picture or what is held of it was changed."""

    def __init__(self, patterns: Patterns, spec: CompletionSpec, index: int, held: Mask) -> None:
        self.patterns, self.spec = patterns, spec
        self.pupil = Pupil(patterns, spec)
        self.shown = 0
        self.look(index, held)

    def look(self, index: int, held: Mask) -> None:
        """At a test picture of which these pixels are held: a chain begins there once there is a model."""
        self.index, self.held = index, held
        self.truth: Array = self.patterns.test[index]
        self.nearest: Array = nearest(self.patterns.train, self.truth[None], held)[0]
        self.chance = random_stream(self.spec.seed, "completion")
        self.completing: Completing | None = None
        self.shown += 1
        self._ready()

    def hold(self, held: Mask) -> None:
        """Other pixels of the same picture; the chain goes on from where it is."""
        if self.completing is None:
            self.look(self.index, held)
            return
        self.completing.hold(held)
        self.held, self.nearest = held, self.completing.nearest[0]
        self.shown += 1

    def step(self) -> None:
        """A batch while the model learns, then a sweep. Errors: Diverged."""
        if self.completing:
            self.completing.sweep()
        else:
            self.pupil.step()
            self._ready()

    def _ready(self) -> None:
        if self.pupil.ready and self.completing is None:
            self.completing = self._chains(self.truth[None], self.chance)

    def _chains(self, truth: Array, chance: np.random.Generator) -> Completing:
        return Completing(self.pupil.filler(), self.patterns, truth, self.held, chance)

    @property
    def learning(self) -> bool:
        return self.completing is None

    @property
    def epoch(self) -> int:
        return self.pupil.epoch

    @property
    def sweeps(self) -> int:
        return self.completing.sweeps if self.completing else 0

    def errors(self) -> dict[str, float | None]:
        """Of this picture; what needs no model is known before there is one."""
        if self.completing:
            return self.completing.errors()
        hidden, on = ~self.held, self.truth > 0.5
        answers = {"base_rate_error": self.patterns.base_rate(), "nearest_error": self.nearest}
        return {name: float(((each > 0.5) != on)[hidden].mean()) for name, each in answers.items()}

    def scored(self) -> dict[str, float | None]:
        """Of all test pictures at once: a tenth of a second for digits."""
        whole = self._chains(self.patterns.test, random_stream(self.spec.seed, "completion score"))
        for _ in range(SCORED_SWEEPS):
            whole.sweep()
        return whole.errors()

    # -- keeping it ----------------------------------------------------------------------------------------

    def to_parcel(self) -> Parcel:
        """The model once it has learnt, and its chain; a model that is learning begins again."""
        arrays = {f"machine.{name}": each for name, each in self.pupil.arrays().items()}
        if self.completing:
            arrays |= {f"chain.{name}": each for name, each in self.completing.arrays().items()}
        values = {"sweeps": self.sweeps, "chance": kept(self.chance)}
        return Parcel({name: torch.from_numpy(np.array(each)) for name, each in arrays.items()}, values)

    def restore(self, parcel: Parcel) -> None:
        """Put a fresh attempt of the same specification and subject where the parcel's stood."""
        machine, chain = (
            {key.removeprefix(part): each.numpy() for key, each in parcel.tensors.items() if key.startswith(part)}
            for part in ("machine.", "chain.")
        )
        self.pupil.restore(machine)
        self._ready()
        if self.completing and chain:
            self.completing.restore(chain, parcel.values["sweeps"])
            self.chance.bit_generator.state = again(parcel.values["chance"]).bit_generator.state
