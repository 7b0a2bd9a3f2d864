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
        found, _ = source.partition()
        with torch.no_grad():
            energy = MAP_GRID.reshape(source.field.energy(MAP_GRID.points())).double()
        log_density = (-energy - found.log_z).float()
        facts = {"log_z": repr(found.log_z), "reliable": "true" if found.reliable else "false"}
        facts |= {"reason": found.reason} if found.reason else {}
        return Picture({"log_density": log_density}, facts=facts)

    def step(self, source: Study) -> int:
        return source.run.step_count
