"""Typed shares: the preview's own modes then have exactly these masses."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.drawing import DrawingTarget, mixture_from_strokes
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.shares import Shares, TypedShare
from scorescape.models.targets.spec import PresetTarget, build_target, parse_target
from scorescape.models.targets.strokes import Stroke

# one stroke with a thin place is two modes: no factor on the stroke as a whole could give them other shares
DUMBBELL = [
    Stroke(points=[(-2.5, 0), (2.5, 0)], width=0.2, weight=0.05),
    Stroke(points=[(-2.5, 0), (-1.5, 0.5)], width=0.3),
    Stroke(points=[(1.5, 0), (2.5, -0.5)], width=0.3),
]


def shares_of(marks: list[object]) -> list[float]:
    return find_modes(build_target(parse_target({"kind": "drawing", "strokes": marks}))).masses.tolist()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_the_mode_has_the_share_that_was_typed_and_the_others_keep_their_proportions(share: float) -> None:
    strokes = [*DUMBBELL, Stroke(points=[(0, 2.5)], width=0.3)]
    before = find_modes(mixture_from_strokes(strokes))
    assert before.n_modes == 3
    last = before.positions[2].tolist()
    after = find_modes(mixture_from_strokes([*strokes, Shares(shares=[TypedShare(at=tuple(last), share=share)])]))
    labels = after.label_of(before.positions)
    masses = after.masses[labels]
    assert float(masses[2]) == pytest.approx(share, abs=1e-9)
    assert float(masses[0] / masses[1]) == pytest.approx(float(before.masses[0] / before.masses[1]), rel=1e-6)


@pytest.mark.parametrize("name", ["two-gaussians", "eight-gaussians", "unequal-three", "grid-25"])
def test_a_preset_in_a_drawing_takes_shares(name: str) -> None:
    cloud = {"source": {"kind": "preset", "name": name}}
    modes = find_modes(build_target(PresetTarget(name=name)))
    at = modes.positions[1].tolist()
    masses = shares_of([cloud, {"shares": [{"at": at, "share": 0.01}]}])
    assert min(abs(mass - 0.01) for mass in masses) < 1e-9


def test_a_stroke_after_the_mark_adds_its_mass_to_what_was_shared_out() -> None:
    left, right = Stroke(points=[(-2, 0)]), Stroke(points=[(2, 0)])
    mark = Shares(shares=[TypedShare(at=(2.0, 0.0), share=0.1)])
    third = Stroke(points=[(0, 3)], width=0.25)
    mixture = mixture_from_strokes([left, right, mark, third])
    masses = {round(x): float(w) for (x, _), w in zip(mixture.means.tolist(), mixture.weights, strict=True)}
    assert masses[2] == pytest.approx(0.1 * 2 / 3, abs=1e-6)
    assert masses[0] == pytest.approx(1 / 3, abs=1e-9)


def test_a_share_is_of_the_whole_mass_also_where_some_of_it_lies_off_the_box() -> None:
    strokes = [Stroke(points=[(-3.8, 0)], width=0.4), Stroke(points=[(2, 0)], width=0.4)]
    mark = Shares(shares=[TypedShare(at=(2.0, 0.0), share=0.3)])
    after = find_modes(mixture_from_strokes([*strokes, mark]))
    assert after.mass_outside > 0.1
    assert float(after.masses[after.label_of(torch.tensor([[2.0, 0.0]]))[0]]) == pytest.approx(0.3, abs=1e-9)


def test_shares_typed_one_after_the_other() -> None:
    strokes = [Stroke(points=[(x, 0)], width=0.25) for x in (-3, 0, 3)]
    typed = [TypedShare(at=(-3.0, 0.0), share=0.1), TypedShare(at=(0.0, 0.0), share=0.5)]
    together = mixture_from_strokes([*strokes, Shares(shares=typed)])
    singly = mixture_from_strokes([*strokes, *(Shares(shares=[each]) for each in typed)])
    torch.testing.assert_close(together.weights, singly.weights, atol=1e-6, rtol=0)
    assert float(together.weights[0] / together.weights[2]) == pytest.approx(0.1 / 0.45, rel=1e-4)


def test_a_drawing_survives_its_own_json() -> None:
    drawing = DrawingTarget(strokes=[*DUMBBELL, Shares(shares=[TypedShare(at=(2.0, 0.0), share=0.1)])])
    again = parse_target(drawing.model_dump(mode="json"))
    assert build_target(again).fingerprint() == drawing.mixture().fingerprint()
