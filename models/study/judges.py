"""The figures of a run's training: what it says of itself, and what those say who know the exact target."""

from __future__ import annotations

import math
import time

from ..diagnostics.fisher_divergence import FieldJudge
from ..diagnostics.partition_function import kl_divergence, partition_function
from ..field import Field
from ..figures import Figures, finite
from ..targets.gaussian_mixture import GaussianMixture
from ..training.snapshot import Snapshot


class Judges:
    """Everybody who judges one target's fields; `sigma` (world units) is the noise of the objective, if it has one."""

    def __init__(self, mixture: GaussianMixture, sigma: float | None) -> None:
        self._clean = FieldJudge(mixture)
        self._smoothed = FieldJudge(mixture, sigma) if sigma else None
        self._mixture = mixture
        self._refereed_at, self._last_seconds = -math.inf, 0.0
        self.referee_seconds = 0.0
        """How long log Z and the KL took when they were last asked for; zero if they were not in the last figures."""

    @property
    def refereed(self) -> bool:
        """Whether log Z and the KL are among the figures of this target's fields."""
        return self._last_seconds > 0

    def figures(self, shot: Snapshot, patience: float = 0.0) -> Figures:
        """By measure name (models/diagnostics/measures.py); None where it is not finite.

        log Z and the KL of energies take up to half a second: they are left out until `patience` times what they
        took has passed since.
        """
        clean = self._clean.judge(shot.field)
        values: dict[str, float | None] = {
            "loss": shot.loss,
            "relative_fisher_error": clean.relative_fisher_error,
            "angle_deg": clean.angle_deg,
            "ms_per_step": shot.ms_per_step,
        }
        if shot.held_out_loss is not None:
            values["held_out_loss"] = shot.held_out_loss
        if self._smoothed:
            values["relative_fisher_error_smoothed"] = self._smoothed.judge(shot.field).relative_fisher_error
            values["sigma"] = self._smoothed.sigma
        if shot.field.has_energy:
            values |= self._refereed(shot.field, patience)
        values |= shot.readings
        return {name: finite(value) for name, value in values.items()}

    def _refereed(self, field: Field, patience: float) -> dict[str, float]:
        began = time.perf_counter()
        if began - self._refereed_at < patience * self._last_seconds:
            self.referee_seconds = 0.0
            return {}
        log_z = partition_function(field).log_z
        kl = kl_divergence(field, self._mixture, log_z)
        self._refereed_at = time.perf_counter()
        self.referee_seconds = self._last_seconds = self._refereed_at - began
        return {"kl": kl, "log_z": log_z}
