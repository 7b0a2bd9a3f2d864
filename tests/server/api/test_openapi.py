"""The OpenAPI document says what is sent: names, kinds, refusals, files, and the token where one is asked for."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from scorescape.models.objectives import OBJECTIVES
from scorescape.models.targets.preset import PRESETS
from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings
from tests.client import Client

TWO = {"kind": "preset", "name": "two-gaussians"}


@pytest.fixture(scope="module")
def document() -> Any:
    return TestClient(create_app(ServerSettings())).get("/openapi.json").json()


def test_every_refusal_is_declared_as_it_is_sent(document: Any) -> None:
    refusal = {"schema": {"$ref": "#/components/schemas/Refusal"}}
    assert document["components"]["schemas"]["Refusal"]["required"] == ["field", "message"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if status[0] in "45":
                    assert answer["content"]["application/json"] == refusal, (path, method, status)
            assert ("413" in operation["responses"]) == ("requestBody" in operation), (path, method)
            assert ("503" in operation["responses"]) == path.startswith("/api/gallery"), (path, method)
            assert ("404" in operation["responses"]) >= ("{key}" in path), (path, method)
    assert "HTTPValidationError" not in str(document)


def test_variants_are_named(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["PresetTarget-Input"]["properties"]["name"]["enum"] == list(PRESETS)
    assert schemas["PresetTarget-Input"]["required"] == ["kind", "name"]
    assert schemas["RunSpec-Input"]["properties"]["objective"]["enum"] == list(OBJECTIVES)
    panel = schemas["NewPanel"]["properties"]["panel"]["anyOf"]
    assert {"$ref": "#/components/schemas/PanelSpec-Input"} in panel
    assert {"$ref": "#/components/schemas/IsingSpec"} in panel


def test_kinds_are_said_where_a_record_may_be_of_any(document: Any) -> None:
    schemas = document["components"]["schemas"]
    spec, subject = ({"$ref": f"#/components/schemas/Ising{what}"} for what in ("Spec", "Subject"))
    experiment, scene = (schemas[f"{name}-Output"]["properties"] for name in ("ExperimentSpec", "Scene"))
    for held in (experiment["panels"]["items"], scene["processes"]["items"], scene["common"]):
        assert spec in held["anyOf"]
    for held in (experiment["target"], scene["subject"]):
        assert subject in held["anyOf"]
    for untouched in (schemas["Catalogue"]["properties"]["processes"], schemas["GalleryEntry"]["properties"]["panels"]):
        assert "anyOf" not in untouched["items"], "these are records of their own"


def test_files_are_declared_by_their_types(document: Any) -> None:
    files = {
        path: sorted(operation["responses"]["200"]["content"])
        for path, operations in document["paths"].items()
        for operation in operations.values()
        if "application/json" not in operation["responses"].get("200", {}).get("content", {"application/json": {}})
    }
    assert files == {
        "/api/experiments/{key}/export.safetensors": ["application/octet-stream"],
        "/api/experiments/{key}/export.npz": ["application/octet-stream"],
        "/api/experiments/{key}/tape.safetensors": ["application/octet-stream"],
        "/api/targets/samples": ["application/octet-stream", "text/csv"],
        "/api/gallery/{key}/thumbnail.png": ["image/png"],
        "/metrics": ["text/plain"],
    }


def test_a_token_is_declared_where_one_is_asked_for(document: Any) -> None:
    assert "securitySchemes" not in document["components"]
    closed = TestClient(create_app(ServerSettings(token="secret")))
    assert closed.get("/openapi.json").status_code == 401
    said = closed.get("/openapi.json?token=secret").json()
    assert "401" in said["paths"]["/api/catalogue"]["get"]["responses"]
    assert "401" not in said["paths"]["/healthz"]["get"]["responses"]
    refused = TestClient(create_app(ServerSettings(token="secret"))).get("/api/catalogue")
    assert refused.headers["www-authenticate"] == "Bearer"


def test_what_is_sent_is_what_is_declared(server: Client) -> None:
    _, document = server.request("GET", "/openapi.json")

    def hold(method: str, path: str, route: str, body: Any = None) -> Any:
        status, answer = server.request(method, path, body)
        declared = document["paths"][route][method.lower()]["responses"][str(status)]
        schema = declared["content"]["application/json"]["schema"] | {"components": document["components"]}
        jsonschema.validate(answer, schema)
        return answer

    info = hold("POST", "/api/experiments", "/api/experiments", {"target": TWO, "panels": [{}]})
    one = f"/api/experiments/{info['id']}"
    hold("GET", "/api/catalogue", "/api/catalogue")
    hold("GET", one, "/api/experiments/{key}")
    hold("POST", one + "/panels", "/api/experiments/{key}/panels", {"panel": {"run": {"seed": 4}}, "at": 0})
    hold("GET", one + "/export.json", "/api/experiments/{key}/export.json")
    hold("POST", "/api/targets/preview", "/api/targets/preview", TWO)
    entry = hold("POST", "/api/gallery", "/api/gallery", {"experiment": info["id"], "name": "kept"})
    kept = f"/api/gallery/{entry['id']}"
    hold("PATCH", kept, "/api/gallery/{key}", {"name": "again"})
    again = hold("POST", kept + "/open", "/api/gallery/{key}/open")
    assert hold("DELETE", kept, "/api/gallery/{key}")["removed"] is not None
    hold("GET", "/api/gallery/removed", "/api/gallery/removed")
    assert hold("POST", kept + "/restore", "/api/gallery/{key}/restore")["removed"] is None
    hold("DELETE", kept, "/api/gallery/{key}")
    hold("GET", "/readyz", "/readyz")
    for key in (info["id"], again["experiment"]["id"]):
        assert server.request("DELETE", f"/api/experiments/{key}")[0] == 204


@pytest.mark.parametrize(
    ("method", "path", "status", "part"),
    [
        ("GET", "/api/experiments/none", 404, "no longer here"),
        ("DELETE", "/api/gallery/none", 404, "no longer in the gallery"),
        ("PUT", "/api/experiments", 405, "GET, POST"),
        ("GET", "/api/targets/preview", 405, "POST"),
        ("TRACE", "/readyz", 405, "GET"),
        ("GET", "/api/nothing", 404, "/api/nothing"),
        ("PATCH", "/api/nothing", 404, "openapi.json"),
    ],
)
def test_every_refusal_is_one_sentence(server: Client, method: str, path: str, status: int, part: str) -> None:
    said, answer = server.request(method, path)
    assert said == status
    assert answer.keys() == {"field", "message"}
    assert part in answer["message"]


def test_the_last_panel_and_a_ninth_are_against_the_state(server: Client) -> None:
    info = server.create(TWO, *[{}] * 8)
    one = f"/api/experiments/{info['id']}/panels"
    assert server.request("POST", one, {"panel": {}})[0] == 409
    runs = [state["run"] for state in info["runs"]]
    for run in runs[1:]:
        assert server.request("DELETE", f"{one}/{run}")[0] == 200
    assert server.request("DELETE", f"{one}/{runs[0]}")[0] == 409
    assert server.request("DELETE", f"{one}/{runs[1]}")[0] == 404
    server.request("DELETE", f"/api/experiments/{info['id']}")
