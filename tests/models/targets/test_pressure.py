"""A pen's pressure: width and mass per unit length are 0.2 + 0.8 p of the brush's, all along, exactly."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.drawing import mixture_from_strokes
from scorescape.models.targets.gaussian_mixture import MAX_COMPONENTS, MIN_SCALE, GaussianMixture
from scorescape.models.targets.pressure import LIGHTEST, PressedPath, relative_width
from scorescape.models.targets.spec import parse_target
from scorescape.models.targets.strokes import Stroke

COORDINATE = st.floats(-3, 3).map(lambda value: round(value, 3))
SAMPLES = st.lists(st.tuples(COORDINATE, COORDINATE, st.sampled_from([0.0, 0.02, 0.5, 1.0])), min_size=2, max_size=6)


def pressed(samples: list[tuple[float, float, float]], **brush: float) -> Stroke:
    return Stroke(points=[(x, y) for x, y, _ in samples], pressures=[p for _, _, p in samples], **brush)  # type: ignore[arg-type]


def level(*pressures: float, **brush: float) -> Stroke:
    """A line from (-3, 0) to (3, 0) with pressures at equal distances."""
    step = 6 / (len(pressures) - 1)
    return pressed([(-3 + index * step, 0, p) for index, p in enumerate(pressures)], **brush)


def test_the_law_is_a_fifth_for_a_touch_and_the_whole_for_full_pressure() -> None:
    assert relative_width(torch.tensor([0, 0.5, 1])).tolist() == pytest.approx([0.2, 0.6, 1])


def test_scales_follow_the_pressure_along_the_stroke() -> None:
    mixture = mixture_from_strokes([level(0, 1, width=0.2)])
    x, scales = mixture.means[:, 0], mixture.scales
    expected = 0.2 * (0.2 + 0.8 * (x + 3) / 6)
    torch.testing.assert_close(scales, expected, atol=1e-12, rtol=0)
    # neighbours lie no further apart than the narrower of them is wide, but for what one piece adds
    gaps = x.diff()
    assert bool((gaps <= 1.1 * scales[:-1]).all())
    assert float(scales.min()) < 0.05 < 0.19 < float(scales.max())


def test_mass_per_unit_length_goes_with_the_width() -> None:
    mixture = mixture_from_strokes([level(0, 1, 1, 0.5, width=0.02)])
    left, middle, right = (
        float(mixture.weights[(mixture.means[:, 0] > low) & (mixture.means[:, 0] < low + 2)].sum())
        for low in (-3, -1, 1)
    )
    # means of r over the three parts: 0.6, 1 and 0.8
    assert [left / middle, right / middle] == pytest.approx([0.6, 0.8], abs=0.02)


@given(SAMPLES, st.floats(0.05, 1), st.floats(0, 1))
def test_all_of_the_mass_is_the_integral_of_r_along_the_path(
    samples: list[tuple[float, float, float]], width: float, softness: float
) -> None:
    stroke = pressed(samples, width=width, weight=3, softness=softness)
    lengths = stroke.path.diff(dim=0).norm(dim=1)
    r = stroke.relative_widths()
    expected = 3 * float((lengths * (r[1:] + r[:-1]) / 2).sum())
    if float(lengths.sum()) == 0:
        expected = 3 * width * float(r.max()) ** 2
    for coarseness in (1.0, 2.5):
        components = stroke.components(coarseness)
        assert float(components[:, 3].sum()) == pytest.approx(expected, rel=1e-9)
        assert bool((components[:, 3] >= 0).all() and torch.isfinite(components).all())
    assert len(stroke.components()) == stroke.n_components()


def test_a_light_ridge_is_as_high_as_a_firm_one() -> None:
    mixture = mixture_from_strokes([level(0.1, 0.9, width=0.1)])
    mass = 6 * 0.6
    spine = torch.stack([torch.linspace(-2.5, 2.5, 501, dtype=torch.float64), torch.zeros(501, dtype=torch.float64)], 1)
    heights = mixture.log_prob(spine).exp() * mass
    torch.testing.assert_close(
        heights, torch.full_like(heights, 1 / (0.1 * math.sqrt(2 * math.pi))), rtol=0.002, atol=0
    )


def test_full_pressure_all_along_is_the_stroke_without_pressures() -> None:
    with_pen, without = level(1, 1, width=0.3), Stroke(points=[(-3, 0), (3, 0)], width=0.3)
    torch.testing.assert_close(with_pen.components(), without.components(), atol=1e-12, rtol=1e-12)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=5), st.floats(0.05, 1), st.floats(0, 1))
def test_without_pressures_a_stroke_is_bit_for_bit_what_it_was(
    path: list[tuple[float, float]], width: float, softness: float
) -> None:
    """Against the rule written out: n pieces of equal length, each one Gaussian at its middle."""
    stroke = Stroke(points=path, width=width, weight=0.7, softness=softness)
    length = float(torch.linalg.vector_norm(stroke.path.diff(dim=0), dim=1).sum())
    ridges = (
        [(1.0, width)]
        if softness == 0
        else list(
            zip((1 / 2, 1 / 3, 1 / 6), [width * (1 + softness * spread) for spread in (0.0, 1.0, 3.0)], strict=True)
        )
    )
    counts = [max(1, math.ceil(length / each - 1e-9)) for _, each in ridges]
    mass = 0.7 * (length if length > 0 else width)
    expected = [(each, share * mass / n) for (share, each), n in zip(ridges, counts, strict=True) for _ in range(n)]
    assert stroke.components()[:, 2:].tolist() == [list(pair) for pair in expected]


def test_a_dab_is_as_wide_as_it_was_pressed_and_its_mass_goes_with_the_square() -> None:
    light, firm = pressed([(-2, 0, 0.5)], width=0.5), pressed([(2, 0, 1)], width=0.5)
    mixture = mixture_from_strokes([light, firm])
    assert mixture.scales.tolist() == pytest.approx([0.3, 0.5])
    assert float(mixture.weights[0] / mixture.weights[1]) == pytest.approx(0.36)
    held = pressed([(0, 0, 0.1), (0, 0, 0.5), (0, 0, 0)], width=0.5)
    assert held.components().tolist() == [[0, 0, pytest.approx(0.3), pytest.approx(0.18)]]


def test_the_thinnest_brush_barely_touching_is_as_thin_as_a_gaussian_may_be() -> None:
    mixture = mixture_from_strokes([level(0, 0, width=0.005)])
    assert float(mixture.scales.min()) >= MIN_SCALE
    assert float(mixture.scales.min()) == pytest.approx(LIGHTEST * 0.005)
    assert mixture.n_components <= MAX_COMPONENTS


def test_a_light_eraser_takes_a_narrower_band() -> None:
    lines = [Stroke(points=[(-3, y), (3, y)], width=0.05) for y in (0.0, 0.5)]
    wipe = {"points": [(-1, 0), (1, 0)], "width": 0.8, "erase": True}

    def left(mixture: GaussianMixture, y: float) -> int:
        middle = (mixture.means[:, 0].abs() < 0.5) & ((mixture.means[:, 1] - y).abs() < 0.01)
        return int(middle.sum())

    firm = mixture_from_strokes([*lines, Stroke.parse(wipe | {"pressures": [1, 1]})])
    light = mixture_from_strokes([*lines, Stroke.parse(wipe | {"pressures": [0.1, 0.1]})])
    assert (left(firm, 0), left(firm, 0.5)) == (0, 0)
    assert (left(light, 0), left(light, 0.5)) == (0, 20)


def test_pieces_are_cut_at_equal_numbers_of_widths() -> None:
    """Against Simpson's rule for u = integral of dl / r."""
    path = torch.tensor([[0, 0], [1, 0], [1, 2], [1, 2], [0, 2]], dtype=torch.float64)
    relative = torch.tensor([0.2, 1, 0.5, 0.9, 0.9], dtype=torch.float64)
    ends = [(1.0, 0.2, 1.0), (2.0, 1.0, 0.5), (1.0, 0.9, 0.9)]

    def simpson(length: float, a: float, b: float) -> float:
        n = 2_000
        values = 1 / torch.linspace(a, b, n + 1, dtype=torch.float64)
        return float((values[0] + 4 * values[1:-1:2].sum() + 2 * values[2:-1:2].sum() + values[-1]) * length / n / 3)

    total = sum(simpson(*each) for each in ends)
    assert PressedPath(path, relative).n_pieces(0.01) == math.ceil(total / 0.01)


@pytest.mark.parametrize(
    ("pressures", "sentence"),
    [
        ([0.5], "one number a point; got 1 for 2 points"),
        ([0.5, 1.5], "must be at most 1"),
        ([-0.1, 0], "must be at least"),
    ],
)
def test_pressures_that_cannot_be_are_refused_in_words(pressures: list[float], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        parse_target({"kind": "drawing", "strokes": [{"points": [[0, 0], [1, 1]], "pressures": pressures}]})


def test_a_pressed_stroke_shorter_than_a_unit_is_pressed_too() -> None:
    """From r = .2 to 1 over half a unit: the mass is .3, and the widths rise along it."""
    found = Stroke(points=[(0, 0), (0.5, 0)], pressures=[0, 1], width=0.1).components()
    assert float(found[:, 3].sum()) == pytest.approx(0.3)
    assert bool((found[:, 2].diff() > 0).all())
