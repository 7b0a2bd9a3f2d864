"""How far a noise-conditional field is from the exact scores, level by level.

    error(sigma) = E |s_theta(x, sigma) - grad log p_sigma(x)|^2 / E |grad log p_sigma(x)|^2,   x from p_sigma

A field that is right at the smallest noise can still be wrong where the walk settles the mode weights.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..field import Field
from ..noise_levels.ladders import clipped_range, geometric
from ..targets.gaussian_mixture import GaussianMixture
from .fisher_divergence import EVALUATION_POINTS, FieldJudge

N_LEVELS = 6
# above this many deviations of the target its smoothed score is a Gaussian's
LARGEST = 5.0


@dataclass(frozen=True)
class LevelError:
    """sigma in world units, relative_fisher_error a pure number, angle_deg in degrees."""

    sigma: float
    relative_fisher_error: float
    angle_deg: float


def level_errors(
    field: Field, mixture: GaussianMixture, n_levels: int = N_LEVELS, n: int = EVALUATION_POINTS
) -> list[LevelError]:
    """From the smallest noise the field knows up to five deviations of the target, in geometric steps.

    Errors: Unsupported if the field knows no noise levels.
    """
    largest, smallest = clipped_range(field, LARGEST * mixture.rms_deviation(), 1e-3)
    found = []
    for sigma in reversed(geometric(largest, smallest, n_levels)):
        error = FieldJudge(mixture, sigma, n).judge_smoothed(field)
        found.append(LevelError(sigma, error.relative_fisher_error, error.angle_deg))
    return found
