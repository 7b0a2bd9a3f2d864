"""The density of an energy model, normalised by quadrature."""

from __future__ import annotations

import torch

from ..study.map_grid import MAP_GRID
from ..study.study import Study
from .base import Layer, Picture, Sight, Version


class EnergyLayer(Layer[Study]):
    """`log_density` (L, L): -E(x) - log Z, nats. Facts: log_z (nats), whether the quadrature is `reliable`, and the
    `reason` if it is not."""

    title = "Energy"
    description = "The log density of an energy model, its partition function by quadrature."
    shape = "map"
    unit = "nats"
    period = 0.25
    weight = 3.0

    def version(self, source: Study, sight: Sight) -> Version | None:
        return source.trained if source.field.has_energy else None

    def picture(self, source: Study, sight: Sight) -> Picture:
        log_z, reason = _log_z(source)
        with torch.no_grad():
            energy = MAP_GRID.reshape(source.field.energy(MAP_GRID.points())).double()
        log_density = (-energy - log_z).float()
        facts = {"log_z": repr(log_z), "reliable": "false" if reason else "true"}
        facts |= {"reason": reason} if reason else {}
        return Picture({"log_density": log_density}, facts=facts)

    def step(self, source: Study) -> int:
        return source.run.step_count


def _log_z(source: Study) -> tuple[float, str]:
    """log Z, nats, and why it may not be believed; that of a family is 0, wherever its mass is."""
    if source.field.normalised:
        return 0.0, ""
    found, _ = source.partition()
    return found.log_z, found.reason
