"""What a study says of points: its score and energy there, and those of the exact target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..figures import finite
from .records import Reading
from .study import Study


@dataclass(frozen=True)
class Probing:
    """Readings of the points, after `step` steps of training; log Z (nats) as of `log_z_step`, None for a score."""

    step: int
    log_z: float | None
    log_z_step: int | None
    readings: list[Reading]


def probe(study: Study, points: Sequence[tuple[float, float]], *, afresh: bool) -> Probing:
    """Readings in the order of the points, in single precision like all that is shown; see Study.partition."""
    x = torch.tensor(points, dtype=torch.float32).reshape(-1, 2)
    field, exact = study.field, study.mixture.to(torch.float64)
    with torch.no_grad():
        score = field.score(x).double()
        energy = field.energy(x).double() if field.has_energy else None
        log_prob, true_score = exact.log_prob_and_score(x.double())
    log_z, log_z_step = None, None
    if energy is not None:
        found, log_z_step = study.partition(afresh=afresh)
        log_z = finite(found.log_z)
    readings = [
        Reading(
            score=_pair(score[at].tolist()),
            true_score=_pair(true_score[at].tolist()),
            energy=None if energy is None else finite(float(energy[at])),
            true_log_density=finite(float(log_prob[at])),
        )
        for at in range(len(x))
    ]
    return Probing(study.run.step_count, log_z, log_z_step, readings)


def _pair(vector: list[float]) -> tuple[float, float] | None:
    x, y = vector
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None
