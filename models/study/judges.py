"""The figures of a run's training: what it says of itself, and what those say who know the exact target."""

from __future__ import annotations

from ..diagnostics.fisher_divergence import FieldJudge
from ..figures import Figures, finite
from ..targets.gaussian_mixture import GaussianMixture
from ..training.snapshot import Snapshot
from .referee import Referee


class Judges:
    """Everybody who judges one target's fields; `sigma` (world units) is the noise of the objective, if it has one."""

    def __init__(self, mixture: GaussianMixture, sigma: float | None) -> None:
        self._clean = FieldJudge(mixture)
        self._smoothed = FieldJudge(mixture, sigma) if sigma else None
        self.referee = Referee(mixture)
        self.unreliable: dict[str, str] = {}
        """Why some of the figures last given may not be believed, by measure name."""

    @property
    def refereed(self) -> bool:
        """Whether log Z and the KL are among the figures of this target's fields."""
        return self.referee.asked

    @property
    def referee_seconds(self) -> float:
        """How long log Z and the KL took when they were last asked for; zero if they had to wait."""
        return self.referee.seconds

    def figures(self, shot: Snapshot, patience: float = 0.0) -> Figures:
        """By measure name (models/diagnostics/measures.py); None where it is not finite.

        log Z and the KL of energies may take a second: they are left out until `patience` times what they
        took has passed since.
        """
        clean = self._clean.judge(shot.field)
        values: dict[str, float | None] = {
            "loss": shot.loss,
            "loss_se": shot.loss_se,
            "relative_fisher_error": clean.relative_fisher_error,
            "relative_fisher_error_se": clean.relative_fisher_error_se,
            "angle_deg": clean.angle_deg,
            "angle_deg_se": clean.angle_deg_se,
            "ms_per_step": shot.ms_per_step,
        }
        if shot.held_out_loss is not None:
            values["held_out_loss"] = shot.held_out_loss
            values["held_out_loss_se"] = shot.held_out_loss_se
        if self._smoothed:
            smoothed = self._smoothed.judge(shot.field)
            values["relative_fisher_error_smoothed"] = smoothed.relative_fisher_error
            values["relative_fisher_error_smoothed_se"] = smoothed.relative_fisher_error_se
            values["sigma"] = self._smoothed.sigma
        self.unreliable = {}
        if shot.field.has_energy:
            refereed, self.unreliable = self.referee.judge(shot.field, patience)
            values |= refereed
        values |= shot.readings
        return {name: finite(value) for name, value in values.items()}
