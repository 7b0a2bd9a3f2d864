"""From pictures to the bytes of a frame: one safetensors buffer whose metadata says what it is."""

from __future__ import annotations

import safetensors.torch
import torch
from torch import Tensor

from scorescape.models.domain import HALF_WIDTH, in_box
from scorescape.models.figures import finite
from scorescape.models.layers.base import Picture, Shape
from scorescape.models.lenses.base import Look, Map, Number
from scorescape.models.lenses.shapes import Bars, Offer

from ..protocol.frames import (
    FRAME_VERSION,
    BarsInfo,
    CurveInfo,
    LookInfo,
    MapInfo,
    MarkInfo,
    NumberInfo,
    OfferInfo,
    SliceInfo,
)

INT16_STEPS = 32767
OFF_THE_BOX = -32768


def encode_frame(layer: str, shape: Shape, run: str, seq: int, step: int, picture: Picture, now: float) -> bytes:
    """One binary message, of a picture made `now`, in seconds since 1970."""
    tensors, more = dict(picture.tensors), dict(picture.facts)
    if picture.look is not None:
        shown, more["look"] = look_tensors(more.pop("lens", layer), picture.look)
        tensors |= shown
    metadata = {"v": str(FRAME_VERSION), "kind": layer, "shape": shape, "run": run, "seq": str(seq), "step": str(step)}
    metadata["time"] = f"{now:.3f}"
    # copies: safetensors refuses arrays that share memory, as two curves over one axis do
    own = {name: _wired(shape, each).clone(memory_format=torch.contiguous_format) for name, each in tensors.items()}
    return safetensors.torch.save(own, metadata=metadata | more)


def _wired(shape: Shape, values: Tensor) -> Tensor:
    """As it travels: points in 16 bits over the box, pixels in 8, everything else as float32."""
    if shape == "points":
        return points_on_the_box(values)
    if shape == "pixels":
        return (values.clamp(0, 1) * 255).round().to(torch.uint8)
    return values.float()


def points_on_the_box(x: Tensor) -> Tensor:
    """(N, 2) int16 over the box; both coordinates OFF_THE_BOX for points outside it or not finite."""
    inside = in_box(x)
    steps = (torch.where(inside[:, None], x, 0.0) * (INT16_STEPS / HALF_WIDTH)).round().to(torch.int16)
    return torch.where(inside[:, None], steps, torch.tensor(OFF_THE_BOX, dtype=torch.int16))


def look_tensors(lens: str, look: Look) -> tuple[dict[str, Tensor], str]:
    """Maps, curves, bars and marks by name, and the JSON of their LookInfo."""
    tensors = {name: shown.values.float() for name, shown in look.maps.items()}
    for name, curve in look.curves.items():
        tensors[f"curve.{name}.x"], tensors[f"curve.{name}.y"] = curve.x.float(), curve.y.float()
    if look.hatch is not None:
        tensors["hatch"] = look.hatch.float()
    for name, bars in look.bars.items():
        tensors[f"bars.{name}"] = torch.stack([bars.low, bars.high, bars.value, bars.misses.double()], 1).float()
    for name, mark in look.marks.items():
        tensors[f"mark.{name}"] = mark.points.float()
    info = LookInfo(
        lens=lens,
        note=look.note,
        maps={name: _map_info(shown) for name, shown in look.maps.items()},
        numbers={name: _number_info(shown) for name, shown in look.numbers.items()},
        unreliable=look.unreliable,
        curves={
            name: CurveInfo(x_label=c.x_label, y_label=c.y_label, log_x=c.log_x, of_target=c.of_target)
            for name, c in look.curves.items()
        },
        slices={
            name: SliceInfo(label=part.label, share=part.share, truth=finite(part.truth), mode=part.mode)
            for name, part in look.slices.items()
        },
        bars={name: _bars_info(bars) for name, bars in look.bars.items()},
        marks={name: MarkInfo(shape=mark.shape, role=mark.role, label=mark.label) for name, mark in look.marks.items()},
        offers={name: _offer_info(offer) for name, offer in look.offers.items()},
    )
    return tensors, info.model_dump_json()


def _number_info(shown: Number) -> NumberInfo:
    return NumberInfo(
        label=shown.label,
        value=finite(shown.value),
        unit=shown.unit,
        floor=finite(shown.floor),
        exact=finite(shown.exact),
        error=finite(shown.error),
        floor_95=finite(shown.floor_95),
        large=shown.large,
    )


def _offer_info(offer: Offer) -> OfferInfo:
    x, y = offer.at or (None, None)
    return OfferInfo(label=offer.label, settings=dict(offer.settings), x=x, y=y, key=offer.key)


def _bars_info(bars: Bars) -> BarsInfo:
    return BarsInfo(
        label=bars.label,
        unit=bars.unit,
        reference=bars.reference,
        reference_label=bars.reference_label,
        reference_low=finite(bars.reference_low),
        reference_high=finite(bars.reference_high),
    )


def _map_info(shown: Map) -> MapInfo:
    known = shown.values[torch.isfinite(shown.values)]
    low = shown.low if shown.low is not None else float(known.min()) if len(known) else 0.0
    high = shown.high if shown.high is not None else float(known.max()) if len(known) else 1.0
    return MapInfo(quantity=shown.quantity, unit=shown.unit, scale=shown.scale, low=low, high=high, beside=shown.beside)
