"""Bad plug-ins beside a healthy run: each harms its own panel, in words, and the healthy run trains through it all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks import served
from tests.client import Client, Stream
from tests.models.test_registry import installed

BASE = "from scorescape.models.objectives.base import NoMinimiser, Objective\n"
LOSS = "        score, divergence = model.score_and_divergence(x)\n"
RAISES_IN_INIT = f"""{BASE}
class Begins(Objective[None]):
    title, source = "Begins badly", "nobody 2026"
    def init(self, problem, generator):
        return {{}}["a word of its own"]
    def loss(self, model, x, state, generator):
        return x.sum(), state
"""
RAISES_AFTER_50 = f"""{BASE}
class Tires(Objective[int]):
    title, source = "Tires", "nobody 2026"
    def init(self, problem, generator):
        return 0
    def loss(self, model, x, state, generator):
{LOSS}        if state == 50:
            raise ValueError("a word of its own")
        return (divergence + 0.5 * (score**2).sum(1)).mean(), state + 1
"""
WRONG_SHAPE = f"""{BASE}
class Many(Objective[None]):
    title, source = "Many losses", "nobody 2026"
    def loss(self, model, x, state, generator):
{LOSS}        return divergence, state
"""
LEAVES = f"""import os
{BASE}
class Leaves(Objective[None]):
    title, source = "Leaves", "nobody 2026"
    def loss(self, model, x, state, generator):
        os._exit(3)
"""
ENDLESS = f"""import sys
{BASE}
class Endless(Objective[None]):
    title, source = "Endless", "nobody 2026"
    def loss(self, model, x, state, generator):
        while True:
            pass
"""
QUITS = f"""import sys
{BASE}
class Quits(Objective[None]):
    title, source = "Quits", "nobody 2026"
    def loss(self, model, x, state, generator):
        sys.exit()
"""
PLUGINS = {
    "absent": "no_such_module:Objective",
    "score-matching": "tires_plugin:Tires",
    "dumps": "json:dumps",
    "begins": "begins_plugin:Begins",
    "tires": "tires_plugin:Tires",
    "many": "many_plugin:Many",
    "leaves": "leaves_plugin:Leaves",
    "endless": "endless_plugin:Endless",
    "quits": "quits_plugin:Quits",
}
FILES = {
    "begins_plugin.py": RAISES_IN_INIT,
    "tires_plugin.py": RAISES_AFTER_50,
    "many_plugin.py": WRONG_SHAPE,
    "leaves_plugin.py": LEAVES,
    "endless_plugin.py": ENDLESS,
    "quits_plugin.py": QUITS,
}
SMALL = {"width": 8, "depth": 1}
HEALTHY = {"run": {"network": SMALL, "n_steps": 1_000_000, "optimiser": {"batch_size": 32}}}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One worker, so that every plug-in sits beside the healthy run."""
    path = installed(tmp_path_factory.mktemp("plugins"), PLUGINS, FILES)
    with served.server("--workers", "1", environment={"PYTHONPATH": path, "SCORESCAPE_STEP_SECONDS": "8"}) as (url, _):
        yield Client(url)


def bad(objective: str) -> dict[str, Any]:
    return {"run": {"objective": objective, "network": SMALL, "n_steps": 1000, "optimiser": {"batch_size": 32}}}


def state_of(stream: Stream, run: str, *phases: str) -> dict[str, Any]:
    heard = stream.until(lambda e: e["type"] == "status" and e["state"]["run"] == run and e["state"]["phase"] in phases)
    return dict(heard["state"])


def step_of(stream: Stream, run: str, beyond: int) -> int:
    """The healthy run's step, once it is beyond another."""
    heard = stream.until(lambda e: e["type"] == "metrics" and e["run"] == run and e["step"] > beyond)
    return int(heard["step"])


def test_the_catalogue_answers_and_names_the_faults(client: Client) -> None:
    status, catalogue = client.request("GET", "/api/catalogue")
    assert status == 200
    faults = {fault["name"]: fault["message"] for fault in catalogue["faults"]}
    assert {"absent", "score-matching", "dumps"} <= faults.keys()
    names = [entry["name"] for entry in catalogue["objectives"]]
    assert {"score-matching", "begins", "tires", "many", "leaves"} <= set(names)
    assert "absent" not in names
    taken = next(entry for entry in catalogue["objectives"] if entry["name"] == "score-matching")
    assert taken["title"] != "Tires", "a built-in's name is not taken over"


def test_the_healthy_run_trains_through_all_of_it(client: Client) -> None:
    info = client.create({"kind": "preset", "name": "two-gaussians"}, HEALTHY)
    key, healthy = info["id"], info["runs"][0]["run"]
    with client.stream(key) as stream:
        stream.say("train", runs=[healthy])
        step = step_of(stream, healthy, 0)
        for objective, sentence in (
            ("begins", "could not be set up (KeyError at line"),
            ("tires", "stopped on a fault (ValueError at line"),
            ("quits", "stopped on a fault (SystemExit at line"),
            ("many", "answered an array of shape (32,) as its loss"),
        ):
            run = added(client, key, bad(objective))
            if objective != "begins":
                stream.say("train", runs=[run])
            message = state_of(stream, run, "failed")["message"]
            assert sentence in message, message
            assert "a word of its own" not in message
            step = step_of(stream, healthy, step)
            assert client.request("DELETE", f"/api/experiments/{key}/panels/{run}")[0] == 200
        leaving(client, stream, key, healthy)
        looping(client, stream, key, healthy)
    client.request("DELETE", f"/api/experiments/{key}")


def leaving(client: Client, stream: Stream, key: str, healthy: str) -> None:
    """What ends its worker is lost, then stopped; the bystander goes on from its checkpoint each time."""
    pid = client.request("GET", "/readyz")[1]["workers"][healthy]
    run = added(client, key, bad("leaves"))
    stream.say("train", runs=[run])
    assert "has died" in state_of(stream, run, "lost")["message"]
    back = step_of(stream, healthy, 0)
    assert back > 1, "from its checkpoint, not from the start"
    assert step_of(stream, healthy, back) > back
    assert client.request("GET", "/readyz")[1]["workers"][healthy] != pid
    stream.say("restart", runs=[run], origin="checkpoint")
    state_of(stream, run, "ready")
    stream.say("train", runs=[run])
    assert "twice in a row and is stopped" in state_of(stream, run, "failed")["message"]
    again = step_of(stream, healthy, 0)
    assert step_of(stream, healthy, again) > again
    stream.say("respec", run=run, spec=HEALTHY["run"])
    assert state_of(stream, run, "ready")["message"] == ""


def looping(client: Client, stream: Stream, key: str, healthy: str) -> None:
    """A step without an end is ended, and the bystander goes on from its checkpoint."""
    run = added(client, key, bad("endless"))
    stream.say("train", runs=[run])
    assert "took over 8 s" in state_of(stream, run, "lost")["message"]
    back = step_of(stream, healthy, 1)
    assert step_of(stream, healthy, back) > back


def added(client: Client, key: str, panel: dict[str, Any]) -> str:
    status, info = client.request("POST", f"/api/experiments/{key}/panels", {"panel": panel})
    assert status == 201, info
    return str(info["runs"][-1]["run"])


def test_the_server_is_well_afterwards(client: Client) -> None:
    assert client.request("GET", "/healthz") == (200, {"status": "ok"})
    assert client.request("GET", "/readyz")[1]["experiments"] == 0
