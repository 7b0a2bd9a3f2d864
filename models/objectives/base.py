"""What an objective is: the frozen record of its hyper-parameters, with the loss they define."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from torch import Generator, Tensor, nn

from ..explained import Explained
from ..networks.spec import Parameterisation

if TYPE_CHECKING:
    from ..networks.base import Network
    from ..targets.gaussian_mixture import GaussianMixture

State = TypeVar("State")
LOSS_UNITS = ("1", "nats", "1/unit^2")


@dataclass(frozen=True)
class Problem:
    """What an objective may look at before training: the target and the points it will be shown.

    An objective that claims not to need the density uses `mixture` for scales and fitted noise only; the two
    references (maximum_likelihood, explicit_score_matching) say that they use more.
    """

    mixture: GaussianMixture
    data: Tensor
    """(N, 2) points of the training set (a sample of it if endless), float32, world units."""


@dataclass(frozen=True)
class Recipe:
    """The measured defaults of an objective: partial settings of the optimiser and the network; the figures they reach
    are in docs/objectives.md."""

    optimiser: Mapping[str, Any] = field(default_factory=dict)
    network: Mapping[str, Any] = field(default_factory=dict)


# of the target's information that may be narrower than what the defaults are made for
SPECK = 0.02
# of the mass: nine tenths exactly are enough here, where scale_of_mass goes on to the next part
TIE = 2e-9


def fine_scale(mixture: GaussianMixture) -> float:
    """The scale, world units, below which less than SPECK of the target's Fisher information E|grad log p|^2 lies.

    A part of mass w and scale s alone has 2 w / s^2: that is what errors of a field are measured in. A dot of a
    hundredth of the mass and a twentieth of the width counts for more than all the rest, one of 1e-5 for nothing.
    """
    scales, order = mixture.scales.sort()
    information = mixture.weights[order] / scales**2
    enough = information.cumsum(0) >= SPECK * information.sum()
    return float(scales[enough][0])


def wide_scale(mixture: GaussianMixture) -> float:
    """The scale, world units, that a tenth of the mass exceeds."""
    return mixture.scale_of_mass(0.9 - TIE)


def confinement(mixture: GaussianMixture) -> float:
    """For energies that are taught inside of a box alone: 0.4 nats per world unit^2, in the network's units.

    Beyond the box nothing tells them to rise, however wide the target is.
    """
    return float(f"{min(10.0, max(0.3, 0.4 * mixture.rms_deviation() ** 2)):.3g}")


def bands(mixture: GaussianMixture, lowest: float = 1.0, reach: float = 0.8) -> dict[str, Any]:
    """Network settings that resolve all of a target's scales at once: 64 frequencies from `lowest` to reach / detail
    (at least 2), detail being the fine scale in standardised units; then two hidden layers do, and rows are cheap."""
    highest = max(2.0, reach * mixture.rms_deviation() / fine_scale(mixture))
    return {
        "frequencies": "bands",
        "fourier_features": 64,
        "lowest_frequency": lowest,
        "highest_frequency": min(10_000.0, round(highest, 2)),
        "depth": 2,
    }


@dataclass(frozen=True)
class NoMinimiser:
    """An objective without a minimiser in closed form, and the reason in one sentence."""

    reason: str


class Objective(Explained, ABC, Generic[State]):
    """Base of every objective; a subclass is final and is one file.

    The module's docstring states `J = ...`; the class's has `Fails:`. x is (B, 2) in world units,
    float32 (float64 in tests); all randomness comes from the `generator` that is passed in; what must live
    across steps (chains, a learnt log Z) is a State, never an attribute.
    """

    summary: ClassVar[str]
    """One sentence: what it does, for whoever chooses one."""
    short: ClassVar[str] = ""
    """What it is called where there is little room, such as DSM; empty for the initials of its title."""
    loss_unit: ClassVar[str]
    """The unit of J, which the page writes behind the loss: one of LOSS_UNITS."""
    learns: ClassVar[frozenset[Parameterisation]] = frozenset({"score", "energy"})
    noise_conditional: ClassVar[bool] = False
    """Whether the network takes (x, sigma)."""
    likelihood: ClassVar[bool] = False
    """Whether least J is most likelihood, so that a network may climb there by steps of its own."""
    by_parts: ClassVar[bool] = False
    """Whether J comes of integration by parts, which holds only for scores without jumps."""
    batch: ClassVar[int] = 384
    """Points a step unless the run says otherwise: measured, see docs/objectives.md."""

    @abstractmethod
    def loss(self, model: Network, x: Tensor, state: State, generator: Generator) -> tuple[Tensor, State]:
        """J on one batch, a scalar to minimise, and the state for the next step."""

    def init(self, problem: Problem, generator: Generator) -> State:
        """The state before the first step."""
        return None  # type: ignore[return-value]  # State is None for objectives without memory

    def learnt_parameters(self, state: State) -> list[tuple[nn.Parameter, float]]:
        """Parameters the objective learns beside the network's, each with a multiple of the learning rate."""
        return []

    def readings(self, state: State) -> dict[str, float]:
        """Figures of the state worth showing, such as `log_z_learned` in nats."""
        return {}

    def smoothing(self) -> float | None:
        """The sigma (world units) of the smoothed target whose score the minimiser is; None for the clean score."""
        return None

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        """Rows that one step carries through the network, values and tangents alike: what its memory grows with."""
        return batch_size

    def noise_range(self, mixture: GaussianMixture) -> tuple[float, float] | None:
        """For noise-conditional objectives, the (sigma_min, sigma_max) in world units it trains on."""
        return None

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        """The measured defaults of optimiser and network for this target."""
        return Recipe(optimiser={"batch_size": self.batch}, network=bands(mixture))

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """Settings whose default depends on the target, such as sigma = 0.2 of the narrowest scale."""
        return {}

    def minimiser_precision(self, variance: float) -> float | NoMinimiser:
        """The oracle: the a for which s(x) = -a x minimises J on N(0, variance I).

        Every objective states it, or says with `NoMinimiser` why it cannot; the battery refuses one that does neither.
        """
        raise NotImplementedError("this objective states no minimiser")
