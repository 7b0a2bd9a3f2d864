"""The frames of an energy and of the data, and when there is a new one of each."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter

from scorescape.models.domain import Grid, in_box
from scorescape.models.targets.spec import TargetSpec, build_target
from scorescape.server.engine.panel import Panel
from scorescape.server.engine.pictures import Look, Pictures
from scorescape.server.protocol.experiment import PanelSpec
from scorescape.server.protocol.frames import DATA_SHOWN, LENS_SIDE, STREAM_SHOWN
from tests.client import frame_of

NOTHING = Look()
TARGET: dict[str, Any] = {
    "kind": "mixture",
    "components": [
        {"weight": 0.5, "mean": [2.5, 0], "scale": 0.5},
        {"weight": 0.5, "mean": [0, -1.5], "scale": 0.5},
    ],
}


def panel_of(**run: Any) -> Panel:
    target = TypeAdapter[TargetSpec](TargetSpec).validate_python(TARGET)
    spec = PanelSpec.parse({"run": {"network": {"width": 16, "depth": 1}, **run}})
    return Panel("r1", spec, build_target(target))


def tensor_of(frame: dict[str, Any], name: str, dtype: str) -> np.ndarray[Any, Any]:
    entry = frame["tensors"][name]
    return np.frombuffer(entry["bytes"], dtype).reshape(entry["shape"])


def test_an_energy_frame_is_the_normalised_log_density_with_its_lowest_row_first() -> None:
    panel = panel_of(model="energy", objective="maximum-likelihood")
    for _ in range(150):
        panel.run.step()
    frame = frame_of(Pictures(panel).frame("energy", NOTHING)[1])
    shown = tensor_of(frame, "log_density", "<f4")
    assert shown.shape == (LENS_SIDE, LENS_SIDE)
    cells = Grid(LENS_SIDE).cell_of(torch.tensor([[2.5, 0.0], [-2.5, 0.0], [0.0, -1.5], [0.0, 1.5]])).tolist()
    with torch.no_grad():
        expected = -panel.run.field().energy(Grid(LENS_SIDE).points()[cells]) - float(frame["log_z"])
    found = shown.reshape(-1)[cells]
    assert found == pytest.approx(expected.tolist(), abs=1e-3)
    assert found[0] > found[1] + 1, "the right mode is on the right"
    assert found[2] > found[3] + 1, "the lower mode is below"
    mass = float(np.exp(shown.astype(np.float64)).sum()) * (8 / LENS_SIDE) ** 2
    assert 0.9 < mass <= 1.0001
    assert frame["reliable"] == "true"


def test_a_score_has_no_energy_to_show_and_an_energy_has_one_a_step() -> None:
    assert Pictures(panel_of()).version("energy", NOTHING) is None
    panel = panel_of(model="energy")
    pictures = Pictures(panel)
    before = pictures.version("energy", NOTHING)
    assert before is not None
    panel.run.step()
    assert pictures.version("energy", NOTHING) != before


def test_log_z_is_found_once_for_equal_weights_and_an_older_one_is_said_to_be_older() -> None:
    panel = panel_of(model="energy")
    pictures = Pictures(panel)
    value, step = pictures.log_z(afresh=True)
    assert (step, math.isfinite(value)) == (0, True)
    panel.run.step()
    assert pictures.log_z(afresh=False) == (value, 0)
    assert pictures.log_z(afresh=True)[1] == 1
    panel.restart(new_seed=True)
    assert pictures.log_z(afresh=False)[1] == 0, "another run's log Z is no help"


@pytest.mark.parametrize(("n_points", "shown"), [(60, 60), (6_000, DATA_SHOWN)])
def test_a_finite_set_is_shown_as_it_is(n_points: int, shown: int) -> None:
    panel = panel_of(data={"n_points": n_points})
    pictures = Pictures(panel)
    frame = frame_of(pictures.frame("data", NOTHING)[1])
    assert frame["of"] == str(n_points)
    steps, points = tensor_of(frame, "x", "<i2"), panel.run.data.points[:shown]
    assert len(steps) == shown
    inside = in_box(points).numpy()
    assert 0.99 < inside.mean() <= 1
    np.testing.assert_allclose(steps[inside] / 32767 * 4, points.numpy()[inside], atol=4 / 32767)
    assert (steps[~inside] == -32768).all()
    before = pictures.version("data", NOTHING)
    panel.run.step()
    assert pictures.version("data", NOTHING) == before, "the same points are not sent again"


def test_an_endless_stream_shows_new_points_and_moves_no_number_of_the_run() -> None:
    panel, alone = panel_of(), panel_of()
    pictures = Pictures(panel)
    frame = frame_of(pictures.frame("data", NOTHING)[1])
    assert frame["of"] == "endless"
    assert frame["tensors"]["x"]["shape"] == [STREAM_SHOWN, 2]
    before = pictures.version("data", NOTHING)
    for _ in range(3):
        assert panel.run.step() == alone.run.step()
        pictures.frame("data", NOTHING)
    assert pictures.version("data", NOTHING) != before
