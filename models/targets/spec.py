"""What target to use, as a record: a preset's name, a mixture or a drawing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from ..errors import InvalidInput, UnknownName
from ..settings import refusal
from .components import Component, MixtureTarget, PresetTarget
from .drawing import DrawingTarget
from .gaussian_mixture import GaussianMixture
from .off_the_box import refuse_if_outside
from .preset import PRESETS

__all__ = [
    "Component",
    "DrawingTarget",
    "MixtureTarget",
    "PresetTarget",
    "TargetSpec",
    "build_target",
    "load_target",
    "parse_target",
    "target",
]

TargetSpec = Annotated[PresetTarget | MixtureTarget | DrawingTarget, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[PresetTarget | MixtureTarget | DrawingTarget] = TypeAdapter(TargetSpec)


def build_target(spec: PresetTarget | MixtureTarget | DrawingTarget) -> GaussianMixture:
    """The exact mixture of a specification. Errors: UnknownName, InvalidInput, also if it lies outside the box."""
    mixture = spec.mixture()
    refuse_if_outside(mixture)
    return mixture


def parse_target(data: Any) -> PresetTarget | MixtureTarget | DrawingTarget:
    """A specification from decoded JSON. Errors: InvalidInput with one sentence."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise refusal(DrawingTarget, error) from None


def target(text: str) -> GaussianMixture:
    """The exact mixture that a person names: a preset, or a target file. Errors: UnknownName, InvalidInput."""
    return build_target(load_target(text))


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
