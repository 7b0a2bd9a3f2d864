"""A scene as text in the page's address, read. The page writes it and says there how: frontend/src/link/link.ts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ..errors import InvalidInput
from ..samplers.spec import SamplerSpec
from ..settings import Settings
from ..targets.spec import parse_target
from ..training.spec import RunSpec
from .link_targets import read_target
from .sights import FASTEST, LAYERS, Camera, LensSpec

LINK_VERSION = 1
"""Raised when an older page would misread a newer link."""

Values = dict[str, Any]
OWN = "samplers of single panels"
RUN = ("model", "architecture", "n_steps", "seed")
GROUPS = ("network", "optimiser")
SAMPLER = ("field", "n_particles", "init", "seed")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
WHOLE = re.compile(r"[+-]?\d+")


@dataclass(frozen=True)
class Part:
    """One thing that a link says: what a sentence calls it, and how its values become a part of the scene."""

    words: str
    read: Callable[[Sequence[str]], Values]


def read(text: str) -> Values:
    """The values of the scene. Errors: InvalidInput unless all of the link is understood."""
    values, faults, version = _interpreted(text)
    if version != LINK_VERSION:
        raise InvalidInput("link", f"This link is of version {version:g}, not {LINK_VERSION}; update Scorescape.")
    if faults:
        raise InvalidInput("link", f"This link is damaged: {' and '.join(faults)} could not be read; copy it again.")
    return values


def understood(text: str) -> Values:
    """As much of a link as can be read, as the page takes it."""
    return _interpreted(text)[0]


def _interpreted(text: str) -> tuple[Values, list[str], float]:
    pairs = [part.partition("=")[::2] for part in text.rpartition("#")[2].split("&") if part]
    version = next((_scalar(value) for key, value in pairs if key == "v"), LINK_VERSION)
    faults = [repr(key) for key in dict.fromkeys(key for key, _ in pairs) if key != "v" and key not in PARTS]
    values: Values = {}
    for key, part in PARTS.items():
        said = [value for name, value in pairs if name == key]
        if not said:
            continue
        try:
            _merge(values, part.read(said))
        except (ValueError, InvalidInput):
            faults.append(part.words)
    # of panels that the link does not have, nothing can be said
    for panel, sampler in zip(values.get("processes", []), values.pop(OWN, []), strict=False):
        if sampler is not None:
            panel["sampler"] = sampler
    return values, faults, float(version) if isinstance(version, int | float) else float("nan")


def _merge(values: Values, more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(values.get(key), dict):
            _merge(values[key], value)
        else:
            values[key] = value


# -- parts ----------------------------------------------------------------------------------------------------


def _lens(said: Sequence[str]) -> Values:
    name, settings = _named(said[0])
    return {"sights": {"lens": _checked(LensSpec, {"name": name, "settings": settings})}}


def _own_samplers(said: Sequence[str]) -> Values:
    """`2;mala;field=exact`: of the second panel."""
    own: list[Values | None] = []
    for text in said:
        place, _, sampler = text.partition(";")
        if not re.fullmatch("[1-8]", place):
            raise ValueError("no sense")
        own += [None] * (int(place) - len(own))
        own[int(place) - 1] = read_sampler(sampler)
    return {OWN: own}


def _pace(name: str) -> Callable[[Sequence[str]], Values]:
    def read(said: Sequence[str]) -> Values:
        if not 0 < float(said[0]) <= FASTEST:
            raise ValueError("no sense")
        return {"sights": {name: float(said[0])}}

    return read


def _layers(said: Sequence[str]) -> Values:
    if not re.fullmatch(LAYERS, said[0]):
        raise ValueError("no sense")
    return {"sights": {"layers": said[0]}}


def _camera(said: Sequence[str]) -> Values:
    x, y, zoom = (float(number) for number in said[0].split(","))
    return {"sights": {"camera": _checked(Camera, {"x": x, "y": y, "zoom": zoom})}}


def _target(said: Sequence[str]) -> Values:
    target = read_target(said[0])
    parse_target(target)
    return {"subject": target}


PARTS: Mapping[str, Part] = {
    "t": Part("the drawing", _target),
    "p": Part("the panels", lambda said: {"processes": [{"run": read_run(text)} for text in said]}),
    "s": Part("the sampler", lambda said: {"common": {"sampler": read_sampler(said[0])}}),
    "o": Part(OWN, _own_samplers),
    "l": Part("the lens", _lens),
    "w": Part("the pace", _pace("pace")),
    "u": Part("the pace of training", _pace("training_pace")),
    "y": Part("the layers", _layers),
    "c": Part("the zoom", _camera),
}


# -- panels, samplers and lenses: NAME;key=value;... ----------------------------------------------------------


def read_run(text: str) -> Values:
    """A panel: its objective, what is the run's own, groups of settings, settings of the objective."""
    name, said = _split(text)
    run: Values = {"objective": name} if name else {}
    groups: dict[str, Values] = {"settings": {}, "network": {}, "optimiser": {}}
    for key, value in said.items():
        group, _, setting = key.partition(".")
        if group in groups and setting:
            groups[group][setting] = value
        elif key == "n_points":
            run["data"] = {"n_points": value}
        elif key in RUN:
            run[key] = value
        else:
            groups["settings"][key] = value
    return _checked(RunSpec, run | groups)


def read_sampler(text: str) -> Values:
    """A sampler: its name, what is the walk's own, settings of the sampler."""
    name, said = _named(text)
    sampler: Values = {"sampler": name} | {key: said.pop(key) for key in SAMPLER if key in said}
    if "points" in said:
        numbers = [float(number) for number in str(said.pop("points")).split(",")]
        sampler["points"] = [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    return _checked(SamplerSpec, sampler | {"settings": said})


def _checked(record: type[Settings], values: Values) -> Values:
    """The values as they were said, if the record takes them. Errors: ValueError."""
    record.model_validate(values)
    return values


def _named(text: str) -> tuple[str, Values]:
    name, said = _split(text)
    if not name:
        raise ValueError("no sense")
    return name, said


def _split(text: str) -> tuple[str, Values]:
    name, *settings = text.split(";")
    pairs = [setting.partition("=")[::2] for setting in settings]
    return _decoded(name), {_decoded(key): _scalar(_decoded(value)) for key, value in pairs}


def _decoded(text: str) -> str:
    return unquote(text, errors="strict")


def _scalar(text: str) -> bool | int | float | str:
    if text in ("true", "false"):
        return text == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text
