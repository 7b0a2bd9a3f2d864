"""`scorescape targets | objectives | samplers | lenses | networks`: what there is.

Names and titles of our own are read off their files, a tenth of a second instead of the two that torch takes. What has
to be imported to be known is imported: plug-ins, and the schemas that `--json` prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Any

from scorescape.models.titles import titles

FOLDERS = {
    "targets": "targets/presets",
    "objectives": "objectives",
    "samplers": "samplers",
    "lenses": "lenses",
    "networks": "networks",
}


def quickly(verb: str, plugins: Sequence[str], *, whole: bool) -> list[dict[str, str]] | None:
    """The list without an import; None for another verb, and where one is needed: for plug-ins, or for all there is."""
    if verb not in FOLDERS or plugins or (whole and verb != "targets"):
        return None
    if any(group.startswith("scorescape.") for group in entry_points().groups):
        return None
    return [
        {key: each[key] for key in ("name", "title", "description") if key in each} for each in titles(FOLDERS[verb])
    ]


def listed(verb: str) -> list[dict[str, Any]]:
    """The list, with schemas and plug-ins."""
    from ..protocol.catalogue import catalogue

    entries: list[Any] = getattr(catalogue(), verb)
    return [entry.model_dump(by_alias=True) for entry in entries]
