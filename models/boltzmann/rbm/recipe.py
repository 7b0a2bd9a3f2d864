"""How one machine learns: what was asked for, with everything that was left open written out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Objective = Literal["cd", "pcd", "exact"]
LEAST_SHARE = 0.05


@dataclass(frozen=True)
class Recipe:
    """`rate` is that of the first epoch; it falls in a line to 0 at `epochs` unless `decay` is False.

    Beyond the planned epochs it stays at a twentieth: who trains on still learns.
    """

    objective: Objective = "pcd"
    n_hidden: int = 64
    k: int = 1
    """Gibbs sweeps a batch."""
    epochs: int = 30
    rate: float = 0.1
    batch: int = 10
    chains: int = 10
    """Of PCD; CD begins one at every row of the batch."""
    weight_decay: float = 0.0
    """What a unit of rate takes off every weight."""
    average: float = 0.8
    """What an epoch leaves of the running average of the weights; 0 is the last iterate."""
    centred: bool = False
    decay: bool = True
    initial_scale: float = 0.01

    def settings(self) -> dict[str, bool | int | float | str]:
        """By the names of a specification's fields."""
        return {"hidden" if name == "n_hidden" else name: value for name, value in asdict(self).items()}

    def rate_at(self, epoch: float) -> float:
        """The rate when so many epochs are behind, fractions of one included."""
        if not self.decay:
            return self.rate
        return self.rate * (1 - epoch / self.epochs if epoch < self.epochs else LEAST_SHARE)
