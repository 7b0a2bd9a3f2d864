"""What is no JSON that the protocol knows is a 422 with a sentence, on every route that takes a body."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from scorescape.server.api.json_body import NOT_JSON
from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings


@pytest.fixture(scope="module")
def client() -> TestClient:
    # no lifespan: what is refused here is refused before anything is asked
    return TestClient(create_app(ServerSettings()))


TEXTS = {
    "half a sentence": b'{"target": ',
    "nothing": b"",
    "half a surrogate": b'{"name": "\\ud800"}',
    "not UTF-8": b'{"name": "\xff"}',
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep in a field": b'{"target": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_001,
    "a number of 5,000 digits": b'{"target": ' + b"1" * 5_000 + b"}",
}
ROUTES = ["/api/experiments", "/api/targets/preview", "/api/targets/samples", "/api/gallery"]


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_no_json_is_one_sentence(client: TestClient, path: str, text: bytes) -> None:
    answer = client.post(path, content=text, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json().keys() == {"field", "message"}
    assert "\n" not in answer.json()["message"]
    if text:
        assert answer.json() == {"field": "", "message": NOT_JSON}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 400, "true", '"1"'])
def test_what_is_no_finite_number_is_refused_where_it_stands(client: TestClient, number: str) -> None:
    mark = f'{{"kind": "drawing", "strokes": [{{"points": [[{number}, 0]]}}]}}'
    answer = client.post("/api/targets/preview", content=mark, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "drawing.strokes.0.stroke.points.0.0"
    panel = f'{{"target": {{"kind": "preset", "name": "spiral"}}, "panels": [{{"run": {{"n_steps": {number}}}}}]}}'
    answer = client.post("/api/experiments", content=panel, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["field"] == "panels.0.run.n_steps"
