"""What a lens is: a record of its settings that turns a specimen into what can be shown (shapes.py too)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar, Literal

import torch
from torch import Generator, Tensor

from ..diagnostics.partition_function import PartitionFunction, partition_function
from ..domain import Grid
from ..explained import Explained
from ..field import Field
from ..laws import NoLaw
from ..targets.gaussian_mixture import GaussianMixture, Origin
from ..targets.modes import Modes
from ..training.run import Run
from .shapes import Bars, Mark, Offer, Slice

ColourScale = Literal["sequential", "diverging", "error", "categorical", "angle"]


@dataclass(frozen=True)
class Trail:
    """What a walk has cost and reached so far: network evaluations a particle (n,) and sliced Wasserstein-2 (n,)."""

    evaluations: Tensor
    distance: Tensor
    floor: float
    """The distance of exact samples of the same number."""
    floor_95: float | None = None
    """Its 95 % quantile."""


@dataclass(frozen=True)
class Specimen:
    """What a lens may look at: the exact target, one run's field and, if it samples, its particles."""

    mixture: GaussianMixture
    modes: Modes
    field: Field
    particles: Tensor | None = None
    smoothing: float | None = None
    """The sigma of the smoothed target this run's minimiser is the score of; None for the clean one."""
    transitions_per_1000: float | None = None
    """Moves between basins per particle and 1,000 steps of the walk so far."""
    trail: Trail | None = None
    run: Run | None = None
    """What teaches the field: its network as it learns, objective and data. To be looked at: whoever steps it, or draws
    from its streams, changes what it will learn. None where nothing learns."""
    _: KW_ONLY
    quadrature: Callable[[], PartitionFunction] | None = None
    """The field's partition function as somebody else keeps it, found at most once while nothing is learnt."""

    def partition(self) -> PartitionFunction:
        """Z of the field's energy by quadrature. Errors: Unsupported for a field without an energy."""
        return self.quadrature() if self.quadrature else partition_function(self.field)

    def batch(self, n: int, generator: Generator) -> Tensor:
        """(n, 2) points as the run learns from, drawn with the lens's own generator; exact ones without a run."""
        if self.run is not None and self.run.data.finite:
            points = self.run.data.points
            return points[torch.randint(len(points), (n,), generator=generator)]
        return self.mixture.to(torch.float32).sample(n, generator)

    @property
    def origin(self) -> Origin | None:
        """What the target was composed of; None of one that was not."""
        return self.mixture.origin

    @property
    def truth(self) -> GaussianMixture:
        """The density whose score this run can reach: the target, smoothed where its objective smooths; float32."""
        return (self.mixture.smoothed(self.smoothing) if self.smoothing else self.mixture).to(torch.float32)


@dataclass(frozen=True)
class GaussianSpecimen(Specimen):
    """Where everything is known: the target N(0, variance I) and the field s(x) = -precision x + turn (-y, x).

    The field has the energy precision |x|^2 / 2 where it is a gradient that confines: turn = 0 and precision > 0.
    """

    variance: float = 1.0
    precision: float = 1.0
    turn: float = 0.0


@dataclass(frozen=True)
class Map:
    """A picture over the box: values (G, G), row 0 = lowest y; NaN where there is nothing to say."""

    values: Tensor
    quantity: str
    unit: str
    scale: ColourScale
    low: float | None = None
    """Value at the lower end of the colours; None takes the picture's own minimum."""
    high: float | None = None
    beside: str = ""
    """The map of the same look that is shown beside this one, its borders drawn over it; empty for none."""
    parity: int = 1
    """-1 for a pseudo-scalar such as a curl: mirrored, it changes its sign."""


@dataclass(frozen=True)
class Number:
    """A figure with its label and unit, beside its noise floor or what it is exactly where that is known."""

    label: str
    value: float
    unit: str
    floor: float | None = None
    exact: float | None = None
    error: float | None = None
    """Its standard error."""
    floor_95: float | None = None
    """The 95 % quantile of its noise floor."""
    large: bool = False
    """Shown large below each picture, not in the table alone: two or three of a look at most."""


@dataclass(frozen=True)
class Curve:
    """One line of a chart; curves of a look that share labels share axes."""

    x: Tensor
    y: Tensor
    x_label: str
    y_label: str
    log_x: bool = False
    """Drawn over a logarithmic axis."""
    of_target: bool = False
    """The target's own: the same in every panel."""


@dataclass(frozen=True)
class Look:
    """What a lens saw: at most one main map (the first), further maps to choose from, figures, curves and shapes."""

    maps: dict[str, Map] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)
    hatch: Tensor | None = None
    """(G, G) bool, row 0 = lowest y: the part of the box that is drawn hatched over any map."""
    unreliable: dict[str, str] = field(default_factory=dict)
    """By the number's name: one sentence on why it may not be believed."""
    note: str = ""
    """One sentence where the lens has nothing to show or a figure is unreliable."""
    slices: dict[str, Slice] = field(default_factory=dict)
    """One pie, whose shares sum to 1; in each panel, below its picture."""
    bars: dict[str, Bars] = field(default_factory=dict)
    """Charts of intervals, there too."""
    marks: dict[str, Mark] = field(default_factory=dict)
    """On the picture, over its map, in this order."""
    offers: dict[str, Offer] = field(default_factory=dict)
    """What may be pressed, on the picture or below it."""


Formula = Callable[[Tensor], Tensor]
"""From points (N, 2), or a curve's x (N,), to values (N,); NaN where there is nothing to say."""


@dataclass(frozen=True)
class Shown:
    """What a lens must show of a `GaussianSpecimen`, in closed form."""

    maps: Mapping[str, Formula] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, Formula] = field(default_factory=dict)
    unstated: Mapping[str, str] = field(default_factory=dict)
    """Maps, slices, bars and marks that have no closed form on a Gaussian, each with the reason in one sentence."""
    slices: Mapping[str, float] = field(default_factory=dict)
    """The share of each."""
    bars: Mapping[str, float] = field(default_factory=dict)
    """The reference of each."""
    marks: Mapping[str, Tensor] = field(default_factory=dict)
    """The points (N, 2) of each."""


class Lens(Explained, ABC):
    """Base of every lens; a subclass is final and is one file."""

    question: ClassVar[str]
    """What it answers, as a question of at most twelve words."""
    group: ClassVar[str] = ""
    """The heading that it stands under in the menu, such as Energy; empty stands under none."""
    order: ClassVar[int] = 0
    """Its place in the group, the smallest first."""

    @abstractmethod
    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        """Maps on `grid`, figures and curves. May take up to a second; runs in the worker, on demand."""

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown | NoLaw:
        """What this lens must show of a specimen where everything is known.

        Every lens states it, or says with `NoLaw` why it cannot; the battery refuses one that does neither.
        """
        raise NotImplementedError("this lens does not say what it shows of a Gaussian")
