"""A density times a constant: the exact field of a composition, before it was normalised."""

from __future__ import annotations

from torch import Tensor

from ..field import Field


class Unnormalised(Field):
    """E - log_z of a field's energy E: if exp(-E) has the integral 1, log Z of this is `log_z`, nats."""

    has_energy = True

    def __init__(self, normalised: Field, log_z: float) -> None:
        self._normalised, self._log_z = normalised, log_z
        self.precision = normalised.precision

    def energy(self, x: Tensor) -> Tensor:
        return self._normalised.energy(x) - self._log_z

    def score(self, x: Tensor) -> Tensor:
        return self._normalised.score(x)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self._normalised.score_and_divergence(x)

    def landmarks(self) -> Tensor:
        return self._normalised.landmarks()
