"""What target to use, as a record: a preset's name, a mixture, a drawing, or a composition of such."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from ..errors import InvalidInput, UnknownName
from ..settings import refusal
from .components import Component, MixtureTarget, PresetTarget
from .composed import KINDS, MOST_NESTED, AnyTarget, Composed, NegationTarget, ProductTarget, UnionTarget
from .compositions.composition import Composition
from .drawing import DrawingTarget
from .gaussian_mixture import GaussianMixture
from .off_the_box import refuse_if_outside
from .preset import PRESETS
from .target_files import SUFFIXES, FileQuery, decoded, imported, is_json, read_file

__all__ = [
    "Component",
    "DrawingTarget",
    "MixtureTarget",
    "NegationTarget",
    "PresetTarget",
    "ProductTarget",
    "TargetSpec",
    "UnionTarget",
    "build_target",
    "composed",
    "load_target",
    "parse_target",
    "target",
]

TargetSpec = Annotated[AnyTarget, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[AnyTarget] = TypeAdapter(TargetSpec)


def build_target(spec: AnyTarget) -> GaussianMixture:
    """The exact mixture of a specification. Errors: UnknownName, InvalidInput, also if it lies outside the box."""
    mixture = spec.mixture()
    refuse_if_outside(mixture)
    return mixture


def composed(spec: AnyTarget) -> Composition | None:
    """How a target is made of others; None of one that is not. Errors: as for `build_target`."""
    return spec.composed() if isinstance(spec, Composed) else None


def parse_target(data: Any) -> AnyTarget:
    """A specification from decoded JSON. Errors: InvalidInput with one sentence."""
    try:
        return _ADAPTER.validate_python(data)
    except ValidationError as error:
        raise refusal(DrawingTarget, error) from None


def target(text: str) -> GaussianMixture:
    """The exact mixture that a person names: a preset, or a target file. Errors: UnknownName, InvalidInput."""
    return build_target(load_target(text))


def load_target(text: str, query: FileQuery | None = None, tell: Callable[[str], None] = lambda _: None) -> AnyTarget:
    """A specification from what a person types: the NAME of a preset, or the path of a file.

    The file is a target (JSON), points (CSV, TXT, NPY ...) or a picture; `query` says how it is to be imported, and
    `tell` hears what was read and left out. Errors: UnknownName, InvalidInput.
    """
    if text in PRESETS:
        return PresetTarget(name=text)
    if not _may_be_file(Path(text)):
        raise UnknownName("target", text, PRESETS)
    return _read(Path(text), _Reading(query or FileQuery(), tell), 0)


@dataclass(frozen=True)
class _Reading:
    query: FileQuery
    tell: Callable[[str], None]


def _may_be_file(path: Path) -> bool:
    return path.is_file() or path.suffix.lower() in SUFFIXES


def _read(path: Path, reading: _Reading, level: int) -> AnyTarget:
    """What a file holds, inside of `level` compositions."""
    data = read_file(str(path))
    if not is_json(str(path), data):
        return imported(data, reading.query, reading.tell)
    return parse_target(_with_files(decoded(str(path), data), path.parent, reading, level))


def _with_files(values: object, folder: Path, reading: _Reading, level: int) -> object:
    """The values of a composition with the targets themselves where it names files."""
    if not isinstance(values, dict) or values.get("kind") not in KINDS or not isinstance(values.get("of"), list):
        return values
    if level >= MOST_NESTED:  # also a file that names itself
        raise InvalidInput(
            "of", f"Compositions may be nested at most {MOST_NESTED} deep, those of files that they name included."
        )
    found: list[object] = []
    for each in values["of"]:
        if isinstance(each, str) and each not in PRESETS:
            if not _may_be_file(folder / each):
                raise UnknownName("target", each, PRESETS)
            found.append(_read(folder / each, reading, level + 1))
        else:
            found.append(_with_files(each, folder, reading, level + 1))
    return values | {"of": found}
