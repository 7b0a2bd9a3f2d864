"""A field made of several: energies add, and so do scores, each times its power.

    E = sum_i a_i E_i,   s = sum_i a_i s_i,   at noise sigma  sum_i a_i s_i(x, sigma)

Without noise that is the product of experts, exactly. With noise it is the product of the SMOOTHED experts, which is
not the smoothed product: reverse diffusions and annealed Langevin that walk on it give modes wrong weights. A power
1 - g < 0 beside g makes it classifier-free guidance, p_c^g p_u^(1 - g).
Source: Du et al. 2023, Reduce, Reuse, Recycle, section 3; Ho & Salimans 2022, eq. 6.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from .errors import InvalidInput, Unsupported
from .field import Experts, Field

# of two noise ranges that count as one
SAME = 0.01


class ComposedField(Field):
    """sum_i a_i of fields.

    Errors: InvalidInput if the powers are not one for each and sum to more than 0, or noise ranges differ.
    """

    def __init__(self, fields: Sequence[Field], powers: Sequence[float] | None = None) -> None:
        self.fields = list(fields)
        self.powers = [1.0] * len(self.fields) if powers is None else [float(power) for power in powers]
        if not self.fields or len(self.powers) != len(self.fields):
            raise InvalidInput("powers", f"A composed field of {len(self.fields)} needs as many powers, at least one.")
        if not all(map(math.isfinite, self.powers)) or not sum(self.powers) > 0:
            raise InvalidInput(
                "powers", "Powers must be finite numbers whose sum is above 0, or nothing holds the mass."
            )
        self.has_energy = all(field.has_energy for field in self.fields)
        self.has_smoothed_energy = all(field.has_smoothed_energy for field in self.fields)
        self.noise_range = _common_range([field.noise_range for field in self.fields])
        lacking = [field.no_noise_levels for field in self.fields if field.noise_range is None]
        self.no_noise_levels = lacking[0] if lacking else Field.no_noise_levels
        exact = all(field.precision == torch.float64 for field in self.fields)
        self.precision = torch.float64 if exact else torch.float32

    @property
    def version(self) -> int:  # type: ignore[override]
        """Another number whenever one of its fields has changed."""
        return sum(field.version for field in self.fields)

    @property
    def total_power(self) -> float:
        return sum(self.powers)

    def score(self, x: Tensor) -> Tensor:
        return self._sum([field.score(x) for field in self.fields])

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self._sums([field.score_and_divergence(x) for field in self.fields])

    def energy(self, x: Tensor) -> Tensor:
        return self._sum([field.energy(x) for field in self.fields])

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self._sums([field.energy_and_score(x) for field in self.fields])

    def landmarks(self) -> Tensor:
        return torch.cat([field.landmarks().double() for field in self.fields])

    def jacobian(self, x: Tensor) -> Tensor:
        return self._sum([field.jacobian(x) for field in self.fields])

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return self._sum([field.smoothed_score(x, sigma) for field in self.fields])

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        return self._sums([field.smoothed_score_and_divergence(x, sigma) for field in self.fields])

    def smoothed_energy_and_score(self, x: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
        if not self.has_smoothed_energy:
            raise Unsupported("model", "One of the composed fields has no energy under noise; take exact fields.")
        return self._sums([field.smoothed_energy_and_score(x, sigma) for field in self.fields])

    def experts(self, x: Tensor, sigma: float) -> Experts:
        scores = torch.stack([field.smoothed_score(x, sigma) for field in self.fields])
        return Experts(scores, torch.tensor(self.powers, dtype=scores.dtype))

    def _sum(self, each: Sequence[Tensor]) -> Tensor:
        total = self.powers[0] * each[0]
        for power, one in zip(self.powers[1:], each[1:], strict=True):
            total = total + power * one
        return total

    def _sums(self, each: Sequence[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor]:
        return self._sum([first for first, _ in each]), self._sum([second for _, second in each])


def _common_range(ranges: Sequence[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The one range of noise that all know; None if one knows none. Errors: InvalidInput if they differ."""
    known = [each for each in ranges if each is not None]
    if len(known) < len(ranges):
        return None
    lows, highs = zip(*known, strict=True)
    if min(lows) < (1 - SAME) * max(lows) or min(highs) < (1 - SAME) * max(highs):
        said = " and ".join(f"[{low:.3g}, {high:.3g}]" for low, high in known)
        raise InvalidInput(
            "noise",
            f"The experts know other ranges of noise, {said} world units, so that their scores cannot be added at "
            "every level; train them with the same smallest and largest noise.",
        )
    return max(lows), min(highs)
