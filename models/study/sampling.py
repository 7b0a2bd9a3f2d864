"""A walk and its judges: particles on one field of one target, and what the exact target says of them."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

import torch

from ..diagnostics.mode_weights import mode_weights
from ..diagnostics.sliced_wasserstein import SlicedWasserstein
from ..errors import ScorescapeError
from ..field import Field
from ..figures import finite
from ..lenses.base import Trail
from ..parcel import Parcel
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
        self._distances: dict[int, SlicedWasserstein] = {}

    @property
    def modes(self) -> Modes:
        """The target's modes, found when they are first asked for: while nothing walks nobody does."""
        if self._modes is None:
            self._modes = find_modes(self.mixture)
        return self._modes

    def start(self, spec: SamplerSpec, field: Field) -> Walk:
        """Fresh particles at their start. Errors: those of Walk, with nothing changed."""
        self.walk = Walk(spec, field, self.mixture, self.modes)
        self._distances = {}
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

    def _walking(self) -> Walk:
        if self.walk is None:
            raise ScorescapeError("Nothing walks here; sample first.")
        return self.walk

    def figures(self, *, moving: bool = False) -> SamplingFigures | None:
        """Figures of the particles; None while there are none.

        While they are `moving` the distance is that of the first 2,000, beside the floor of as many; at rest of all.
        """
        walk = self.walk
        if walk is None:
            return None
        weights = mode_weights(walk.x, self.modes)
        distance, floor = self._judged(walk, JUDGED_IN_MOTION)
        if math.isfinite(distance):
            self.reached = [*self.reached[-MAX_REACHED:], (float(walk.evaluations), distance)]
        if not moving and len(walk.x) > JUDGED_IN_MOTION:
            distance, floor = self._judged(walk, len(walk.x))
        values = {
            "mode_weight_tv": weights.total_variation,
            "mode_weight_tv_floor": weights.total_variation_floor,
            "outside": weights.outside,
            "evaluations": float(walk.evaluations),
            "acceptance_rate": walk.acceptance_rate,
            "transitions_per_1000": walk.transitions_per_1000,
            "sigma": walk.sigma,
            "sliced_wasserstein": distance,
            "sliced_wasserstein_floor": floor,
        }
        columns = (weights.true, weights.sampled, weights.low, weights.high)
        shares = zip(*(column.tolist() for column in columns), strict=True)
        return SamplingFigures(
            step=walk.chain.step,
            seconds=self.seconds,
            modes=[ModeShare(true=t, sampled=s, low=low, high=high) for t, s, low, high in shares],
            values={name: finite(value) for name, value in values.items()},
            hidden_modes=self.modes.hidden,
            hidden_mass=self.modes.hidden_mass,
            message=walk.message(),
        )

    def _judged(self, walk: Walk, most: int) -> tuple[float, float]:
        """The distance of the first `most` particles, and its floor."""
        n = min(most, len(walk.x))
        if n not in self._distances:
            self._distances[n] = SlicedWasserstein(self.mixture, n)
        return self._distances[n].distance(walk.x[:n]), self._distances[n].floor

    def trail(self) -> Trail | None:
        """The curve of quality against cost so far."""
        if self.walk is None or not self._distances or not self.reached:
            return None
        evaluations, distance = torch.tensor(self.reached).unbind(1)
        judge = self._distances[min(JUDGED_IN_MOTION, len(self.walk.x))]
        return Trail(evaluations, distance, judge.floor)

    def go_on(self, walk: Parcel, field: Field, reached: list[list[float]], seconds: float) -> None:
        """Stand where a kept walk stood."""
        self.walk = Walk.unpacked(walk, field, self.mixture, self.modes)
        self.reached = [(evaluations, distance) for evaluations, distance in reached]
        self.seconds = seconds
