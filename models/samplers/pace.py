"""How far a step should go on a target: by the narrowest part that matters."""

from __future__ import annotations

from ..targets.gaussian_mixture import GaussianMixture

# parts narrower than those that hold this share of the mass do not set the pace of all others
SPECK = 0.02


def narrow_scale(mixture: GaussianMixture) -> float:
    """The scale at which the narrowest 2 % of the mass end, world units: that of a stroke, not of a speck."""
    return mixture.scale_of_mass(SPECK)


def rounded(size: float) -> float:
    """To two digits, as a form shows it."""
    return float(f"{size:.2g}")
