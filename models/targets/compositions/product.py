"""Products of mixtures with whole powers, which are mixtures: AND, an expert counted as often as its power says.

p(x) = prod_i p_i(x)^{a_i} / Z. Powers are taken by squaring. What is dropped on the way is chosen by what each part is
going to be worth: its weight times, for every factor still to come, the integral of that factor over the part.
The price of dropping and merging is the total variation between what is left, q, and the product itself, whose density
is known in closed form:  TV = E_q[(1 - p / q)_+].  Where it is large, the parts are fitted to the product.
Source: Hinton 2002, section 2 (products of experts).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ...random_streams import stream
from ..gaussian_mixture import GaussianMixture
from .densities import Product
from .parts import LogParts, multiplied, overlaps
from .reduction import reduced

MOST_PARTS = 2_000
MOST_ON_THE_WAY = 4_000
MOST_DROPPED = 1e-4
LARGEST_VARIATION = 5e-3
VARIATION_POINTS = 16_384


@dataclass(frozen=True)
class ProductOfMixtures:
    """The product as parts, not yet normalised, and what it cost to have no more of them."""

    parts: LogParts
    log_z: float
    """log of the integral of prod p_i^{a_i}, nats: the log-mass in which the experts agree."""
    n_pairs: int
    """Parts of the last multiplication before any was dropped."""
    dropped: float
    """Share of the mass that was dropped, all turns together."""
    reduced: bool
    """Whether anything was dropped or merged."""
    z_is_exact: bool
    """Whether nothing was before the last multiplication, which counts all pairs."""


def product_of_mixtures(experts: Sequence[GaussianMixture], powers: Sequence[int]) -> ProductOfMixtures:
    """prod_i p_i^{a_i} for whole powers of at least 1."""
    factors = [LogParts.of(expert) for expert in experts]
    making = _Making(factors, powers)
    for i, power in enumerate(powers):
        for bit in bin(power)[2:]:
            if making.taken[i]:
                making.square(i)
            if bit == "1":
                making.times(i)
        making.close(i)
    return making.made()


class _Making:
    """A product under way: `done` holds the finished powers, `open` the power that is being taken."""

    def __init__(self, factors: Sequence[LogParts], powers: Sequence[int]) -> None:
        self._factors, self._powers = factors, powers
        self.taken = [0] * len(factors)
        self._done: LogParts | None = None
        self._open: LogParts | None = None
        self._turns = sum(power.bit_length() + power.bit_count() - 2 for power in powers) + len(powers) - 1
        self._left = self._turns
        self._log_z, self._dropped, self._n_pairs, self._reduced, self._exact = 0.0, 0.0, 0, False, True

    def square(self, i: int) -> None:
        assert self._open is not None
        self.taken[i] *= 2
        self._open = self._turn(self._open, self._open)

    def times(self, i: int) -> None:
        self.taken[i] += 1
        self._open = self._factors[i] if self._open is None else self._turn(self._open, self._factors[i])

    def close(self, i: int) -> None:
        """The power of expert i is taken: it joins the others."""
        assert self._open is not None
        taken, self._open = self._open, None
        self._done = taken if self._done is None else self._turn(self._done, taken)

    def made(self) -> ProductOfMixtures:
        assert self._done is not None
        parts = self._done
        if not self._turns:
            parts, self._dropped = reduced(parts, MOST_PARTS, MOST_DROPPED)
            self._reduced, self._n_pairs = len(parts) < len(self._done), len(self._done)
        return ProductOfMixtures(parts, self._log_z, self._n_pairs, self._dropped, self._reduced, self._exact)

    def _turn(self, a: LogParts, b: LogParts) -> LogParts:
        self._left -= 1
        pairs = multiplied(a, b)
        last = self._left == 0
        most, share = MOST_PARTS if last else MOST_ON_THE_WAY, MOST_DROPPED / self._turns
        parts, dropped = reduced(pairs.parts, most, share, None if last else self._outlook)
        self._dropped, self._n_pairs = self._dropped + dropped, pairs.n_pairs
        if last:
            self._log_z, self._exact = pairs.log_total, not self._reduced
        self._reduced = self._reduced or len(parts) < len(pairs.parts)
        return parts

    def _outlook(self, parts: LogParts) -> torch.Tensor:
        """(K,) nats: the factors still to come over each part."""
        to_come = torch.zeros(len(parts), dtype=torch.float64)
        closed = self._done
        for i, (factor, power) in enumerate(zip(self._factors, self._powers, strict=True)):
            if left := power - self.taken[i]:
                to_come += left * overlaps(parts, factor)
        if closed is not None and self._open is not None:
            to_come += overlaps(parts, closed)
        return to_come


@dataclass(frozen=True)
class Closeness:
    """How near a mixture q is to the product prod p_i^{a_i} / Z, by points of q that are the same each time."""

    total_variation: float
    log_z: float
    """log E_q[prod p_i^{a_i} / q], nats: Z itself where the parts of the way were merged."""

    @staticmethod
    def of(q: GaussianMixture, unnormalised: Product, log_z: float | None = None) -> Closeness:
        x = q.sample(VARIATION_POINTS, stream(0, "composition"))
        ratio = unnormalised.log_prob_and_score(x)[0] - q.log_prob(x)
        known = float(ratio.logsumexp(0)) - math.log(len(x)) if log_z is None else log_z
        return Closeness(float((1 - (ratio - known).exp()).clamp(min=0).mean()), known)


def is_whole(powers: Sequence[float]) -> bool:
    return all(math.isfinite(power) and float(power).is_integer() for power in powers)
