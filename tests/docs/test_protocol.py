"""docs/protocol.md is enough to write a client from: its own runs, and its list of requests is that of the server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient

from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings
from tests.client import Client

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(GET|POST|PUT|PATCH|DELETE) (\S+)` \|[^|]*\| (\d+)[^|]*\| ([\d, ]*)\|$", re.MULTILINE)
DECLARED_ELSEWHERE = {"401", "405", "500"}


def test_its_client_runs_as_it_stands(server: Client, tmp_path: Path) -> None:
    code = re.search(r"<!-- client -->\n```python\n(.*?)```", TEXT, re.DOTALL)
    assert code
    file = tmp_path / "client.py"
    file.write_text(code[1], encoding="utf-8")
    before = server.request("GET", "/api/experiments")[1]
    said = subprocess.run([sys.executable, str(file), server.url], capture_output=True, text=True, timeout=120)
    assert (said.returncode, said.stderr) == (0, "")
    error, shares, score = said.stdout.splitlines()
    assert 0 < float(error.split()[-1]) < 1
    sampled, exact = (json.loads(part) for part in re.findall(r"\[.*?\]", shares))
    assert [round(share, 6) for share in exact] == [0.8, 0.2]
    assert 0.9 < sum(sampled) <= 1
    assert len(json.loads(score[score.index("[") :])) == 2
    assert server.request("GET", "/api/experiments")[1] == before


def test_its_requests_and_their_statuses_are_those_of_openapi() -> None:
    paths = TestClient(create_app(ServerSettings())).get("/openapi.json").json()["paths"]
    declared = {
        (method.upper(), path): (
            next(status for status in operation["responses"] if status[0] == "2"),
            sorted({status for status in operation["responses"] if status[0] in "45"} - DECLARED_ELSEWHERE),
        )
        for path, operations in paths.items()
        for method, operation in operations.items()
    }
    written = {
        (method, path): (success, sorted(refusals.replace(" ", "").split(",")) if refusals.strip() else [])
        for method, path, success, refusals in ROW.findall(TEXT)
    }
    assert written == declared


def test_every_record_it_names_has_a_table() -> None:
    rows = "\n".join(found[0] for found in ROW.finditer(TEXT))
    named = set(re.findall(r"`([A-Z]\w+)`", rows))
    assert len(named) > 15
    for name in named:
        assert f"**`{name}`**" in TEXT, name
