"""One study behind all: `fit`, the HTTP API and a script say the same figures at equal specification and seed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from scorescape.server import cli
from tests.client import Client

RUNS: list[dict[str, Any]] = [
    {"objective": "denoising-score-matching"},
    {"objective": "noise-contrastive-estimation", "model": "energy"},
]
COMMON: dict[str, Any] = {"n_steps": 30, "seed": 3, "network": {"width": 16}, "optimiser": {"batch_size": 64}}
CLOCKS = {"ms_per_step"}


def of_http(server: Client, run: dict[str, Any]) -> dict[str, Any]:
    """The figures of the last step, as an export has them."""
    info = server.create({"kind": "preset", "name": "spiral"}, {"run": run})
    with server.stream(info["id"]) as stream:
        stream.say("train")
        stream.until(lambda heard: heard["type"] == "status" and heard["state"]["phase"] == "finished")
    history = server.request("GET", f"/api/experiments/{info['id']}/export.json")[1]["history"]
    server.request("DELETE", f"/api/experiments/{info['id']}")
    return dict(next(event["values"] for event in reversed(history) if event["step"] == COMMON["n_steps"]))


def of_fit(capsys: pytest.CaptureFixture[str], run: dict[str, Any]) -> dict[str, Any]:
    flags = [
        "--steps",
        "30",
        "--seed",
        "3",
        "--width",
        "16",
        "--batch-size",
        "64",
        "--model",
        run.get("model", "score"),
    ]
    capsys.readouterr()
    assert cli.main(["fit", "--target", "spiral", "--objective", run["objective"], *flags, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run["objective"])
def test_digit_for_digit(server: Client, capsys: pytest.CaptureFixture[str], run: dict[str, Any]) -> None:
    study = Study(PRESETS.get("spiral")().mixture(), PanelSpec.parse({"run": run | COMMON}))
    study.train()
    script = {name: value for name, value in study.training_figures().values.items() if name not in CLOCKS}
    assert {"relative_fisher_error", "angle_deg", "loss"} <= script.keys()
    http, fit = of_http(server, run | COMMON), of_fit(capsys, run)
    assert {name: http[name] for name in script} == script
    assert {name: fit[name] for name in script} == script
