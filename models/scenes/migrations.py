"""From older documents to scenes of today, one step a version.

Version 0 is from before there were scenes: the document of a gallery's entry, {kind, target, panels, link}. The link
of that time, `#v=1&t=...`, is still how a scene of version 1 is written as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InvalidInput
from . import link

VERSION = 1


def _of_an_entry(document: Mapping[str, Any]) -> dict[str, Any]:
    """The view as the link has it; what is trained and how it is sampled as the entry has it."""
    told = link.understood(document.get("link", ""))
    common, panels = told.get("common", {}), [dict(each) for each in document["panels"]]
    samplers = [panel.get("sampler") for panel in panels]
    if samplers and samplers[0] is not None and all(sampler == samplers[0] for sampler in samplers):
        common, panels = {"sampler": samplers[0]}, [{"run": panel["run"]} for panel in panels]
    scene = {"version": 1, "subject": document["target"], "common": common, "processes": panels}
    kind = {"kind": document["kind"]} if "kind" in document else {}
    return scene | kind | {"sights": told.get("sights", {})}


MIGRATIONS: Mapping[int, Callable[[Mapping[str, Any]], dict[str, Any]]] = {0: _of_an_entry}


def current(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document as of today. Errors: InvalidInput if it is of a newer version, or of none that there was."""
    version = document.get("version", 0 if "target" in document else VERSION)
    if not isinstance(version, int) or version < 0:
        raise InvalidInput("version", f"A scene's version is a whole number up to {VERSION}; got {version!r}.")
    if version > VERSION:
        raise InvalidInput("version", newer(version))
    while version < VERSION:
        try:
            document = MIGRATIONS[version](document)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InvalidInput(
                "version", f"This is no scene of version {version}, although it says so; send one of version {VERSION}."
            ) from None
        version += 1
    return document


def newer(version: object) -> str:
    """The sentence about a scene that only a newer program can read."""
    return (
        f"This scene is of version {version}, made by a newer Scorescape; this one reads up to version {VERSION} "
        "and has left everything as it was: update it, then open the scene again."
    )
