"""Pictures as a browser gets them: every lens on disk, points over the box, pixels, and who they are of."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch

from scorescape.models.domain import in_box
from scorescape.models.layers.base import Picture, Sight
from scorescape.models.layers.data import DATA_SHOWN
from scorescape.models.layers.lens import LensLayer
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Look, Number
from scorescape.models.lenses.shapes import Bars, Mark, Slice
from scorescape.models.study.map_grid import MAP_SIDE as SIDE
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.encoder import encode_frame
from tests.client import frame_of


@pytest.fixture(scope="module")
def study() -> Study:
    spec = {"run": {"model": "energy", "network": {"width": 8, "depth": 1}}, "sampler": {"n_particles": 200}}
    made = Study(build_target(PresetTarget(name="two-gaussians")), PanelSpec.parse(spec))
    made.start_walk()
    made.sampling_figures()
    return made


@pytest.mark.parametrize("name", sorted(LENSES))
def test_a_look_arrives_whole(study: Study, name: str) -> None:
    picture = LensLayer().picture(study, Sight(name))
    frame = frame_of(encode_frame("lens", "map", "r1", 3, 0, picture, 1764.5))
    assert frame["time"] == "1764.500"
    assert (frame["kind"], frame["shape"], frame["run"], frame["seq"]) == ("lens", "map", "r1", "3")
    look = json.loads(frame["look"])
    assert look["lens"] == name
    for shown in look["maps"]:
        assert frame["tensors"][shown]["shape"] == [SIDE, SIDE]
        assert look["maps"][shown]["low"] <= look["maps"][shown]["high"]
    for curve in look["curves"]:
        assert frame["tensors"][f"curve.{curve}.x"]["shape"] == frame["tensors"][f"curve.{curve}.y"]["shape"]
    if name == "low-density":
        assert frame["tensors"]["hatch"]["shape"] == [SIDE, SIDE]


def test_each_part_of_a_lens_s_figure_keeps_its_place() -> None:
    numbers = {"wide": Number("spread", 1, "unit", 2, 3, 4, 5), "bare": Number("none", math.inf, "1", error=math.nan)}
    look = Look(numbers=numbers, unreliable={"bare": "It has no end."})
    told = json.loads(frame_of(encode_frame("lens", "map", "r1", 1, 0, Picture({}, look=look), 0.0))["look"])
    parts = {"label": "spread", "value": 1, "unit": "unit", "floor": 2, "exact": 3, "error": 4, "floor_95": 5}
    parts |= {"large": False}
    nothing = dict.fromkeys(("value", "floor", "exact", "error", "floor_95")) | {"large": False}
    assert told["numbers"] == {"wide": parts, "bare": {"label": "none", "unit": "1"} | nothing}
    assert told["unreliable"] == {"bare": "It has no end."}


def test_shapes_of_a_look_arrive_with_their_arrays() -> None:
    ends = [torch.tensor(each) for each in ([-1.0, 0.0], [1.0, 0.5], [0.25, 0.125])]
    bars = Bars("log Z", "nats", *ends, torch.tensor([False, True]), 0.75, "the exact log Z", 0.5, 1.0)
    outline = torch.tensor([[0.0, 0.0], [torch.nan, torch.nan], [1.0, 2.0]])
    marks = {"way": Mark("line", outline, "path", "straight")}
    slices = {"left": Slice("left", 0.25, 0.2, 1), "rest": Slice("rest", 0.75)}
    look = Look(bars={"tries": bars}, marks=marks, slices=slices)
    frame = frame_of(encode_frame("lens", "map", "r1", 1, 0, Picture({}, look=look), 0.0))
    told, tensors = json.loads(frame["look"]), frame["tensors"]
    assert told["slices"]["left"] == {"label": "left", "share": 0.25, "truth": 0.2, "mode": 1}
    assert told["slices"]["rest"] == {"label": "rest", "share": 0.75, "truth": None, "mode": None}
    assert told["marks"] == {"way": {"shape": "line", "role": "path", "label": "straight"}}
    reference = {"reference": 0.75, "reference_label": "the exact log Z", "reference_low": 0.5, "reference_high": 1.0}
    assert told["bars"] == {"tries": {"label": "log Z", "unit": "nats"} | reference}
    rows = np.frombuffer(tensors["bars.tries"]["bytes"], "<f4").reshape(tensors["bars.tries"]["shape"])
    assert rows.tolist() == [[-1.0, 1.0, 0.25, 0.0], [0.0, 0.5, 0.125, 1.0]]
    way = np.frombuffer(tensors["mark.way"]["bytes"], "<f4").reshape(tensors["mark.way"]["shape"])
    np.testing.assert_array_equal(way, outline.numpy())


def test_points_travel_in_sixteen_bits_over_the_box() -> None:
    points = torch.randn(500, 2, generator=torch.Generator().manual_seed(1)) * 2
    points[3, 1] = torch.nan
    entry = frame_of(encode_frame("data", "points", "r1", 1, 0, Picture({"x": points}), 0.0))["tensors"]["x"]
    steps = np.frombuffer(entry["bytes"], "<i2").reshape(entry["shape"])
    inside = in_box(points).numpy()
    assert 0.5 < inside.mean() < 1
    np.testing.assert_allclose(steps[inside] / 32767 * 4, points.numpy()[inside], atol=4 / 32767)
    assert (steps[~inside] == -32768).all()
    assert DATA_SHOWN >= 500


def test_pixels_travel_in_eight_bits() -> None:
    picture = Picture({"pixels": torch.tensor([[0.0, 1.0], [0.5, 2.0]])})
    entry = frame_of(encode_frame("picture", "pixels", "r1", 1, 0, picture, 0.0))["tensors"]["pixels"]
    assert (entry["shape"], entry["dtype"]) == ([2, 2], "U8")
    assert list(entry["bytes"]) == [0, 255, 128, 255]


def test_curves_that_share_an_axis_both_arrive() -> None:
    x = torch.arange(3.0)
    frame = frame_of(encode_frame("curves", "curves", "r1", 1, 0, Picture({"a.x": x, "b.x": x}), 0.0))
    assert frame["tensors"]["a.x"]["bytes"] == frame["tensors"]["b.x"]["bytes"]
