"""A server with a token lets in only those who show it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings

SECRET = "open-sesame"


@pytest.fixture
def client() -> TestClient:
    # no lifespan: the gate stands before anything that needs workers
    return TestClient(create_app(ServerSettings(token=SECRET)))


def test_without_the_token_nothing_but_life_is_shown(client: TestClient) -> None:
    refused = client.get("/api/catalogue")
    assert refused.status_code == 401
    assert "token" in refused.json()["message"]
    assert client.get("/api/catalogue?token=wrong").status_code == 401
    assert client.get("/healthz").status_code == 200


def test_a_program_shows_it_in_a_header(client: TestClient) -> None:
    assert client.get("/api/catalogue", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 200


def test_a_browser_shows_it_once_and_keeps_it(client: TestClient) -> None:
    assert client.get(f"/api/catalogue?token={SECRET}").status_code == 200
    assert client.get("/api/catalogue").status_code == 200


def test_the_socket_is_closed_too(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/api/experiments/x/stream"):
        pass
    assert closed.value.code == 1008


def test_a_server_without_a_token_asks_for_none() -> None:
    assert TestClient(create_app(ServerSettings(token=""))).get("/api/catalogue").status_code == 200
