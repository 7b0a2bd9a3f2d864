"""A distribution made of others: the target itself, and what is to be said of how it was made."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from ..gaussian_mixture import MAX_COMPONENTS, GaussianMixture, Origin
from . import densities, overlap
from .ascent import log_peak
from .fitting import cells_of, fitted
from .parts import LogParts
from .product import LARGEST_VARIATION, Closeness, ProductOfMixtures, is_whole, product_of_mixtures
from .reduction import reduced
from .tabulated import Tabulated

# scales of a part beyond its mean that the window of a grid reaches
REACH = 7.0
LEAST_HALF_WIDTH = 4.0
# a total variation that is not small enough to be left, and how long it is worked on
FITTED_ABOVE, FITTINGS, ROUNDS = 4e-3, 5, 4


@dataclass(frozen=True, eq=False)
class Composition:
    """What became of several targets."""

    target: GaussianMixture
    log_z: float
    """log of the integral of what was composed, before it was normalised, nats; 0 of a union."""
    n_pairs: int
    """Parts that there would have been."""
    dropped: float = 0.0
    """Share of the mass that was dropped to have no more than 2,000 parts."""
    total_variation: float = 0.0
    """Between the target and the composition itself: the price of dropping and merging."""
    notes: tuple[str, ...] = ()
    """Sentences for a person on how it was made."""
    warning: str = ""
    """One where the experts of a product hardly overlap."""

    @property
    def is_mixture(self) -> bool:
        """Whether the target is a Gaussian mixture, which has a smoothed score in closed form."""
        return not isinstance(self.target, Tabulated)


def product(experts: Sequence[GaussianMixture], powers: Sequence[float] | None = None) -> Composition:
    """AND: prod p_i^{a_i} / Z, in closed form for whole powers of mixtures, by a grid for others.

    Errors: InvalidInput where the experts do not overlap, or no grid is fine enough.
    """
    powers = [1.0] * len(experts) if powers is None else powers
    mixtures = not any(isinstance(expert, Tabulated) for expert in experts)
    found = _in_closed_form(experts, powers) if mixtures and is_whole(powers) else None
    if found is None:
        precision = sum(a / expert.narrowest_scale**2 for a, expert in zip(powers, experts, strict=True))
        half_width = max(_reach(expert, min(1.0, a)) for a, expert in zip(powers, experts, strict=True))
        tabulated = Tabulated.of(densities.Product(experts, powers), 1 / math.sqrt(precision), half_width)
        found = Composition(tabulated, tabulated.log_z, math.prod(expert.n_components for expert in experts))
    x, y = found.target.mean().tolist()
    target = replace(found.target, origin=Origin("product", tuple(experts), tuple(powers)))
    return replace(found, target=target, warning=overlap.said(experts, powers, found.log_z, (x, y)))


def _in_closed_form(experts: Sequence[GaussianMixture], powers: Sequence[float]) -> Composition | None:
    """None where 2,000 parts would miss the product by more than a total variation of 5e-3."""
    made = product_of_mixtures(experts, [int(power) for power in powers])
    weights, means, scales = made.parts.normalised()
    if made.log_z < overlap.TOO_LITTLE:  # refused, unless it is the powers: in its own words, not those of a scale
        x, y = (weights @ means).tolist()
        overlap.said(experts, powers, made.log_z, (x, y))
    if not made.reduced:
        return Composition(GaussianMixture.create(weights, means, scales), made.log_z, made.n_pairs)
    target, close = _close_enough(made, densities.Product(experts, powers))
    if close.total_variation > LARGEST_VARIATION:
        return None
    note = (
        f"{made.n_pairs:,} parts became {target.n_components:,}: {100 * made.dropped:.2g} % of the mass was dropped, "
        f"and the total variation to the whole product is {close.total_variation:.2g}."
    )
    return Composition(target, close.log_z, made.n_pairs, made.dropped, close.total_variation, (note,))


def _close_enough(made: ProductOfMixtures, whole: densities.Product) -> tuple[GaussianMixture, Closeness]:
    """The parts as they are, or fitted to the product where they are not near enough; fewer rounds if they suffice."""
    log_z = made.log_z if made.z_is_exact else None
    parts = made.parts
    target = GaussianMixture.create(*parts.normalised())
    close = Closeness.of(target, whole, log_z)
    if close.total_variation <= FITTED_ABOVE:
        return target, close
    x, mass = cells_of(whole, parts)
    for _ in range(FITTINGS):
        parts = fitted(parts, x, mass, ROUNDS)
        tried = GaussianMixture.create(*parts.normalised())
        found = Closeness.of(tried, whole, log_z)
        if found.total_variation < close.total_variation:
            target, close = tried, found
        if close.total_variation <= FITTED_ABOVE:
            break
    return target, close


def union(experts: Sequence[GaussianMixture], weights: Sequence[float] | None = None) -> Composition:
    """OR: sum c_i p_i with weights that are brought to sum to 1; a mixture if all of them are."""
    given = [1.0] * len(experts) if weights is None else weights
    shares = [weight / sum(given) for weight in given]
    n, origin = sum(expert.n_components for expert in experts), Origin("union", tuple(experts), tuple(shares))
    if any(isinstance(expert, Tabulated) for expert in experts):
        finest = min(expert.narrowest_scale for expert in experts)
        half_width = max(_reach(expert) for expert in experts)
        tabulated = Tabulated.of(densities.Union(experts, shares), finest, half_width)
        return Composition(replace(tabulated, origin=origin), 0.0, n)
    held = [expert.weights.double() * share for expert, share in zip(experts, shares, strict=True)]
    means, scales = torch.cat([each.means for each in experts]), torch.cat([each.scales for each in experts])
    parts = LogParts(torch.cat(held).log(), means.double(), scales.double() ** 2)
    few, dropped = reduced(parts, MAX_COMPONENTS, 1e-4)
    return Composition(replace(GaussianMixture.create(*few.normalised()), origin=origin), 0.0, n, dropped)


def negation(
    wanted: GaussianMixture, unwanted: GaussianMixture, floor: float = 0.01, odds: float | None = None
) -> Composition:
    """NOT: p / (q + floor max q) / Z; with `odds` c, p p / (p + c q) / Z, which has a meaning and leaves no ring.

    Errors: InvalidInput if no grid is fine enough.
    """
    density: densities.Density
    if odds is None:
        density = densities.Negation(wanted, unwanted, math.log(floor) + _log_peak(unwanted))
    else:
        density = densities.Doubt(wanted, unwanted, odds)
    finest = min(wanted.narrowest_scale, unwanted.narrowest_scale)
    target = Tabulated.of(density, finest, _reach(wanted))
    origin = Origin("negation", (wanted, unwanted), (1.0, 1.0))
    return Composition(replace(target, origin=origin), target.log_z, wanted.n_components)


def _log_peak(mixture: GaussianMixture) -> float:
    return log_peak(mixture, mixture.means, mixture.narrowest_scale)


def _reach(mixture: GaussianMixture, power: float = 1.0) -> float:
    """Half the width of a window that holds all parts, as wide as a power makes them."""
    if isinstance(mixture, Tabulated):
        return mixture.grid.half_width / math.sqrt(power)
    edges = mixture.means.double().abs().amax(1) + REACH * mixture.scales.double() / math.sqrt(power)
    return max(LEAST_HALF_WIDTH, float(edges.max()))
