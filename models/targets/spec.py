"""What target to use, as a record: a preset's name, a mixture or a drawing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from ..errors import InvalidInput, UnknownName
from ..settings import Settings, refusal, setting
from .gaussian_mixture import MAX_COMPONENTS, MAX_SCALE, MIN_SCALE, GaussianMixture
from .preset import PRESETS
from .strokes import Stroke, mixture_from_strokes

MAX_STROKES = 2_000
MAX_POINTS = 200_000


class Component(Settings):
    """One Gaussian of a mixture."""

    weight: float = setting(gt=0, le=1e9, title="weight", description="Relative mass; weights are normalised.")
    mean: tuple[float, float] = Field(
        title="mean", description="Centre [x, y] in [-1000, 1000].", json_schema_extra={"unit": "world units"}
    )
    scale: float = setting(
        ge=MIN_SCALE, le=MAX_SCALE, title="scale", unit="world units", description="Standard deviation."
    )


class PresetTarget(Settings):
    """A named target."""

    kind: Literal["preset"] = "preset"
    name: str = Field(description="A target of the catalogue.")


class MixtureTarget(Settings):
    """A Gaussian mixture, component by component."""

    kind: Literal["mixture"] = "mixture"
    components: list[Component] = Field(min_length=1, max_length=MAX_COMPONENTS)


class DrawingTarget(Settings):
    """Strokes of a brush, in the order they were drawn."""

    kind: Literal["drawing"] = "drawing"
    strokes: list[Stroke] = Field(min_length=1, max_length=MAX_STROKES)

    @field_validator("strokes")
    @classmethod
    def _not_too_long(cls, strokes: list[Stroke]) -> list[Stroke]:
        total = sum(len(stroke.points) for stroke in strokes)
        if total > MAX_POINTS:
            raise ValueError(f"A drawing may hold at most {MAX_POINTS:,} points; got {total:,}.")
        return strokes


TargetSpec = Annotated[PresetTarget | MixtureTarget | DrawingTarget, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[PresetTarget | MixtureTarget | DrawingTarget] = TypeAdapter(TargetSpec)


def build_target(spec: PresetTarget | MixtureTarget | DrawingTarget) -> GaussianMixture:
    """The exact mixture of a specification. Errors: UnknownName, InvalidInput."""
    if isinstance(spec, PresetTarget):
        return PRESETS.get(spec.name)().mixture()
    if isinstance(spec, DrawingTarget):
        return mixture_from_strokes(spec.strokes)
    parts = spec.components
    return GaussianMixture.create([c.weight for c in parts], [c.mean for c in parts], [c.scale for c in parts])


def parse_target(data: Any) -> PresetTarget | MixtureTarget | DrawingTarget:
    """A specification from decoded JSON. Errors: InvalidInput with one sentence."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise refusal(DrawingTarget, error) from None


def load_target(text: str) -> PresetTarget | MixtureTarget | DrawingTarget:
    """A specification from what a person types: the NAME of a preset or the path of a FILE.json."""
    if text in PRESETS:
        return PresetTarget(name=text)
    path = Path(text)
    if not path.is_file():
        if path.suffix == ".json":
            raise InvalidInput("target", f"There is no file {text!r}; give a preset's name or a target file.")
        raise UnknownName("target", text, PRESETS)
    try:
        return parse_target(json.loads(path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput("target", f"{text!r} is not JSON ({error}); see `scorescape targets` for names.") from None
