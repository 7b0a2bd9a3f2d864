"""Saving and reopening over HTTP, on server processes that come and go with one gallery between them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks import served
from tests.client import Client, Stream

PNG = b"\x89PNG\r\n\x1a\n" + b"a small picture"
SMALL = {"width": 16, "depth": 2}
PANELS = (
    {"run": {"objective": "score-matching", "network": SMALL, "n_steps": 400, "seed": 3}},
    {
        "run": {"objective": "persistent-contrastive-divergence", "model": "energy", "network": SMALL, "n_steps": 400},
        "sampler": {"sampler": "mala", "n_particles": 200, "field": "exact"},
    },
)
TARGET = {"kind": "preset", "name": "two-gaussians"}


@contextmanager
def serving(file: Path, *flags: str) -> Iterator[Client]:
    with served.server("--database-url", f"sqlite:///{file}", *flags) as (url, _):
        yield Client(url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gallery.db"


def everywhere(stream: Stream, runs: list[str], **wanted: Any) -> None:
    """Until every run has said a state with these values."""
    left = set(runs)

    def heard(event: dict[str, Any]) -> bool:
        state = event.get("state", {})
        if event["type"] == "status" and all(state[key] == value for key, value in wanted.items()):
            left.discard(state["run"])
        return not left

    stream.until(heard)


def trained(client: Client, n_steps: int, *, walk: bool = False) -> tuple[str, list[str]]:
    """An experiment whose runs have taken exactly n_steps, and whose particles stand still after a while."""
    info = client.create(TARGET, *PANELS)
    runs = [state["run"] for state in info["runs"]]
    with client.stream(info["id"]) as stream:
        for run, panel in zip(runs, PANELS, strict=True):
            stream.say("respec", run=run, spec=panel["run"] | {"n_steps": n_steps})
        stream.say("train")
        everywhere(stream, runs, phase="finished", step=n_steps)
        if walk:
            stream.say("pace", steps_per_second=1000)
            stream.say("sample")
            stream.until(lambda event: event["type"] == "sample-metrics" and event["step"] > 40)
            stream.say("pause")
            everywhere(stream, runs, sampling="paused")
    return info["id"], runs


def save(client: Client, key: str, name: str = "two lessons", **more: str) -> dict[str, Any]:
    body = {"experiment": key, "name": name, "link": "#v=1&l=basins", "thumbnail": base64.b64encode(PNG).decode()}
    status, entry = client.request("POST", "/api/gallery", body | more)
    assert status == 201, entry
    return dict(entry)


def weights(client: Client, key: str, run: str) -> str:
    status, data = client.request("GET", f"/api/experiments/{key}/export.safetensors?run={run}")
    assert status == 200, data
    return hashlib.sha256(data).hexdigest()


def test_an_experiment_outlives_its_server_with_the_same_numbers(file: Path) -> None:
    with serving(file) as client:
        key, runs = trained(client, 60, walk=True)
        exported = client.request("GET", f"/api/experiments/{key}/export.json")[1]
        fields = [weights(client, key, run) for run in runs]
        entry = save(client, key)
        assert [panel["objective"] for panel in entry["panels"]] == [panel["run"]["objective"] for panel in PANELS]
        assert [(panel["step"], panel["n_steps"]) for panel in entry["panels"]] == [(60, 60)] * 2
    with serving(file) as client:
        assert client.request("GET", "/api/gallery")[1] == [entry]
        assert client.request("GET", f"/api/gallery/{entry['id']}/thumbnail.png")[1] == PNG
        status, reopened = client.request("POST", f"/api/gallery/{entry['id']}/open")
        assert status == 201, reopened
        assert (reopened["name"], reopened["link"]) == ("two lessons", "#v=1&l=basins")
        info = reopened["experiment"]
        again = [state["run"] for state in info["runs"]]
        assert info["spec"] == exported["experiment"]["spec"]
        with client.stream(info["id"]) as stream:
            assert stream.until(lambda event: event["type"] == "hello")["experiment"]["id"] == info["id"]
        assert [weights(client, info["id"], run) for run in again] == fields
        history = client.request("GET", f"/api/experiments/{info['id']}/export.json")[1]["history"]
        named = dict(zip(again, runs, strict=True))
        said = [event | {"run": named[event["run"]]} for event in history]
        assert said[: len(exported["history"])] == exported["history"]
        states = client.request("GET", f"/api/experiments/{info['id']}")[1]["runs"]
        before = exported["experiment"]["runs"]
        assert [state | {"run": named[state["run"]]} for state in states] == before


def test_a_reopened_run_goes_on_bit_for_bit(file: Path) -> None:
    """60 steps, kept, another server, 90 more: the weights of 60 and 90 without the break."""

    def further(client: Client, key: str, runs: list[str]) -> list[str]:
        with client.stream(key) as stream:
            stream.say("train", n_steps=90)
            everywhere(stream, runs, phase="finished", step=150)
        return [weights(client, key, run) for run in runs]

    with serving(file) as client:
        key, runs = trained(client, 60)
        entry = save(client, key)
        straight = further(client, key, runs)
    with serving(file) as client:
        info = client.request("POST", f"/api/gallery/{entry['id']}/open")[1]["experiment"]
        assert further(client, info["id"], [state["run"] for state in info["runs"]]) == straight


def test_particles_that_stand_still_come_back_with_their_figures(server: Client) -> None:
    key, runs = trained(server, 20, walk=True)
    entry = save(server, key)
    info = server.request("POST", f"/api/gallery/{entry['id']}/open")[1]["experiment"]
    before, after = figures(server, key, runs), figures(server, info["id"], [s["run"] for s in info["runs"]])
    assert list(map(settled, before)) == list(map(settled, after))
    assert all(figure["values"]["sliced_wasserstein"] > 0 for figure in before)
    arrays = [server.request("GET", f"/api/experiments/{key}/export.npz?run={run}")[1] for run in runs]
    others, states = f"/api/experiments/{info['id']}/export.npz?run=", info["runs"]
    again = [server.request("GET", others + state["run"])[1] for state in states]
    assert again == arrays


def settled(told: dict[str, Any]) -> dict[str, Any]:
    """Without the floor of the distance and the verdict by it, which sharpen in the background."""
    kept = {name: value for name, value in told["values"].items() if "wasserstein_floor" not in name}
    return told | {"values": kept, "verdicts": told["verdicts"]["mode_weights"]}


def figures(client: Client, key: str, runs: list[str]) -> list[dict[str, Any]]:
    """What a page that comes late is told of the particles."""
    told: dict[str, dict[str, Any]] = {}
    with client.stream(key) as stream:

        def heard(event: dict[str, Any]) -> bool:
            if event["type"] == "sample-metrics":
                told[event.pop("run")] = event
            return len(told) == len(runs)

        stream.until(heard)
    return [told[run] for run in runs]


def test_a_run_can_be_saved_while_it_trains(server: Client) -> None:
    info = server.create(TARGET, {"run": {"n_steps": 100_000, "network": SMALL}})
    (run,) = (state["run"] for state in info["runs"])
    with server.stream(info["id"]) as stream:
        stream.say("train")
        stream.until(lambda event: event["type"] == "metrics" and event["step"] > 0)
        entry = save(server, info["id"])
        step = entry["panels"][0]["step"]
        assert step > 0
        stream.until(lambda event: event["type"] == "metrics" and event["step"] > step)
        stream.say("pause")
    again = server.request("POST", f"/api/gallery/{entry['id']}/open")[1]["experiment"]
    assert (again["runs"][0]["phase"], again["runs"][0]["step"]) == ("paused", step)
    history = server.request("GET", f"/api/experiments/{again['id']}/export.json")[1]["history"]
    assert max(event["step"] for event in history) <= step
    assert run != again["runs"][0]["run"]


def test_entries_are_renamed_and_removed(server: Client) -> None:
    key, _ = trained(server, 5)
    entry = save(server, key)
    path = f"/api/gallery/{entry['id']}"
    # what it shows is said without anything being brought to life
    alive = len(server.request("GET", "/api/experiments")[1])
    scene = server.request("GET", f"{path}/scene")[1]
    assert scene["subject"] == server.request("GET", f"/api/experiments/{key}")[1]["spec"]["target"]
    assert len(server.request("GET", "/api/experiments")[1]) == alive
    assert server.request("PATCH", path, {"name": "  lesson one "})[1] == entry | {"name": "lesson one"}
    status, removed = server.request("DELETE", path)
    assert (status, removed) == (200, entry | {"name": "lesson one", "removed": removed["removed"]})
    assert entry["id"] not in [each["id"] for each in server.request("GET", "/api/gallery")[1]]
    for method, where, body in (
        ("DELETE", path, None),
        ("PATCH", path, {"name": "x"}),
        ("POST", f"{path}/open", None),
        ("GET", f"{path}/thumbnail.png", None),
        ("GET", "/api/gallery/nobody/scene", None),
        ("POST", "/api/gallery/nobody/restore", None),
    ):
        status, said = server.request(method, where, body)
        assert (status, said["message"]) == (
            404, "This experiment is no longer in the gallery; look at the list again."
        )  # fmt: skip
    assert next(each["id"] for each in server.request("GET", "/api/gallery/removed")[1]) == entry["id"]
    assert server.request("POST", f"{path}/restore") == (200, entry | {"name": "lesson one"})
    assert server.request("POST", f"{path}/restore")[0] == 404, "it is back already"
    assert entry["id"] not in [each["id"] for each in server.request("GET", "/api/gallery/removed")[1]]
    assert server.request("POST", f"{path}/open")[1]["experiment"]["runs"][0]["step"] == 5
    server.request("DELETE", path)


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"name": "   "}, 422, "name: String should have at least 1 character"),
        ({"name": "n" * 121}, 422, "at most 120 characters"),
        ({"experiment": "gone"}, 404, "no longer here"),
        ({"thumbnail": base64.b64encode(b"<svg onload=alert(1)>").decode()}, 422, "must be a PNG"),
        ({"thumbnail": "%"}, 422, "must be the base64 of a PNG"),
        ({"thumbnail": "A" * 400_001}, 422, "thumbnail"),
    ],
)
def test_what_cannot_be_saved_is_said(server: Client, change: dict[str, str], status: int, words: str) -> None:
    key = server.create(TARGET, {"run": {"n_steps": 5, "network": SMALL}})["id"]
    answer = server.request("POST", "/api/gallery", {"experiment": key, "name": "x"} | change)
    assert answer[0] == status
    assert words in answer[1]["message"]


def test_a_large_experiment_is_refused_with_its_size(file: Path) -> None:
    with serving(file, "--max-entry-mb", "1") as client:
        key = client.create(TARGET, {"run": {"network": {"width": 256, "depth": 4}}})["id"]
        status, said = client.request("POST", "/api/gallery", {"experiment": key, "name": "large"})
        assert status == 422
        assert "the gallery keeps at most 1 MB of each" in said["message"]


def damage(file: Path) -> None:
    file.write_bytes(b"this is a letter, not a database. " * 40)


def make_newer(file: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file)) as later:
        later.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        later.execute("INSERT INTO alembic_version VALUES ('from-the-future')")
        later.commit()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(damage, "is damaged; move it away"), (make_newer, "made by a newer Scorescape; update this one")],
)
def test_a_server_with_a_spoilt_gallery_starts_and_does_all_the_rest(
    file: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(file)
    with serving(file) as client:
        status, said = client.request("GET", "/api/gallery")
        assert (status, said["field"]) == (503, "gallery")
        assert words in said["message"]
        key, _ = trained(client, 5)
        status, said = client.request("POST", "/api/gallery", {"experiment": key, "name": "x"})
        assert status == 503
        assert words in said["message"]
        assert client.request("GET", f"/api/experiments/{key}")[0] == 200
        file.rename(file.with_suffix(".old"))
        assert save(client, key)["name"] == "two lessons", "a file that was moved away needs no restart"


def test_an_entry_that_cannot_be_brought_to_life_is_refused_and_harms_nothing(file: Path) -> None:
    import sqlite3
    from contextlib import closing

    with serving(file) as client:
        key, _ = trained(client, 5)
        entry = save(client, key)
        with closing(sqlite3.connect(file)) as inside:
            inside.execute("UPDATE parts SET data = substr(data, 1, length(data) - 9) WHERE name = 'panel-1'")
            inside.commit()
        status, said = client.request("POST", f"/api/gallery/{entry['id']}/open")
        assert (status, json.dumps(said).count("damaged")) == (422, 1)
        assert client.request("GET", f"/api/experiments/{key}")[1]["runs"][0]["phase"] == "finished"
        with closing(sqlite3.connect(file)) as inside:
            inside.execute("UPDATE parts SET data = x'00' WHERE name = 'document'")
            inside.commit()
        status, said = client.request("POST", f"/api/gallery/{entry['id']}/open")
        assert status == 422
        assert "open it with the version that saved it" in said["message"]
