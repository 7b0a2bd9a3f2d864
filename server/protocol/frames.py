"""Array messages: one binary WebSocket message is one safetensors buffer whose metadata says what it is.

| kind      | tensors                                                                                         |
|-----------|-------------------------------------------------------------------------------------------------|
| field     | `score` (A, A, 2) float32, 1/unit, row 0 = lowest y; A = ARROW_SIDE                             |
| particles | `x` (N, 2) int16 over the box: world = value / 32767 * half_width; -32768 = not on the box      |
| lens      | one (L, L) float32 per map, row 0 = lowest y, NaN = nothing to say; curves as `curve.NAME.x`/`.y`; |
|           | metadata `look` is the JSON of `LookInfo`: lens, note, maps, numbers, curves                    |
| energy    | of energy models: `log_density` (L, L) float32, -E(x) - log Z, nats, row 0 = lowest y;          |
|           | metadata `log_z` (nats, by quadrature), `reliable` (true: the quadrature's window held the mass) |
| data      | `x` (N, 2) int16 as for particles: the points a run trains on, the first DATA_SHOWN; metadata `of` |
|           | is how many there are, or `endless`: then `x` is STREAM_SHOWN new points of the stream           |

Metadata are strings: v, kind, run, seq, step, and what the kind adds.
"""

from __future__ import annotations

from typing import Literal

from scorescape.models.settings import Settings

FrameKind = Literal["field", "particles", "lens", "energy", "data"]

FRAME_VERSION = 1
ARROW_SIDE = 24
LENS_SIDE = 96
DATA_SHOWN = 5_000
STREAM_SHOWN = 1_000
IN_FLIGHT = 2
"""Unacknowledged frames of one kind per run and client."""


class MapInfo(Settings):
    """How one map of a lens frame is to be coloured."""

    quantity: str
    unit: str
    scale: Literal["sequential", "diverging", "error", "categorical", "angle"]
    low: float
    high: float
    beside: str
    """The map shown beside this one; empty for none."""


class NumberInfo(Settings):
    """A figure of a lens, beside its noise floor or its exact value where it has one; null where it is not finite."""

    label: str
    value: float | None
    unit: str
    floor: float | None
    exact: float | None


class CurveInfo(Settings):
    """The axes of one curve of a lens frame."""

    x_label: str
    y_label: str
    log_x: bool
    of_target: bool
    """The same in every panel: it belongs to the target."""


class LookInfo(Settings):
    """What a lens frame holds, in words."""

    lens: str
    note: str
    maps: dict[str, MapInfo]
    numbers: dict[str, NumberInfo]
    curves: dict[str, CurveInfo]
