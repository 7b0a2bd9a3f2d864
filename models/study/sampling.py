"""A walk and its judges: particles on one field of one target, and what the exact target says of them."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

import torch

from ..diagnostics.floors import Floor
from ..diagnostics.mode_weights import mode_weights
from ..diagnostics.sliced_wasserstein import Judged, SlicedWasserstein
from ..diagnostics.weight_fault import WeightFault
from ..errors import ScorescapeError
from ..field import Field
from ..figures import finite
from ..lenses.base import Trail
from ..parcel import Parcel
from ..samplers.one_step import OneStep, Pair, nearest
from ..samplers.spec import SamplerSpec
from ..samplers.walk import Walk
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes, find_modes
from .records import ModeShare, SamplingFigures

# points of the curve of quality against cost: ten minutes at four a second
MAX_REACHED = 2_400
# as many as are judged while they move: the distance of 50,000 takes a second, and the walk would stand still meanwhile
JUDGED_IN_MOTION = 2_000


class Sampling:
    """Particles of one target; `walks` counts how often they have begun anew."""

    def __init__(self, mixture: GaussianMixture) -> None:
        self.walk: Walk | None = None
        self.seconds = 0.0
        """Time this walk's steps have taken so far."""
        self.reached: list[tuple[float, float]] = []
        """(evaluations, sliced Wasserstein-2) each time the particles were judged."""
        self.walks = 0
        self.retarget(mixture)

    def retarget(self, mixture: GaussianMixture) -> None:
        """Judge by another target."""
        self.mixture = mixture
        self._modes: Modes | None = None
        self._judges: dict[int, SlicedWasserstein] = {}
        self._faults: dict[int, WeightFault] = {}

    @property
    def modes(self) -> Modes:
        """The target's modes, found when they are first asked for: while nothing walks nobody does."""
        if self._modes is None:
            self._modes = find_modes(self.mixture)
        return self._modes

    def start(self, spec: SamplerSpec, field: Field) -> Walk:
        """Fresh particles at their start. Errors: those of Walk, with nothing changed."""
        watched = self.walk.watched if self.walk else None
        self.walk = Walk(spec, field, self.mixture, self.modes)
        # whoever looks at a particle goes on looking at the one of its number
        if watched is not None and watched < spec.n_particles:
            self.walk.watch(watched)
        # what is known of as many exact samples stays known, and a search for what they can find goes on
        self._judges = {n: self._judges[n] for n in self.judged_sizes() if n in self._judges}
        self._faults = {n: self._faults[n] for n in self._judges}
        self.reached = []
        self.walks += 1
        self.seconds = 0.0
        return self.walk

    def steps(self, n: int) -> None:
        """At most n steps; fewer if the walk comes to its end."""
        walk = self._walking()
        began = time.perf_counter()
        walk.step(n)
        self.seconds += time.perf_counter() - began

    def tune(self, settings: Mapping[str, Any]) -> None:
        """Change settings of the sampler while it walks."""
        self._walking().tune(settings)

    def watch(self, particle: int | None = None, near: Pair | None = None) -> None:
        """See the steps of a particle: of that number, or nearest to a point; of none without either.

        Errors: ScorescapeError if nothing walks or all particles are lost, InvalidInput for no such number.
        """
        walk = self._walking()
        if particle is None and near is not None:
            particle = nearest(walk.x, near)
            if particle is None:
                raise ScorescapeError("All particles have gone to infinity, so none can be looked at; sample anew.")
        walk.watch(particle)

    @property
    def seen(self) -> OneStep | None:
        """The newest step of the particle that is watched; None while none is."""
        return self.walk.seen if self.walk else None

    def _walking(self) -> Walk:
        if self.walk is None:
            raise ScorescapeError("Nothing walks here; sample first.")
        return self.walk

    def figures(self, *, moving: bool = False, wait: bool = True) -> SamplingFigures | None:
        """Figures of the particles; None while there are none.

        While they are `moving` the distance is that of the first 2,000, beside the floor of as many; at rest of all,
        once their floor is there: without `wait` nobody stands still for it, see `refine`.
        """
        walk = self.walk
        if walk is None:
            return None
        weights, judged = mode_weights(walk.x, self.modes), self._judged(walk, moving=moving, wait=wait)
        values = {
            "mode_weight_tv": weights.total_variation,
            "mode_weight_tv_floor": weights.total_variation_floor,
            "mode_weight_tv_floor_95": weights.total_variation_floor_95,
            "outside": weights.outside,
            "outside_se": math.sqrt(weights.outside * (1 - weights.outside) / len(walk.x)),
            "evaluations": float(walk.evaluations),
            "acceptance_rate": walk.acceptance_rate,
            "acceptance_rate_se": walk.acceptance_rate_se,
            "transitions_per_1000": walk.transitions_per_1000,
            "transitions_per_1000_se": walk.transitions_per_1000_se,
            "sigma": walk.sigma,
            "sliced_wasserstein": judged.distance,
            "sliced_wasserstein_floor": judged.floor,
            "sliced_wasserstein_floor_95": judged.floor_95,
        }
        columns = (weights.true, weights.sampled, weights.low, weights.high)
        shares = zip(*(column.tolist() for column in columns), strict=True)
        return SamplingFigures(
            step=walk.chain.step,
            seconds=self.seconds,
            modes=[ModeShare(true=t, sampled=s, low=low, high=high) for t, s, low, high in shares],
            values={name: finite(value) for name, value in values.items()},
            verdicts={"mode_weights": weights.verdict, "sliced_wasserstein": judged.verdict},
            hidden_modes=self.modes.hidden,
            hidden_mass=self.modes.hidden_mass,
            message=walk.message(),
        )

    def _judged(self, walk: Walk, *, moving: bool, wait: bool) -> Judged:
        """The distance of the particles, and a point more of the curve of quality against cost."""
        judge = self._judge(min(JUDGED_IN_MOTION, len(walk.x)))
        judged = judge.judged(walk.x, self._faults[judge.n].share)
        point = float(walk.evaluations), judged.distance
        if math.isfinite(judged.distance) and self.reached[-1:] != [point]:
            self.reached = [*self.reached[-MAX_REACHED:], point]
        if moving or judge.n == len(walk.x):
            return judged
        whole = self._judge(len(walk.x))
        return whole.judged(walk.x, self._faults[whole.n].share) if wait or whole.pairs.ready else judged

    def _judge(self, n: int) -> SlicedWasserstein:
        if n not in self._judges:
            judge = self._judges[n] = SlicedWasserstein(self.mixture, n)
            self._faults[n] = WeightFault(self.mixture, self.modes, judge.pairs)
        return self._judges[n]

    def judged_sizes(self) -> list[int]:
        """Of how many particles a distance is taken when they rest."""
        n = self._walking().spec.n_particles
        return sorted({min(JUDGED_IN_MOTION, n), n})

    # -- in the background ---------------------------------------------------------------------------------

    @property
    def refining(self) -> bool:
        """Whether something about these figures could be known better."""
        return self.walk is not None and not all(
            judge.pairs.refined and self._faults[n].known for n, judge in self._judges.items()
        )

    def refine(self, seconds: float) -> bool:
        """Better floors, then what they can find, for about this long; True when figures would say something new."""
        end = time.perf_counter() + seconds
        for n, judge in self._judges.items():
            if not judge.pairs.refined:
                return _grown(judge.pairs, seconds)
            fault = self._faults[n]
            if not fault.known:
                while not fault.known and time.perf_counter() < end:
                    fault.advance()
                return fault.known
        return False

    def trail(self) -> Trail | None:
        """The curve of quality against cost so far."""
        if self.walk is None or not self._judges or not self.reached:
            return None
        evaluations, distance = torch.tensor(self.reached).unbind(1)
        judge = self._judge(min(JUDGED_IN_MOTION, len(self.walk.x)))
        return Trail(evaluations, distance, judge.floor, judge.floor_95)

    def go_on(self, walk: Parcel, field: Field, reached: list[list[float]], seconds: float) -> None:
        """Stand where a kept walk stood."""
        self.walk = Walk.unpacked(walk, field, self.mixture, self.modes)
        self.reached = [(evaluations, distance) for evaluations, distance in reached]
        self.seconds = seconds


def _grown(floor: Floor, seconds: float) -> bool:
    """Whether there are twice as many pairs now, or all that are wanted."""
    before = floor.n_pairs if floor.ready else 0
    floor.grow(seconds)
    return floor.ready and (floor.refined or floor.n_pairs.bit_length() > before.bit_length())
