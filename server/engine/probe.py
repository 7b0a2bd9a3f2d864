"""What a panel says of points: its score and energy there, and those of the exact target."""

from __future__ import annotations

import math

import torch

from ..protocol.commands import Probe
from ..protocol.events import Probed, Reading
from .panel import Panel
from .pictures import Pictures


def probe(panel: Panel, pictures: Pictures, question: Probe) -> Probed:
    """Readings in the order of the question's points, in single precision like all that the panel shows."""
    x = torch.tensor(question.points, dtype=torch.float32).reshape(-1, 2)
    field, exact = panel.run.field(), panel.mixture.to(torch.float64)
    with torch.no_grad():
        score = field.score(x).double()
        energy = field.energy(x).double() if field.has_energy else None
        log_prob, true_score = exact.log_prob_and_score(x.double())
    log_z, log_z_step = None, None
    if energy is not None:
        # while weights change, the quadrature is the energy frames' affair: it costs more than every probe together
        log_z, log_z_step = pictures.log_z(afresh=not panel.busy)
    return Probed(
        run=panel.id,
        question=question.question,
        step=panel.run.step_count,
        log_z=_finite(log_z),
        log_z_step=log_z_step,
        readings=[
            Reading(
                score=_pair(score[at].tolist()),
                true_score=_pair(true_score[at].tolist()),
                energy=None if energy is None else _finite(float(energy[at])),
                true_log_density=_finite(float(log_prob[at])),
            )
            for at in range(len(x))
        ],
    )


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _pair(vector: list[float]) -> tuple[float, float] | None:
    x, y = vector
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None
