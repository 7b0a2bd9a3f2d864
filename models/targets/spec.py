"""What target to use, as a record: a preset's name, a mixture or a drawing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from ..errors import UnknownName
from ..settings import refusal
from .components import Component, MixtureTarget, PresetTarget
from .drawing import DrawingTarget
from .gaussian_mixture import GaussianMixture
from .off_the_box import refuse_if_outside
from .preset import PRESETS
from .target_files import SUFFIXES, FileQuery, decoded, imported, is_json, read_file

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


def load_target(
    text: str, query: FileQuery | None = None, tell: Callable[[str], None] = lambda _: None
) -> PresetTarget | MixtureTarget | DrawingTarget:
    """A specification from what a person types: the NAME of a preset, or the path of a file.

    The file is a target (JSON), points (CSV, TXT, NPY ...) or a picture; `query` says how it is to be imported, and
    `tell` hears what was read and left out. Errors: UnknownName, InvalidInput.
    """
    if text in PRESETS:
        return PresetTarget(name=text)
    if not Path(text).is_file() and Path(text).suffix.lower() not in SUFFIXES:
        raise UnknownName("target", text, PRESETS)
    data = read_file(text)
    if is_json(text, data):
        return parse_target(decoded(text, data))
    return imported(data, query or FileQuery(), tell)
