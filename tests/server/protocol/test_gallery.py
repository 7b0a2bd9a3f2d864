"""The document of an entry: a scene and where its runs stood; entries of an earlier version are brought up."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.scenes.kinds import parse_spec
from scorescape.models.scenes.scene import Scene
from scorescape.models.targets.spec import parse_target
from scorescape.server.protocol.gallery import KeptExperiment

FILE = Path(__file__).parents[2] / "fixtures" / "today" / "gallery.db"


def documents() -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{FILE}?immutable=1", uri=True)) as database:
        rows = database.execute("SELECT data FROM parts WHERE name = 'document'").fetchall()
    return [json.loads(zlib.decompress(data)) for (data,) in rows]


@pytest.mark.parametrize("old", documents(), ids=lambda old: str(old["target"]["kind"]))
def test_an_entry_from_before_scenes_becomes_one(old: dict[str, Any]) -> None:
    document = KeptExperiment.model_validate(old)
    scene = document.scene
    assert scene.specs() == [parse_spec("score", panel["spec"]) for panel in old["panels"]]
    assert scene.subject == parse_target(old["target"])
    assert scene.sights == Scene.from_link(old["link"]).sights
    assert [run.state for run in document.runs] == [panel["state"] for panel in old["panels"]]
    assert (document.history, document.link) == (old["history"], old["link"])
    again = KeptExperiment.model_validate_json(document.model_dump_json())
    assert again == document


def test_an_entry_of_a_newer_version_is_refused_in_words() -> None:
    newer = {"scene": {"version": 2, "acts": []}, "runs": [], "history": []}
    with pytest.raises(InvalidInput, match=r"version 2, made by a newer Scorescape.*update it, then open"):
        KeptExperiment.model_validate(newer)
