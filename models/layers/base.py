"""What a layer is: a picture of a process that describes itself, so that the page paints a shape and knows no layer.

| shape  | tensors                                                                                      |
|--------|----------------------------------------------------------------------------------------------|
| arrows | one (A, A, 2) float32 over the box, row 0 = lowest y                                         |
| points | one (N, 2) float32, world units                                                              |
| map    | one (G, G) float32 over the box a map, row 0 = lowest y, NaN = nothing to say                |
| pixels | one (H, W) float32 in [0, 1], row 0 = top: a picture that is no place in the plane           |
| curves | `NAME.x` and `NAME.y` (n,) float32, NaN = a gap; over the plane where the unit is `units`     |
| bars   | one (n,) float32 a series                                                                    |
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, TypeVar

from torch import Tensor

from ..lenses.base import ColourScale, Look
from ..settings import Settings

Shape = Literal["arrows", "points", "map", "pixels", "curves", "bars"]
Version = tuple[Any, ...]


@dataclass(frozen=True)
class Sight:
    """How a viewer looks: through which lens, with its settings."""

    lens: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """What a layer shows at one moment.

    `look`, if there is one, describes maps and curves whose meaning changes from picture to picture and holds their
    tensors; `facts` are short texts that go with it, such as log_z.
    """

    tensors: dict[str, Tensor] = field(default_factory=dict)
    look: Look | None = None
    facts: dict[str, str] = field(default_factory=dict)


class LayerInfo(Settings):
    """A layer as the catalogue publishes it: all that whoever paints it needs beside its frames."""

    name: str
    title: str
    description: str
    shape: Shape
    unit: str
    scale: ColourScale
    ink: str
    network: str


Source = TypeVar("Source")


class Layer(ABC, Generic[Source]):
    """Base of every layer; a subclass is final and draws one kind of picture of one kind of process (`Source`).

    One object serves one process for its life and may keep what it computed. Errors of `picture`: ScorescapeError.
    """

    title: ClassVar[str]
    description: ClassVar[str]
    """One sentence: what is shown."""
    shape: ClassVar[Shape]
    process: ClassVar[str] = "score"
    """The kind of process it draws."""
    unit: ClassVar[str] = "1"
    scale: ClassVar[ColourScale] = "sequential"
    ink: ClassVar[str] = "learnt"
    """The role of its colour on the page: learnt, exact, particles or data."""
    network: ClassVar[str] = ""
    """The only network that it draws anything of; empty for a layer of all."""
    period: ClassVar[float] = 1 / 12
    """Seconds between two pictures at least."""
    weight: ClassVar[float] = 0.0
    """Its part of what diagnostics may take of a worker's time; 0 for pictures that cost next to nothing."""

    @abstractmethod
    def version(self, source: Source, sight: Sight) -> Version | None:
        """What a picture would show now: equal versions are equal pictures; None while there is none."""

    @abstractmethod
    def picture(self, source: Source, sight: Sight) -> Picture:
        """The picture as it is now, of a layer that has a version."""

    def step(self, source: Source) -> int:
        """The step that the picture belongs to, of training or of a walk."""
        return 0

    @classmethod
    def info(cls, name: str) -> LayerInfo:
        """What the catalogue says of it."""
        return LayerInfo(
            name=name,
            title=cls.title,
            description=cls.description,
            shape=cls.shape,
            unit=cls.unit,
            scale=cls.scale,
            ink=cls.ink,
            network=cls.network,
        )
