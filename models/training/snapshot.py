"""What a run shows of itself at one step."""

from __future__ import annotations

from dataclasses import dataclass

from ..networks.base import Network


@dataclass(frozen=True)
class Snapshot:
    """A run after `step` steps; `field` goes on learning, so read it before the next step or copy it."""

    step: int
    n_steps: int
    seconds: float
    """Training time so far, without evaluation."""
    loss: float
    """Running mean of the objective's value."""
    held_out_loss: float | None
    """The objective on points the run never sees; None for an endless stream, where every point is new."""
    readings: dict[str, float]
    """What the objective learnt beside the network, such as log_z_learned."""
    field: Network
    loss_se: float | None = None
    """Standard error of the running mean; None where it is not known."""
    held_out_loss_se: float | None = None

    @property
    def ms_per_step(self) -> float:
        return 1e3 * self.seconds / max(1, self.step)
