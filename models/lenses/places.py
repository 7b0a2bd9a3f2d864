"""Settings of a lens that are places: a pin and a lasso, which are set on the picture itself.

As text they go wherever a setting goes, links, scenes and commands: `x,y` is a pin, `x,y,x,y,x,y,...` the corners of a
lasso, world units; a lasso that is empty is none. Their schema says `place: point` or `place: polygon`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, JsonValue

from ..domain import HALF_WIDTH
from ..errors import InvalidInput
from ..partition.lasso import MOST_CORNERS, Lasso
from ..ratios.ratio import Point
from .base import Lens

LONGEST = 20 * MOST_CORNERS
BOX = f"[-{HALF_WIDTH:g}, {HALF_WIDTH:g}]"


def _pin(text: str) -> str:
    numbers = _numbers(text)
    if len(numbers) != 2 or not all(abs(each) <= HALF_WIDTH for each in numbers):
        raise ValueError(f"A pin must be x,y, two numbers in {BOX} world units; got {text[:40]!r}.")
    return text


def _lasso(text: str) -> str:
    if text:
        lasso_of(text)
    return text


Pin = Annotated[str, AfterValidator(_pin)]
"""`x,y`."""
Region = Annotated[str, AfterValidator(_lasso)]
"""`x,y,x,y,x,y,...`, or empty."""


def pin(default: Point, *, title: str, description: str) -> Any:
    """A setting that is a point of the box, dragged on the picture."""
    extra: dict[str, JsonValue] = {"place": "point", "unit": "world units"}
    text = ",".join(f"{each:g}" for each in default)
    return Field(text, title=title, description=description, max_length=100, json_schema_extra=extra)


def region(*, title: str, description: str) -> Any:
    """A setting that is a part of the box, lassoed on the picture; none at first."""
    extra: dict[str, JsonValue] = {"place": "polygon", "unit": "world units"}
    return Field("", title=title, description=description, max_length=LONGEST, json_schema_extra=extra)


def point_of(text: str) -> Point:
    """Of a pin that was accepted."""
    x, y = _numbers(text)
    return x, y


def lasso_of(text: str) -> Lasso:
    """Errors: ValueError in one sentence, as for `Lasso`, or if the text is no list of corners."""
    numbers = _numbers(text)
    if not numbers or len(numbers) % 2:
        raise ValueError(f"A lasso must be x,y,x,y,x,y,..., the corners in world units; got {text[:40]!r}.")
    try:
        return Lasso.parse({"polygon": list(zip(numbers[::2], numbers[1::2], strict=True))})
    except InvalidInput as fault:
        raise ValueError(fault.message) from None


def _numbers(text: str) -> list[float]:
    """Of a text with commas; empty if one of them is no finite number."""
    try:
        numbers = [float(each) for each in text.split(",")] if len(text) <= LONGEST else []
    except ValueError:
        return []
    return numbers if all(map(math.isfinite, numbers)) else []


def places(kind: type[Lens]) -> dict[str, str]:
    """The settings of a lens that are places: `point` or `polygon` by name."""
    fields = kind.model_json_schema().get("properties", {})
    return {name: str(field["place"]) for name, field in fields.items() if "place" in field}


def forgiving(kind: type[Lens], settings: Mapping[str, Any]) -> tuple[Lens, str]:
    """The lens with these settings, places that make no sense left out; and one sentence on each of those.

    A place is drawn by hand or comes in a link: what cannot be used is no reason to show nothing. Errors: as for
    `parse` where another setting is refused.
    """
    kept, said = dict(settings), []
    for name in places(kind):
        if name not in kept:
            continue
        try:
            kind.parse({name: kept[name]})
        except InvalidInput as fault:
            del kept[name]
            said.append(f"{fault.message} It was left out.")
    return kind.parse(kept), " ".join(said)
