"""What is saved is a scene and its runs: what was common is common again, and what cannot be read is left as it is."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.client import Client
from tests.server.api.test_gallery import PANELS, TARGET, save, serving


def shown(client: Client, scene: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """What opens of an experiment that was saved with a scene."""
    key = client.create(TARGET, *PANELS)["id"]
    status, entry = client.request("POST", "/api/gallery", {"experiment": key, "name": "x", "scene": scene})
    return (status, entry) if status != 201 else client.request("POST", f"/api/gallery/{entry['id']}/open")


def test_a_scene_comes_back_with_the_runs_as_they_stand(server: Client) -> None:
    sights = {"lens": {"name": "basins", "settings": {}}, "layers": "density;2+arrows", "camera": None, "pace": 90.0}
    common = {"sampler": {"sampler": "langevin"}}
    status, opened = shown(server, {"common": common, "processes": [{}, {}], "sights": sights})
    assert status == 201, opened
    scene, spec = opened["scene"], opened["experiment"]["spec"]
    assert scene["sights"] == sights | {"training_pace": None, "chart": None}
    assert scene["subject"] == spec["target"]
    assert scene["common"] == {"sampler": spec["panels"][0]["sampler"]}, "the first panel follows, the second does not"
    assert scene["processes"] == [{"run": spec["panels"][0]["run"]}, spec["panels"][1]]
    assert opened["link"] == ""


def test_a_scene_of_a_newer_version_is_not_saved(server: Client) -> None:
    before = server.request("GET", "/api/gallery")
    status, said = shown(server, {"version": 2, "acts": []})
    assert (status, said["field"]) == (422, "version")
    assert "made by a newer Scorescape" in said["message"]
    status, said = shown(server, {"sights": {"zoom": 3}})
    assert (status, said["message"]) == (422, "There is no setting 'zoom' here.")
    assert server.request("GET", "/api/gallery") == before


def test_an_entry_of_a_newer_version_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "gallery.db"
    newer = zlib.compress(json.dumps({"scene": {"version": 2}, "runs": [], "history": []}).encode())
    with serving(file) as client:
        entry = save(client, client.create(TARGET, PANELS[0])["id"])
        with closing(sqlite3.connect(file)) as inside:
            inside.execute("UPDATE parts SET data = ? WHERE name = 'document'", (newer,))
            inside.commit()
        alive = client.request("GET", "/api/experiments")
        status, said = client.request("POST", f"/api/gallery/{entry['id']}/open")
        assert status == 422
        assert "This scene is of version 2, made by a newer Scorescape" in said["message"]
        assert client.request("GET", "/api/experiments") == alive
        assert client.request("GET", "/api/gallery")[1] == [entry]
        with closing(sqlite3.connect(file)) as inside:
            assert inside.execute("SELECT data FROM parts WHERE name = 'document'").fetchone() == (newer,)


def test_an_entry_says_its_kind_and_one_of_before_says_whether_it_is_of_score_panels(tmp_path: Path) -> None:
    file = tmp_path / "gallery.db"
    subject = {"data": "digits", "width": 8, "height": 8}
    machines = {"kind": "rbm", "target": subject, "panels": [{"objective": "cd"}]}
    with serving(file) as client:
        status, made = client.request("POST", "/api/experiments", machines)
        assert status == 201, made
        entries = [save(client, client.create(TARGET, PANELS[0])["id"]), save(client, made["id"])]
        assert [(entry["kind"], entry["panels"][0]["title"]) for entry in entries] == [
            ("score", "score-matching"),
            ("rbm", "Restricted Boltzmann machine: cd"),
        ]

        def listed() -> dict[str, str]:
            return {entry["id"]: entry["kind"] for entry in client.request("GET", "/api/gallery")[1]}

        score, rbm = (entry["id"] for entry in entries)
        assert listed() == {score: "score", rbm: "rbm"}
        with closing(sqlite3.connect(file)) as inside:
            inside.execute("UPDATE entries SET summary = json_remove(summary, '$[0].kind')")
            inside.commit()
        assert listed() == {score: "score", rbm: ""}
