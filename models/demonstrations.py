"""Ready-made demonstrations: what goes wrong with scores and samplers, and what mends it, each with its proof.

Each is a scene in a file of its own, scenes/demonstrations/PLACE-NAME.json, found by its file: adding one touches
nothing else. The page plays them; tests train and sample them and hold every proof.
"""

from __future__ import annotations

import json
from pathlib import Path

from .scenes.scene import Scene
from .settings import Settings

HERE = Path(__file__).parent / "scenes" / "demonstrations"


class Demonstration(Settings):
    """A scene that plays at one click: two sentences, and proofs that come true."""

    name: str
    scene: Scene


def demonstrations(folder: Path = HERE) -> tuple[Demonstration, ...]:
    """All of a folder, in the order of their places. Errors: InvalidInput for a file that is no scene."""
    return tuple(_read(file) for file in sorted(folder.glob("*.json"), key=_place))


def _place(file: Path) -> int:
    return int(file.stem.partition("-")[0])


def _read(file: Path) -> Demonstration:
    scene = Scene.parse(json.loads(file.read_text(encoding="utf-8")))
    return Demonstration(name=file.stem.partition("-")[2], scene=scene)


DEMONSTRATIONS = demonstrations()


def of_kind(kind: str) -> tuple[Demonstration, ...]:
    """Those that play on the page of one kind of process, in their order."""
    return tuple(each for each in DEMONSTRATIONS if each.scene.kind == kind)
