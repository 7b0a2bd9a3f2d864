"""What a panel shows: the frames of each kind, numbered, and when there is a new one to make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import PartitionFunction, partition_function
from scorescape.models.domain import Grid
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Scene
from scorescape.models.random_streams import stream

from ..protocol.frames import DATA_SHOWN, LENS_SIDE, STREAM_SHOWN, FrameKind
from .encoder import encode_frame, energy_tensors, field_tensors, look_tensors, particle_tensors
from .panel import Panel

Version = tuple[Any, ...]


@dataclass(frozen=True)
class Look:
    """The lens that a viewer looks through, with its settings."""

    lens: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)


class Pictures:
    """The frames of one panel. Errors of `frame`: ScorescapeError from a lens or its settings."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._seq: dict[str, int] = {}
        self._quadrature: tuple[Version, PartitionFunction] | None = None

    def version(self, kind: FrameKind, look: Look) -> Version | None:
        """What a frame of this kind would show now: equal versions are equal pictures; None while there is none."""
        panel = self._panel
        trained = (panel.generation, panel.run.step_count)
        walked = (panel.walks, panel.walk.chain.step) if panel.walk else None
        match kind:
            case "field":
                return trained
            case "particles":
                return walked
            case "lens":
                settings = tuple(sorted(look.settings.items()))
                return None if look.lens is None else (*trained, *(walked or ()), look.lens, settings)
            case "energy":
                return trained if panel.run.field().has_energy else None
            case "data":
                # a stream never shows the same points twice
                return (panel.generation,) if panel.run.data.finite else trained

    def frame(self, kind: FrameKind, look: Look) -> tuple[int, bytes]:
        """Sequence number and bytes of the newest frame of a kind that has a version."""
        panel = self._panel
        step = panel.walk.chain.step if kind == "particles" and panel.walk else panel.run.step_count
        tensors, more = self._tensors(kind, look)
        seq = self._seq[kind] = self._seq.get(kind, 0) + 1
        return seq, encode_frame(kind, panel.id, seq, step, tensors, **more)

    def log_z(self, *, afresh: bool) -> tuple[float, int]:
        """log Z of an energy model by quadrature (nats) and the step of training it was found at.

        Without `afresh` an older one will do, if there is one of this run.
        """
        version = (self._panel.generation, self._panel.run.step_count)
        kept = self._quadrature
        if kept and (kept[0] == version or (not afresh and kept[0][0] == version[0])):
            return kept[1].log_z, kept[0][1]
        return self._integrate().log_z, version[1]

    def _integrate(self) -> PartitionFunction:
        found = partition_function(self._panel.run.field())
        self._quadrature = ((self._panel.generation, self._panel.run.step_count), found)
        return found

    def _tensors(self, kind: FrameKind, look: Look) -> tuple[dict[str, Tensor], dict[str, str]]:
        panel = self._panel
        match kind:
            case "particles" if panel.walk:
                return particle_tensors(panel.walk.x), {}
            case "energy":
                found = self._integrate()
                tensors = energy_tensors(panel.run.field(), found.log_z)
                return tensors, {"log_z": repr(found.log_z), "reliable": "true" if found.reliable else "false"}
            case "data":
                return self._data()
            case "lens" if look.lens is not None:
                tensors, info = self._look(look.lens, look.settings)
                return tensors, {"look": info}
            case _:
                return field_tensors(panel.run.field()), {}

    def _data(self) -> tuple[dict[str, Tensor], dict[str, str]]:
        """The points a run trains on; of an endless stream as many new ones, from a stream of their own."""
        run = self._panel.run
        if run.data.finite:
            return particle_tensors(run.data.points[:DATA_SHOWN]), {"of": str(len(run.data.points))}
        fresh = stream(run.resolved.spec.seed, f"shown-points-{run.step_count}")
        return particle_tensors(self._panel.mixture.sample(STREAM_SHOWN, fresh).float()), {"of": "endless"}

    def _look(self, lens: str, settings: dict[str, Any]) -> tuple[dict[str, Tensor], str]:
        panel = self._panel
        scene = Scene(
            panel.mixture,
            panel.modes,
            panel.run.field(),
            panel.walk.x if panel.walk else None,
            panel.run.resolved.objective.smoothing(),
            panel.walk.transitions_per_1000 if panel.walk else None,
            panel.trail(),
        )
        with torch.no_grad():
            return look_tensors(lens, LENSES.get(lens).parse(settings).look(scene, Grid(LENS_SIDE), stream(0, "lens")))
