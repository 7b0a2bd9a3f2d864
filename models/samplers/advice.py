"""What to tell whoever runs a walk that loses its particles, or that is finite and yet useless."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..targets.gaussian_mixture import GaussianMixture
from .base import Sampler
from .health import FIRST_STEPS, Health
from .pace import narrow_scale, rounded

# of proposals: a chain that moves less often stands still
HARDLY_EVER = 0.01
FEWEST_PROPOSALS = 500
# steps that crossing the narrowest part may take: a thousand times those of a default step
TOO_MANY_STEPS = 10_000


@dataclass(frozen=True)
class Stretch:
    """What a walk did since it began, or since its settings or its field were changed."""

    steps: int
    moved: float
    """Root mean square distance from where the particles were, world units."""
    accepted: int
    proposed: int


def lost(health: Health, sampler: Sampler, expected: float, mixture: GaussianMixture) -> str:
    """A sentence if more particles are lost than the share that the target itself has off the box."""
    if health.lost == 0 or not health.alarming(expected):
        return ""
    size = getattr(sampler, "step_size", None)
    if size is None:
        levels = sampler.duration() is not None
        return health.sentence("try more levels" if levels else _other(sampler, mixture, larger=False))
    # Langevin is stable on a Gaussian of variance v below 2 v
    better = min(size / 2, mixture.narrowest_scale**2)
    return health.sentence(f"try a step below {better:.2g} unit^2")


def useless(sampler: Sampler, stretch: Stretch, mixture: GaussianMixture) -> str:
    """A sentence if hardly any proposal is accepted, or the steps are so small that nothing moves."""
    if stretch.steps < FIRST_STEPS:
        return ""
    if stretch.proposed >= FEWEST_PROPOSALS and stretch.accepted < HARDLY_EVER * stretch.proposed:
        return (
            f"{stretch.accepted:,} of {stretch.proposed:,} proposals were accepted, so the particles stand still; "
            f"{_other(sampler, mixture, larger=False)}."
        )
    scale = narrow_scale(mixture)
    needed = stretch.steps * (scale / stretch.moved) ** 2 if stretch.moved > 0 else math.inf
    # who does not wander, as under no noise, has come to rest; who has crossed the part is not slow
    if sampler.pace is None or not sampler.wanders or stretch.moved > scale / 2 or needed < TOO_MANY_STEPS:
        return ""
    return (
        f"The particles moved by {stretch.moved:.1g} units in {stretch.steps:,} steps, "
        f"{100 * stretch.moved / scale:.1g} % of the narrowest scale, {scale:.2g}: steps this small explore nothing; "
        f"{_other(sampler, mixture, larger=True)}."
    )


def _other(sampler: Sampler, mixture: GaussianMixture, *, larger: bool) -> str:
    """What to try instead: the size that suits the target, or a factor where that is what did not do."""
    if sampler.pace is None:
        return "try a smaller step"
    field = type(sampler).model_fields[sampler.pace]
    size = float(getattr(sampler, sampler.pace))
    suited = float(type(sampler).defaults_for(mixture).get(sampler.pace, size))
    if (suited <= size) if larger else (suited >= size):
        suited = rounded(4 * size if larger else size / 4)
    unit = (field.json_schema_extra or {}).get("unit", "")  # type: ignore[union-attr]
    return f"try a {field.title} of {suited:g} {unit}"
