"""A drawing's mass is laid by length: neither speed, dwell time nor direction matters."""

from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput
from scorescape.models.targets.drawing import mixture_from_strokes
from scorescape.models.targets.gaussian_mixture import MAX_COMPONENTS, GaussianMixture
from scorescape.models.targets.spec import parse_target
from scorescape.models.targets.strokes import Stroke

GRID = Grid(24)
COORDINATE = st.floats(-3, 3).map(lambda value: round(value, 3))
PATHS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=5)


def density(*strokes: Stroke) -> torch.Tensor:
    return mixture_from_strokes(strokes).density_on_grid(GRID)


@given(PATHS)
def test_more_events_along_the_same_path_change_nothing(path: list[tuple[float, float]]) -> None:
    dense = [path[0]]
    for (x0, y0), (x1, y1) in pairwise(path):
        dense += [(x0 + (x1 - x0) * t / 7, y0 + (y1 - y0) * t / 7) for t in range(8)]
    torch.testing.assert_close(
        density(Stroke(points=path, width=0.3)), density(Stroke(points=dense, width=0.3)), atol=1e-6, rtol=1e-5
    )


@given(PATHS)
def test_direction_does_not_matter(path: list[tuple[float, float]]) -> None:
    forward, backward = Stroke(points=path), Stroke(points=path[::-1])
    torch.testing.assert_close(density(forward), density(backward), atol=1e-8, rtol=1e-6)


def test_mass_grows_with_length_and_weight() -> None:
    long = Stroke(points=[(-3, 2), (3, 2)])
    short = Stroke(points=[(-1, -2), (1, -2)], weight=1.5)
    mixture = mixture_from_strokes([long, short])
    upper = float(mixture.weights[mixture.means[:, 1] > 0].sum())
    assert upper == pytest.approx(6 / (6 + 1.5 * 2))


def test_the_eraser_removes_what_lies_under_it_and_only_earlier_strokes() -> None:
    line, wipe = Stroke(points=[(-3, 0), (3, 0)], width=0.1), Stroke(points=[(3, 0)], width=1.0, erase=True)
    left = mixture_from_strokes([line, wipe])
    assert float(left.means[:, 0].max()) < 2.01
    after: GaussianMixture = mixture_from_strokes([line, wipe, Stroke(points=[(3, 0)], width=0.1)])
    assert float(after.means[:, 0].max()) == 3.0


def test_the_number_of_components_is_bounded() -> None:
    scribble = [(-4 + 8 * (i % 2), -4 + i / 50) for i in range(400)]
    assert mixture_from_strokes([Stroke(points=scribble, width=0.005)]).n_components <= MAX_COMPONENTS


def test_nothing_left_is_refused_in_words() -> None:
    dot = Stroke(points=[(0, 0)])
    with pytest.raises(InvalidInput, match="erased"):
        mixture_from_strokes([dot, Stroke(points=[(0, 0)], width=1, erase=True)])
    with pytest.raises(InvalidInput, match="empty"):
        mixture_from_strokes([])


@pytest.mark.parametrize("point", [[4.5, 0], [0, float("nan")], [float("inf"), 0]])
def test_points_off_the_box_are_refused(point: list[float]) -> None:
    with pytest.raises(InvalidInput):
        parse_target({"kind": "drawing", "strokes": [{"points": [point]}]})


def test_a_soft_stroke_has_the_mass_of_a_hard_one_and_the_cross_section_it_says() -> None:
    hard = Stroke(points=[(-3, 2), (3, 2)], width=0.2)
    soft = Stroke(points=[(-3, -2), (3, -2)], width=0.2, softness=0.8)
    mixture = mixture_from_strokes([hard, soft])
    assert float(mixture.weights[mixture.means[:, 1] > 0].sum()) == pytest.approx(0.5, abs=1e-12)
    offset = torch.linspace(-3, 3, 2001, dtype=torch.float64)
    across = torch.stack([torch.zeros_like(offset), offset - 2], dim=1)
    found = mixture_from_strokes([soft]).log_prob(across).exp() * 6
    normal = torch.distributions.Normal
    spread = zip((1 / 2, 1 / 3, 1 / 6), (0.2, 0.2 * 1.8, 0.2 * 3.4), strict=True)
    expected = sum(share * normal(0.0, width).log_prob(offset).exp() for share, width in spread)
    assert isinstance(expected, torch.Tensor)
    torch.testing.assert_close(found, expected, atol=3e-5, rtol=0)  # what the ends of a line 6 long lack
    assert float(torch.trapezoid(found, offset)) == pytest.approx(1, abs=1e-4)


def test_a_single_point_is_one_gaussian_whose_mass_is_weight_times_width() -> None:
    mixture = mixture_from_strokes([Stroke(points=[(-2, 0)], width=0.5, weight=2), Stroke(points=[(2, 0)], width=0.25)])
    assert mixture.n_components == 2
    assert mixture.scales.tolist() == [0.5, 0.25]
    assert float(mixture.weights[0]) == pytest.approx(1 / 1.25)


def test_a_stroke_too_wide_with_its_skirt_is_refused_with_the_range() -> None:
    with pytest.raises(InvalidInput, match=r"size times \(1 \+ 3 softness\) must be in \(0, 4\]"):
        parse_target({"kind": "drawing", "strokes": [{"points": [[0, 0]], "width": 2, "softness": 1}]})


def test_a_length_of_whole_widths_takes_as_many_pieces() -> None:
    assert Stroke(points=[(0, 0), (1, 0)], width=0.25).n_components() == 4
    assert Stroke(points=[(0, 0), (1.001, 0)], width=0.25).n_components() == 5


def test_a_skirt_may_be_as_wide_as_a_gaussian_may() -> None:
    assert Stroke(points=[(0, 0)], width=1, softness=1).widest == 4
