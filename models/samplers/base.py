"""What a sampler is: the frozen record of its settings, with one step of its walk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from torch import Generator, Tensor

from ..errors import Unsupported
from ..explained import Explained
from ..field import Field
from ..laws import NoLaw
from ..targets.gaussian_mixture import GaussianMixture
from .laws import Passage, Stationary
from .parts import Parts

Need = Literal["energy", "noise_levels", "draws"]
Rung = tuple[float, int]
"""A noise level (world units) and how many steps are taken at it."""


@dataclass(frozen=True)
class Chain:
    """Where the particles are: x (N, 2) in world units after `step` steps.

    `state` is part of the chain's law, such as a momentum: it is carried on whatever happens to the field. `cache` is
    what a step would otherwise compute again (energy and score at x): whoever walks empties it when the field or the
    settings change, so a step may ignore it, and must do without it when it is empty.
    """

    x: Tensor
    step: int = 0
    state: dict[str, Tensor] = field(default_factory=dict)
    """(N, ...) each, one row a particle."""
    cache: dict[str, Tensor] = field(default_factory=dict)


# not frozen, and so three times as quick to make: there is one in every step of every walk
@dataclass
class Info:
    """What one step did, for whoever displays it."""

    evaluations: int
    """Network (or exact field) evaluations per particle in this step."""
    accepted: Tensor | None = None
    """(N,) bool, for samplers that accept or reject."""
    sigma: float | None = None
    """The noise level of this step in world units, for annealed samplers."""
    parts: Callable[[], Parts] | None = None
    """Says what the step was made of; None for a sampler that does not."""


class Sampler(Explained, ABC):
    """Base of every sampler; a subclass is final and is one file.

    Convention: dX = score dt + sqrt(2) dW, step size = dt, in unit^2. All randomness from `generator`.
    Settings and the field may change between steps: nothing of them may be kept in the chain's state.
    """

    needs: ClassVar[frozenset[Need]] = frozenset()
    pace: ClassVar[str | None] = None
    """The setting that says how far one step goes, which advice names; None where there is no such one."""

    @abstractmethod
    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        """One step of every particle."""

    def init(self, field: Field, x: Tensor, generator: Generator) -> Chain:
        """The chain before its first step, from start points x (N, 2); some samplers scale them to their prior."""
        return Chain(x)

    @property
    def wanders(self) -> bool:
        """Whether particles go on moving for ever; without noise they come to rest."""
        return True

    def evaluations_to_begin(self) -> int:
        """Evaluations of the field per particle that `init` takes."""
        return 0

    def doubt(self, mixture: GaussianMixture) -> str:
        """One sentence, with the figure and what to try, if these settings cannot serve this target; else empty."""
        return ""

    def duration(self) -> int | None:
        """How many steps the whole walk takes; None for a chain without an end."""
        return None

    def rungs(self, field: Field) -> list[Rung]:
        """The noise of each step of a walk on this field, from the first; empty for a chain without noise levels."""
        return []

    def check(self, field: Field) -> None:
        """Errors: Unsupported with a sentence, if the field lacks what this sampler needs."""
        if "energy" in self.needs and not field.has_energy:
            raise Unsupported("sampler", f"{self.title} needs an energy; choose an energy model or the exact field.")
        if "draws" in self.needs and not field.can_draw:
            raise Unsupported(
                "sampler",
                f"{self.title} needs a model that draws; choose a family with a known Z or the exact field.",
            )
        if "noise_levels" in self.needs and field.noise_range is None:
            raise Unsupported("sampler", f"{self.title} needs {field.no_noise_levels}")

    def law(self, variance: float) -> Stationary | Passage | NoLaw:
        """What this sampler does on the exact field of N(0, variance I): stay in a law, or pass into one.

        Every sampler states it, or says with `NoLaw` why it has none; the battery refuses one that does neither.
        """
        raise NotImplementedError("this sampler states no law")

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture) -> dict[str, Any]:
        """Settings whose default depends on the target, such as step_size = 0.2 of the narrowest variance."""
        return {}
