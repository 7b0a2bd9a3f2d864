"""What a target is made of, as it is sent: against the mixture itself."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target, parse_target
from scorescape.models.targets.under_noise import mergings
from scorescape.server.desk.parts import parts
from scorescape.server.desk.preview import preview

STROKES = [
    {"points": [[-2, -2], [-1, -2]], "width": 0.2, "weight": 1, "erase": False},
    {"points": [[2, 2]], "width": 0.3, "weight": 2, "erase": False},
]


def test_a_drawing_s_components_come_with_the_mode_each_lies_in() -> None:
    target = parse_target({"kind": "drawing", "strokes": STROKES})
    sent, mixture = parts(target), build_target(target)
    rows = np.frombuffer(base64.b64decode(sent.components), dtype="<f8").reshape(-1, 4)
    np.testing.assert_array_equal(rows[:, 0], mixture.weights.numpy())
    np.testing.assert_array_equal(rows[:, 1:3], mixture.means.numpy())
    np.testing.assert_array_equal(rows[:, 3], mixture.scales.numpy())
    modes = np.frombuffer(base64.b64decode(sent.modes), dtype="<i2")
    upper = rows[:, 1] > 0
    above = [mode.position[1] > 0 for mode in preview(target).modes]
    assert set(modes[upper]) == {above.index(True)}
    assert set(modes[~upper]) == {above.index(False)}


def test_the_noise_at_which_modes_merge_is_the_target_s() -> None:
    target = PresetTarget(name="unequal-three")
    sent, mixture = parts(target), build_target(target)
    expected = mergings(mixture, find_modes(mixture))
    assert [(each.sigma, each.remaining) for each in sent.mergings] == [(e.sigma, e.remaining) for e in expected]
    assert [each.remaining for each in sent.mergings] == [2, 1]
    assert sent.settled == pytest.approx(0.8, abs=0.05)
