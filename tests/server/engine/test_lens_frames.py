"""Every lens on disk through a panel and the encoder, as a browser gets it."""

from __future__ import annotations

import json

import pytest

from scorescape.models.lenses import LENSES
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.panel import Panel
from scorescape.server.engine.pictures import Look, Pictures
from scorescape.server.protocol.experiment import PanelSpec
from scorescape.server.protocol.frames import LENS_SIDE
from tests.client import frame_of


@pytest.fixture(scope="module")
def panel() -> Panel:
    spec = {"run": {"model": "energy", "network": {"width": 8, "depth": 1}}, "sampler": {"n_particles": 200}}
    made = Panel("r1", PanelSpec.parse(spec), build_target(PresetTarget(name="two-gaussians")))
    made.sample(None)
    made.sample_metrics()
    return made


@pytest.mark.parametrize("name", sorted(LENSES))
def test_a_look_arrives_whole(panel: Panel, name: str) -> None:
    _, data = Pictures(panel).frame("lens", Look(name))
    frame = frame_of(data)
    look = json.loads(frame["look"])
    assert look["lens"] == name
    for shown in look["maps"]:
        assert frame["tensors"][shown]["shape"] == [LENS_SIDE, LENS_SIDE]
        assert look["maps"][shown]["low"] <= look["maps"][shown]["high"]
    for curve in look["curves"]:
        assert frame["tensors"][f"curve.{curve}.x"]["shape"] == frame["tensors"][f"curve.{curve}.y"]["shape"]
    if name == "low-density":
        assert frame["tensors"]["hatch"]["shape"] == [LENS_SIDE, LENS_SIDE]
