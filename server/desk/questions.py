"""Every question that the desk answers, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scorescape.models.processes import PROCESSES

from .checks import check, check_kept
from .files import picture, points, samples, table
from .parts import parts
from .preview import preview


def rehearse(_: None) -> None:
    """What a worker does once before anybody waits for it.

    The first use of an optimiser imports a good part of torch, and the first product prepares its library: most of a
    second that the first visitor would otherwise wait for arrows.
    """
    for _name, kind in PROCESSES.items():
        kind.rehearse()


QUESTIONS: Mapping[str, Callable[[Any], Any]] = {
    "rehearse": rehearse,
    "preview": lambda target: preview(target).model_dump_json(),
    "parts": lambda target: parts(target).model_dump_json(),
    "check": check,
    "check-kept": check_kept,
    "points": points,
    "table": table,
    "picture": picture,
    "samples": samples,
}
