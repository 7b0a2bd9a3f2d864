"""Probes of life: what they say of experiments, their workers and clients."""

from __future__ import annotations

import os
from types import SimpleNamespace

from fastapi import FastAPI
from fastapi.testclient import TestClient

from scorescape.server.api import health


class Engine:
    def describe(self) -> SimpleNamespace:
        return SimpleNamespace(homes={"r1": 7})


class Experiments:
    def __len__(self) -> int:
        return 3

    def n_clients(self) -> int:
        return 2


def client() -> TestClient:
    app = FastAPI()
    app.include_router(health.router)
    app.state.engine, app.state.experiments = Engine(), Experiments()
    return TestClient(app)


def test_it_says_that_it_lives_and_who_holds_what() -> None:
    assert client().get("/healthz").json() == {"status": "ok"}
    ready = client().get("/readyz").json()
    assert ready == {"status": "ok", "pid": os.getpid(), "experiments": 3, "workers": {"r1": 7}}


def test_its_gauges_are_prometheus_s_text() -> None:
    answer = client().get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.splitlines() == [
        "# TYPE scorescape_experiments gauge",
        "scorescape_experiments 3",
        "# TYPE scorescape_clients gauge",
        "scorescape_clients 2",
    ]
