"""Readings under the pointer and ratios of two points, held against the server's probe, the weights and the formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training.weights import load_field
from tests.client import Client

from .stages import MODES, SCALE, SCORE_AND_ENERGY, figures, on, stages, train

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
EXACT = GaussianMixture.create([0.5, 0.5], MODES, [SCALE, SCALE])


def runs_of(page: Page) -> list[str]:
    return [str(article.get_attribute("data-run")) for article in page.locator("article").all()]


def answers(server: Client, page: Page, *points: tuple[float, float]) -> list[dict[str, object]]:
    """What the server says of points, by panel, to a client of its own."""
    [experiment] = server.request("GET", "/api/experiments")[1]
    heard = {}
    with server.stream(experiment["id"]) as stream:
        stream.say("probe", question="test", points=points)
        for _ in runs_of(page):
            said = stream.until(lambda event: event["type"] == "probed" and event["question"] == "test")
            heard[said["run"]] = said
    return [heard[run] for run in runs_of(page)]


def test_all_panels_read_off_the_point_under_the_pointer(server: Client, visit: Visit) -> None:
    page = visit(SCORE_AND_ENERGY)
    train(page)
    page.mouse.move(*on(stages(page)[0], 1.3, -0.7))
    expect(page.locator("[data-readout][data-exact=true]")).to_have_count(2)
    shown = figures(page, "[data-readout]")
    point = (shown[0]["x"], shown[0]["y"])
    assert point == pytest.approx((1.3, -0.7), abs=0.02)
    score = EXACT.score(torch.tensor([point], dtype=torch.float64))[0].tolist()
    log_density = float(EXACT.log_prob(torch.tensor([point], dtype=torch.float64)))
    for panel, said in zip(shown, answers(server, page, point), strict=True):
        [reading] = said["readings"]  # type: ignore[misc]
        assert (panel["x"], panel["y"]) == point, "the same point in every panel"
        assert (panel["scoreX"], panel["scoreY"]) == pytest.approx(reading["score"], abs=1e-3)
        assert reading["true_score"] == pytest.approx(score, abs=1e-3)
        assert panel["error"] == pytest.approx(np.hypot(*(np.array(reading["score"]) - score)), abs=1e-3)
        assert panel["trueLogDensity"] == pytest.approx(log_density, abs=1e-3)
    assert "logDensity" not in shown[0], "a score has no density to read"
    said = answers(server, page, point)[1]
    [reading] = said["readings"]  # type: ignore[misc]
    assert shown[1]["logDensity"] == pytest.approx(-reading["energy"] - said["log_z"], abs=1e-3)  # type: ignore[operator]
    expect(page.locator("[data-readout]").first).to_contain_text("/unit")
    page.mouse.move(5, 5)
    expect(page.locator("[data-readout]")).to_have_count(0)


def test_two_points_give_the_ratio_of_densities_in_which_z_cancels(
    server: Client, visit: Visit, tmp_path: Path
) -> None:
    page = visit(SCORE_AND_ENERGY)
    train(page)
    page.locator("[data-tool=ratio]").click()
    page.mouse.click(*on(stages(page)[1], *MODES[0]))
    page.mouse.click(*on(stages(page)[0], 0.2, -1.2))
    panel = page.locator("[data-ratio='1']")
    expect(panel).to_contain_text("Z cancels")
    expect(page.locator("[data-ratio='0']")).to_contain_text("A score alone gives no ratio")
    [_, shown] = figures(page, "[data-ratio]")
    [experiment] = server.request("GET", "/api/experiments")[1]
    file = tmp_path / "run.safetensors"
    run = runs_of(page)[1]
    file.write_bytes(server.request("GET", f"/api/experiments/{experiment['id']}/export.safetensors?run={run}")[1])
    marks = figures(page, "article:nth-of-type(2) [data-mark]")
    points = [(mark["x"], mark["y"]) for mark in marks]
    assert points == [pytest.approx(MODES[0], abs=0.03), pytest.approx((0.2, -1.2), abs=0.03)]
    x = torch.tensor(points, dtype=torch.float32)
    with torch.no_grad():
        energy = load_field(file.read_bytes())[0].energy(x).tolist()
    assert shown["logRatio"] == pytest.approx(energy[1] - energy[0], abs=1e-3)
    readings: list[dict[str, float]] = answers(server, page, *points)[1]["readings"]  # type: ignore[assignment]
    assert readings[1]["energy"] - readings[0]["energy"] == pytest.approx(energy[1] - energy[0], abs=1e-3)
    expect(panel).to_contain_text(f"{energy[1] - energy[0]:.3g} nats")
    exact = EXACT.log_prob(x.double())
    assert shown["trueLogRatio"] == pytest.approx(float(exact[0] - exact[1]), abs=1e-3)
