"""Whole mixtures in a drawing: nothing of them is lost, and strokes go on top."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.cloud import Cloud
from scorescape.models.targets.components import Component, MixtureTarget, PresetTarget
from scorescape.models.targets.drawing import mixture_from_strokes
from scorescape.models.targets.gaussian_mixture import MAX_COMPONENTS
from scorescape.models.targets.spec import build_target, parse_target
from scorescape.models.targets.strokes import Stroke

SPIRAL = PresetTarget(name="spiral")


def crowd(n: int) -> Cloud:
    return Cloud(
        source=MixtureTarget(components=[Component(weight=1, mean=(3 * i / n, 0), scale=0.1) for i in range(n)])
    )


def test_a_cloud_alone_is_its_mixture() -> None:
    alone = mixture_from_strokes([Cloud(source=SPIRAL, mass=3)])
    preset = build_target(SPIRAL)
    torch.testing.assert_close(alone.weights, preset.weights, atol=1e-15, rtol=0)
    assert torch.equal(alone.means, preset.means)
    assert torch.equal(alone.scales, preset.scales)


def test_a_moved_cloud_is_the_same_somewhere_else() -> None:
    moved = mixture_from_strokes([Cloud(source=SPIRAL, shift=(0.5, -1.0))])
    torch.testing.assert_close(moved.means, build_target(SPIRAL).means + torch.tensor([0.5, -1.0]).double())


def test_a_stroke_on_top_has_its_length_against_the_clouds_mass() -> None:
    mixture = mixture_from_strokes([Cloud(source=SPIRAL, mass=3), Stroke(points=[(-3, 3.5), (3, 3.5)], width=0.25)])
    assert float(mixture.weights[mixture.means[:, 1] == 3.5].sum()) == pytest.approx(6 / 9)


def test_the_eraser_takes_a_clouds_components() -> None:
    wipe = Stroke(points=[(-4, 2), (4, 2)], width=2, erase=True)
    assert float(mixture_from_strokes([Cloud(source=SPIRAL), wipe]).means[:, 1].max()) < 0


def test_strokes_give_way_to_clouds_and_too_many_are_refused_in_words() -> None:
    scribble = Stroke(points=[(-4 + 8 * (i % 2), -4 + i / 50) for i in range(400)], width=0.01)
    mixture = mixture_from_strokes([crowd(4_000), scribble])
    assert mixture.n_components <= MAX_COMPONENTS
    assert int((mixture.scales == 0.1).sum()) == 4_000
    with pytest.raises(InvalidInput, match=r"needs 6,000 Gaussians or more and may have 5,000"):
        mixture_from_strokes([crowd(3_000), crowd(3_000)])


def test_marks_are_told_apart_and_their_faults_named() -> None:
    with pytest.raises(InvalidInput, match="shift"):
        parse_target(
            {"kind": "drawing", "strokes": [{"source": {"kind": "preset", "name": "spiral"}, "shift": [9, 0]}]}
        )
    with pytest.raises(InvalidInput, match="share"):
        parse_target({"kind": "drawing", "strokes": [{"shares": [{"at": [0, 0], "share": 2}]}]})
