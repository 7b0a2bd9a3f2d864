"""From tensors to the bytes of a frame: one safetensors buffer whose metadata says what it is."""

from __future__ import annotations

import base64
import math

import safetensors.torch
import torch
from torch import Tensor

from scorescape.models.domain import HALF_WIDTH, Grid, in_box
from scorescape.models.field import Field
from scorescape.models.lenses.base import Look, Map

from ..protocol.frames import (
    ARROW_SIDE,
    FRAME_VERSION,
    LENS_SIDE,
    CurveInfo,
    FrameKind,
    LookInfo,
    MapInfo,
    NumberInfo,
)

INT16_STEPS = 32767
OFF_THE_BOX = -32768
ARROWS = Grid(ARROW_SIDE)
HEAT = Grid(LENS_SIDE)


def encode_frame(kind: FrameKind, run: str, seq: int, step: int, tensors: dict[str, Tensor], **more: str) -> bytes:
    """One binary message."""
    metadata = {"v": str(FRAME_VERSION), "kind": kind, "run": run, "seq": str(seq), "step": str(step), **more}
    # copies: safetensors refuses arrays that share memory, as two curves over one axis do
    own = {name: value.clone(memory_format=torch.contiguous_format) for name, value in tensors.items()}
    return safetensors.torch.save(own, metadata=metadata)


def field_tensors(field: Field) -> dict[str, Tensor]:
    """`score` (A, A, 2) float32 on the arrows' grid, row 0 = lowest y."""
    with torch.no_grad():
        return {"score": ARROWS.reshape(field.score(ARROWS.points()))}


def energy_tensors(field: Field, log_z: float) -> dict[str, Tensor]:
    """`log_density` (L, L) float32: -E(x) - log Z, nats, row 0 = lowest y."""
    with torch.no_grad():
        return {"log_density": (-HEAT.reshape(field.energy(HEAT.points())).double() - log_z).float()}


def particle_tensors(x: Tensor) -> dict[str, Tensor]:
    """`x` (N, 2) int16 over the box; both coordinates OFF_THE_BOX for particles outside it or not finite."""
    inside = in_box(x)
    steps = (torch.where(inside[:, None], x, 0.0) * (INT16_STEPS / HALF_WIDTH)).round().to(torch.int16)
    return {"x": torch.where(inside[:, None], steps, torch.tensor(OFF_THE_BOX, dtype=torch.int16))}


def look_tensors(lens: str, look: Look) -> tuple[dict[str, Tensor], str]:
    """Maps and curves by name, and the JSON of their LookInfo."""
    tensors = {name: shown.values.float() for name, shown in look.maps.items()}
    for name, curve in look.curves.items():
        tensors[f"curve.{name}.x"], tensors[f"curve.{name}.y"] = curve.x.float(), curve.y.float()
    if look.hatch is not None:
        tensors["hatch"] = look.hatch.float()
    info = LookInfo(
        lens=lens,
        note=look.note,
        maps={name: _map_info(shown) for name, shown in look.maps.items()},
        numbers={
            name: NumberInfo(label=n.label, value=finite(n.value), unit=n.unit, floor=n.floor, exact=n.exact)
            for name, n in look.numbers.items()
        },
        curves={
            name: CurveInfo(x_label=c.x_label, y_label=c.y_label, log_x=c.log_x, of_target=c.of_target)
            for name, c in look.curves.items()
        },
    )
    return tensors, info.model_dump_json()


def _map_info(shown: Map) -> MapInfo:
    known = shown.values[torch.isfinite(shown.values)]
    low = shown.low if shown.low is not None else float(known.min()) if len(known) else 0.0
    high = shown.high if shown.high is not None else float(known.max()) if len(known) else 1.0
    return MapInfo(quantity=shown.quantity, unit=shown.unit, scale=shown.scale, low=low, high=high, beside=shown.beside)


def base64_of(values: Tensor) -> str:
    """A tensor's little-endian bytes as text, row-major."""
    return base64.b64encode(values.contiguous().numpy().tobytes()).decode()


def finite(value: float | None) -> float | None:
    """The value, or None where JSON has no word for it."""
    return value if value is not None and math.isfinite(value) else None
