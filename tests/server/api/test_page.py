"""The page's files: what is sent in their place, how long browsers keep them, and who may frame them."""

from __future__ import annotations

import gzip
import json
import urllib.request
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from scorescape.server import app
from scorescape.server.api.page import PageFiles
from scorescape.server.app import create_app
from scorescape.server.settings import ServerSettings
from tests.client import Client

SCRIPT = b"export const answer = 42;\n" * 100
YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_bytes(b"<!doctype html><title>page</title>")
    (assets / "index-Ab1.js").write_bytes(SCRIPT)
    (assets / "index-Ab1.js.br").write_bytes(b"as brotli")
    (assets / "index-Ab1.js.gz").write_bytes(gzip.compress(SCRIPT))
    (assets / "small-Cd2.js").write_bytes(b"0")
    alone = FastAPI()
    alone.mount("/", PageFiles(tmp_path))
    return TestClient(alone)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", None), ("GZIP", "gzip")],
)
def test_the_smallest_that_is_understood_is_sent(client: TestClient, accepted: str, encoding: str | None) -> None:
    with client.stream("GET", "/assets/index-Ab1.js", headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(body) == int(answer.headers["content-length"])
    assert {"br": b"as brotli", "gzip": gzip.compress(SCRIPT), None: SCRIPT}[encoding][12:] == body[12:]


def test_what_is_named_by_its_content_is_kept_for_a_year_and_the_page_is_asked_for(client: TestClient) -> None:
    assert client.get("/assets/index-Ab1.js").headers["cache-control"] == YEAR
    assert client.get("/assets/small-Cd2.js").headers["cache-control"] == YEAR
    page = client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    again = client.get("/", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/assets/missing-Ef3.js").status_code == 404


@pytest.mark.parametrize("path", ["/", "/process"])
def test_a_page_is_asked_after_as_it_is_fetched(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_bytes(b"<!doctype html><title>page</title>")
    (tmp_path / "pages.json").write_text('["process"]')
    monkeypatch.setattr(app, "PAGE", tmp_path)
    client = TestClient(create_app(ServerSettings()))
    fetched, asked = client.get(path), client.head(path)
    assert (fetched.status_code, asked.status_code, asked.content) == (200, 200, b"")
    assert dict(asked.headers) == dict(fetched.headers)


def test_nothing_above_the_folder_is_sent(client: TestClient) -> None:
    assert client.get("/assets/..%2f..%2fetc/passwd").status_code == 404


def test_large_answers_in_json_are_compressed_and_small_ones_are_not() -> None:
    # no lifespan: none of these asks a worker
    client = TestClient(create_app(ServerSettings()))
    catalogue = client.get("/api/catalogue?kind=score", headers={"Accept-Encoding": "gzip"})
    assert catalogue.headers["content-encoding"] == "gzip"
    assert int(catalogue.headers["content-length"]) < 36_000 < len(catalogue.content)
    assert "content-encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers


def test_arrays_are_not_compressed(server: Client) -> None:
    body = json.dumps({"target": {"kind": "preset", "name": "spiral"}, "n": 1000, "format": "npy"}).encode()
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
    request = urllib.request.Request(f"{server.url}/api/targets/samples", body, headers)
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["content-encoding"] is None
        assert len(answer.read()) > 16_000


def test_the_page_may_be_framed_by_any_site() -> None:
    client = TestClient(create_app(ServerSettings()))
    for path in ("/", "/process", "/?embed=1"):
        headers = client.get(path).headers
        assert "x-frame-options" not in headers
        assert "frame-ancestors" not in headers.get("content-security-policy", "")
