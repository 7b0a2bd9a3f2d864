"""`serve --with` and SCORESCAPE_PLUGINS reach the catalogue and every worker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from benchmarks import served
from scorescape.models.errors import InvalidInput
from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings
from tests.client import Client
from tests.plugins import NETWORK, OBJECTIVE, UNUSABLE, forgetful, written

__all__ = ["forgetful"]


def test_an_objective_and_a_network_of_files_train_in_a_worker(tmp_path: Path) -> None:
    mine, net = written(tmp_path, "mine.py", OBJECTIVE), written(tmp_path, "net.py", NETWORK)
    with served.server("--workers", "1", "--with", str(mine), "--with", str(net)) as (url, _):
        client = Client(url)
        status, catalogue = client.request("GET", "/api/catalogue")
        assert (status, catalogue["faults"]) == (200, [])
        assert "mine" in [entry["name"] for entry in catalogue["objectives"]]
        assert "layers" in [entry["name"] for entry in catalogue["networks"]]
        run = {"objective": "mine", "model": "layers", "n_steps": 5, "optimiser": {"batch_size": 32}}
        info = client.create({"kind": "preset", "name": "spiral"}, {"run": run})
        (panel,) = info["spec"]["panels"]
        assert (panel["run"]["model"], panel["run"]["architecture"]) == ("energy", "layers")
        with client.stream(info["id"]) as stream:
            stream.say("train")
            said = stream.until(lambda event: event["type"] == "status" and event["state"]["phase"] == "finished")
        assert said["state"]["step"] == 5


@pytest.mark.usefixtures("forgetful")
def test_the_environment_names_files_as_path_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [written(tmp_path, "mine.py", OBJECTIVE), written(tmp_path, "net.py", NETWORK)]
    monkeypatch.setenv("SCORESCAPE_PLUGINS", os.pathsep.join(map(str, files)))
    settings = ServerSettings()
    assert settings.plugins == files
    entries = TestClient(create_app(settings)).get("/api/catalogue").json()["networks"]
    assert "layers" in [entry["name"] for entry in entries]


@pytest.mark.usefixtures("forgetful")
def test_a_file_that_cannot_be_used_keeps_the_server_from_starting(tmp_path: Path) -> None:
    bad = written(tmp_path, "taken.py", UNUSABLE["taken.py"][0])
    with pytest.raises(InvalidInput, match=r"taken\.py cannot be used"):
        create_app(ServerSettings(plugins=[bad]))
