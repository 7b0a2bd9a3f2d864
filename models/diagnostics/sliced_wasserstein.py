"""Sliced Wasserstein-2 distance between two clouds, and of particles from one target.

SW2^2 = mean over directions u of  W2^2(u . x, u . y),  in one dimension by sorting
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass

import torch
from torch import Tensor

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .floors import Floor, floor_of
from .shadows import shadows, squared_gap
from .verdicts import Verdict, told


def sliced_wasserstein(x: Tensor, y: Tensor) -> float:
    """World units; x and y (N, 2) of equal size, finite. Directions are evenly spaced: in the plane none need chance.

    Source: Rabin et al. 2011; Bonneel et al. 2015, definition 7.
    """
    return math.sqrt(squared_gap(shadows(x), shadows(y)))


@dataclass(frozen=True)
class Judged:
    """A distance, the mean and the 95 % quantile of exact samples' distances, world units, and what that means."""

    distance: float
    floor: float
    floor_95: float
    verdict: Verdict


class SlicedWasserstein:
    """Distance of n particles from one target, beside what exact samples of the same number score.

    Both are distances of two independent clouds of n. The exact cloud that particles are held against is drawn by a
    stream named after the particles themselves: one cloud for all would be an unlucky one for some targets, and exact
    samples would then be called wrong far more, or less, often than the floor's quantile says.
    """

    def __init__(self, mixture: GaussianMixture, n: int, seed: int = 0) -> None:
        self._exact, self._seed = mixture.to(torch.float32), seed
        self.n = n
        self._last: tuple[str, float] | None = None
        self.pairs: Floor = floor_of(mixture, n)

    @property
    def floor(self) -> float:
        """The mean over exact pairs; waits for the first of them."""
        return self.pairs.at_once().mean

    @property
    def floor_95(self) -> float:
        """Their 95 % quantile: 5 in 100 exact samples score more."""
        return self.pairs.at_once().quantile_95

    def distance(self, particles: Tensor) -> float:
        """World units; NaN if any particle is not finite. Equal particles have equal distances."""
        if not bool(torch.isfinite(particles).all()):
            return math.nan
        digest = hashlib.blake2b(particles.contiguous().numpy().tobytes(), digest_size=8).hexdigest()
        if self._last is None or self._last[0] != digest:
            reference = self._exact.sample(len(particles), stream(self._seed, f"reference/{digest}"))
            self._last = digest, sliced_wasserstein(particles, reference)
        return self._last[1]

    def judged(self, particles: Tensor, fault: float | None = None) -> Judged:
        """The first n of the particles beside the floor, and whether they can be told from exact ones.

        `fault` is the smallest wrong weight that would be found, where it is known.
        """
        distance, floor, floor_95 = self.distance(particles[: self.n]), self.floor, self.floor_95
        return Judged(distance, floor, floor_95, _verdict(distance, floor_95, fault))


def _verdict(distance: float, floor_95: float, fault: float | None) -> Verdict:
    if not math.isfinite(distance):
        sentence = "Some particles are no longer finite: they have no distance from exact samples."
    elif distance > floor_95:
        sentence = (
            f"The particles are {distance:.2g} from exact samples; those are within {floor_95:.2g} of each other "
            "95 times in 100."
        )
    elif fault is None:
        sentence = (
            f"The particles cannot be told from exact samples; a distance above {floor_95:.2g} would have been seen."
        )
    else:
        sentence = told("The particles", fault)
    return Verdict(holds=distance <= floor_95, sentence=sentence, smallest_fault=fault)
