"""A study's fields and particles as NumPy arrays in one .npz file, for people who go on in Python."""

from __future__ import annotations

import io

import numpy as np
import torch
from torch import Tensor

from ..domain import Grid
from .study import Study

EXPORT_SIDE = 128


def arrays(study: Study) -> bytes:
    """Grids are (128, 128[, 2]), row 0 = lowest y, world units; `points` says where each entry lies.

    Keys: points, log_density (nats) and score (1/unit) of the target; learnt_score; learnt_energy (nats, up to a
    constant) where the model is an energy; particles (N, 2) where some have been sampled.
    """
    grid = Grid(EXPORT_SIDE)
    points, field = grid.points(), study.field
    with torch.no_grad():
        kept: dict[str, Tensor] = {
            "points": grid.reshape(points),
            "log_density": grid.reshape(study.mixture.log_prob(points)),
            "score": grid.reshape(study.mixture.score(points)),
            "learnt_score": grid.reshape(field.score(points)),
        }
        if field.has_energy:
            kept["learnt_energy"] = grid.reshape(field.energy(points))
    if study.walk is not None:
        kept["particles"] = study.walk.x
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{name: value.numpy() for name, value in kept.items()})  # type: ignore[arg-type]
    return buffer.getvalue()
