"""Array messages: one binary WebSocket message is one safetensors buffer whose metadata says what it is.

Metadata are strings: v, kind (the layer), shape (how its tensors are to be read, see models/layers/base.py), run, seq,
step, time (seconds since 1970 with three decimals, when the picture was made), and what the layer adds.
`look`, where there is one, is the JSON of `LookInfo` and describes the tensors beside
it. Points travel as int16 over the box (world = value / 32767 * half_width; -32768 = not on the box), pixels as uint8,
everything else as float32. What each layer holds is in its file below models/layers/.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scorescape.models.lenses.shapes import MarkShape, Role
from scorescape.models.settings import Settings

FRAME_VERSION = 1
IN_FLIGHT = 2
"""Unacknowledged frames of one layer per run and client."""


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
    error: float | None = Field(None, description="Its standard error.")
    floor_95: float | None = Field(None, description="The 95 % quantile of its noise floor.")
    large: bool = Field(False, description="Shown large below each picture.")


class CurveInfo(Settings):
    """The axes of one curve of a lens frame."""

    x_label: str
    y_label: str
    log_x: bool
    of_target: bool
    """The same in every panel: it belongs to the target."""


class SliceInfo(Settings):
    """A part of a pie, beside what it truly is; null where it is not known."""

    label: str
    share: float
    truth: float | None
    mode: int | None = Field(description="The mode of the target whose colour it has, from 0.")


class BarsInfo(Settings):
    """The axis of intervals; its array `bars.NAME` is (n, 4): low, high, value, and 1 where it misses."""

    label: str
    unit: str
    reference: float
    reference_label: str
    reference_low: float | None
    reference_high: float | None


class MarkInfo(Settings):
    """What is drawn over the picture; its array `mark.NAME` is (n, 2), world units, NaN between two pieces."""

    shape: MarkShape
    role: Role
    label: str


class OfferInfo(Settings):
    """What a press sets of the lens; on the picture at (x, y), world units, or below it."""

    label: str
    settings: dict[str, bool | int | float | str]
    x: float | None
    y: float | None
    key: str = Field(description="The key that presses it too; empty for none.")


class LookInfo(Settings):
    """What a lens frame holds, in words."""

    lens: str
    note: str
    maps: dict[str, MapInfo]
    numbers: dict[str, NumberInfo]
    unreliable: dict[str, str] = Field(
        default_factory=dict, description="By the number's name: one sentence on why it may not be believed."
    )
    curves: dict[str, CurveInfo]
    slices: dict[str, SliceInfo] = Field(default_factory=dict, description="One pie: the shares sum to 1.")
    bars: dict[str, BarsInfo] = Field(default_factory=dict)
    marks: dict[str, MarkInfo] = Field(default_factory=dict, description="Drawn in this order.")
    offers: dict[str, OfferInfo] = Field(default_factory=dict, description="What may be pressed.")
