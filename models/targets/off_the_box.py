"""Mass of a target outside the box: nobody sees it, no mode holds it, and a walk that finds it is counted as lost."""

from __future__ import annotations

from ..domain import HALF_WIDTH
from ..errors import InvalidInput
from .gaussian_mixture import GaussianMixture

# shares of the mass outside the box
WORTH_A_WORD = 0.01
ALL_BUT_WHOLLY = 0.999


def outside_warning(outside: float) -> str:
    """One sentence when more than 1 % of the mass lies outside; else empty."""
    if outside <= WORTH_A_WORD:
        return ""
    return (
        f"{100 * outside:.3g} % of the target's mass lies outside the box [-{HALF_WIDTH:g}, {HALF_WIDTH:g}]: it is "
        "neither shown nor counted in the shares of the modes; move it inside or make it narrower."
    )


def refuse_if_outside(mixture: GaussianMixture) -> None:
    """Errors: InvalidInput if nothing of the target, or less than .1 % of it, lies in the box."""
    if mixture.mass_outside() < ALL_BUT_WHOLLY:
        return
    x, y = mixture.mean().tolist()
    raise InvalidInput(
        "target",
        f"The target lies outside the box: its mean is ({x:.4g}, {y:.4g}), and less than .1 % of its mass is in "
        f"[-{HALF_WIDTH:g}, {HALF_WIDTH:g}] along both axes; move or scale it into the box.",
    )
