"""A process of another kind, as somebody outside writes one: a 32 x 32 automaton that knows nothing of scores.

It is given to the server by `--with`; nothing but this folder knows it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Literal

import torch
from pydantic import Field
from torch import Tensor

from scorescape.models.diagnostics.measures import Measure
from scorescape.models.errors import InvalidInput
from scorescape.models.layers.base import Layer, Picture, Sight, Version
from scorescape.models.parcel import Parcel
from scorescape.models.processes.base import Effects, Pauses, Process
from scorescape.models.processes.records import Command, Event, ProcessState, Restart, RunsCommand
from scorescape.models.random_streams import stream
from scorescape.models.settings import Settings, setting
from scorescape.models.study.pace import Pace

SIDE = 32
FORMAT = "automaton-1"
GENERATIONS_A_SECOND = 50.0
"""At most: a worker can be killed in the middle of a run."""
Rule = Literal["life", "majority"]


class Soil(Settings):
    """What all runs of an experiment are about: how densely the board is sown."""

    density: float = Field(0.3, ge=0, le=1)


class Board(Settings):
    """One run."""

    seed: int = setting(0, title="seed", description="Which cells are alive at first.", ge=0, le=1_000)


class Flip(RunsCommand):
    """Turn one cell over."""

    type: Literal["flip"] = "flip"
    row: int = setting(0, title="row", description="From the top.", ge=0, le=SIDE - 1)
    column: int = setting(0, title="column", description="From the left.", ge=0, le=SIDE - 1)


class Evolve(RunsCommand):
    """Go on for so many generations under a rule."""

    type: Literal["evolve"] = "evolve"
    rule: Rule = "life"
    generations: int = setting(20, title="generations", description="How many further ones.", ge=1, le=100_000)


class BoardState(ProcessState):
    generation: int = 0
    rule: Rule = "life"


class Population(Event):
    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["population"] = "population"
    step: int
    values: dict[str, float]


ALIVE = Measure(
    name="alive",
    title="cells alive",
    unit="1",
    of="training",
    better="neither",
    equation=r"\frac{1}{32^2} \sum_i c_i",
    explanation="The share of the cells that are alive. A board that dies out reads 0.",
    source="Gardner 1970.",
)


class Cells(Layer["Automaton"]):
    """`cells` (32, 32), 1 = alive, row 0 = top."""

    title = "Cells"
    description = "Which cells are alive."
    shape = "pixels"
    process = "automaton"

    def version(self, source: Automaton, sight: Sight) -> Version:
        return (source.changes,)

    def picture(self, source: Automaton, sight: Sight) -> Picture:
        return Picture({"cells": source.cells.float()})

    def step(self, source: Automaton) -> int:
        return source.generation


class Automaton(Process[Board]):
    """Its board has no edges: what leaves on one side comes back on the other."""

    title = "Automaton"
    subject_type = Soil
    spec_type = Board
    state_type = BoardState
    commands: ClassVar[tuple[type[Command], ...]] = (Flip, Evolve)
    events: ClassVar[tuple[type[Event], ...]] = (Population,)
    measures = (ALIVE,)

    def __init__(self, run: str, spec: Board, subject: Soil, checkpoint: bytes | None = None) -> None:
        self.id, self.spec, self.subject = run, spec, subject
        self.message = ""
        self.changes = 0
        self.pace = Pace(GENERATIONS_A_SECOND)
        self._begin()
        if checkpoint is not None:
            parcel = Parcel.from_bytes(checkpoint, FORMAT)
            self.cells = parcel.tensors["cells"].bool()
            self.generation, self.until, self.rule = (parcel.values[name] for name in ("generation", "until", "rule"))
        self.held_still = checkpoint is not None

    def _begin(self) -> None:
        draws = torch.rand(SIDE, SIDE, generator=stream(self.spec.seed, "soil"))
        self.cells: Tensor = draws < self.subject.density
        self.generation = self.until = 0
        self.rule: Rule = "life"
        self.held_still = False
        self.changes += 1

    @property
    def busy(self) -> bool:
        return self.generation < self.until and not self.held_still

    @property
    def hurried(self) -> bool:
        return False

    def advance(self, seconds: float) -> None:
        if not self.busy or self.pace.due() < 1:
            return
        self.pace.took(1)
        self.cells = successor(self.cells, self.rule)
        self.generation += 1
        self.changes += 1

    def obey(self, command: Command) -> Effects:
        match command:
            case Flip(row=row, column=column):
                self.cells[row, column] = ~self.cells[row, column]
                self.changes += 1
                return Effects(measure=True, save=True)
            case Evolve(rule=rule, generations=generations):
                if rule == "majority" and generations > 1_000:
                    raise InvalidInput("generations", "A majority settles within 1000 generations; ask for fewer.")
                self.rule, self.until, self.held_still = rule, self.generation + generations, False
            case Restart():
                self._begin()
                return Effects(measure=True, settle=True)
        return Effects()

    def stop(self, message: str) -> None:
        self.message, self.until = message, self.generation

    def state(self) -> BoardState:
        return self._state("training" if self.busy else "paused" if self.generation < self.until else "ready")

    def held(self) -> BoardState:
        return self._state("paused" if self.generation < self.until else "ready")

    def _state(self, phase: Literal["training", "paused", "ready"]) -> BoardState:
        return BoardState(
            run=self.id,
            phase="failed" if self.message else phase,
            message=self.message,
            generation=self.generation,
            rule=self.rule,
        )

    def standing(self) -> Hashable:
        return self.busy, self.rule, self.message

    def figures(self, pauses: Pauses) -> list[Event]:
        alive = float(self.cells.float().mean())
        return [Population(run=self.id, step=self.generation, values={ALIVE.name: alive})]

    @classmethod
    def layer_kinds(cls) -> Mapping[str, type[Layer[Any]]]:
        return {"cells": Cells}

    def checkpoint(self) -> bytes:
        values = {"generation": self.generation, "until": self.until, "rule": self.rule}
        return Parcel({"cells": self.cells.to(torch.uint8)}, values).to_bytes(FORMAT)

    def go_on(self) -> None:
        self.held_still = False

    @classmethod
    def check(cls, specs: Sequence[Board], subject: Soil) -> None:
        if subject.density in (0, 1):
            raise InvalidInput("density", "A board that is empty or full never changes; sow between.")


def successor(cells: Tensor, rule: Rule) -> Tensor:
    """The next generation (32, 32) bool. Source of life: Gardner 1970."""
    alive = cells.int()
    around = sum(
        (torch.roll(alive, (up, left), (0, 1)) for up in (-1, 0, 1) for left in (-1, 0, 1) if (up, left) != (0, 0)),
        torch.zeros_like(alive),
    )
    if rule == "majority":
        return around + alive >= 5
    return (around == 3) | (cells & (around == 2))
