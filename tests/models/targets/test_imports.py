"""Files as people bring them, each with its right values: the points, the picture, or what is said of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.far_points import FarPoints
from scorescape.models.targets.imports import PointImport, PointsQuery, far_sentence, import_points, sentences
from scorescape.models.targets.picture import picture_mixture
from scorescape.models.targets.picture_files import read_ink
from scorescape.models.targets.point_files import read_points

FILES = Path(__file__).parents[2] / "fixtures" / "files"
POINTS = [[1.5, 10.5], [2.25, 20.0], [3.0, 30.25], [4.75, 40.0]]


def imported(name: str, **query: object) -> PointImport:
    return import_points((FILES / name).read_bytes(), PointsQuery.parse(query))


@pytest.mark.parametrize(
    ("name", "columns", "points"),
    [
        ("pandas_index.csv", ("length", "width"), POINTS),
        ("label_first.csv", ("x1", "x2"), POINTS),
        ("year.csv", ("temp", "hum"), [[1.5, 40], [2.5, 50], [0.5, 45]]),
        ("title_line.csv", ("column 1", "column 2"), POINTS),
        ("row_names.txt", ("length", "width"), POINTS),
        ("blanks_decimal_commas.txt", ("column 1", "column 2"), POINTS),
        ("sep_line.csv", ("x", "y"), POINTS),
        ("numeric_header.csv", ("0", "1"), [[0.5, 1.5], [2.5, 3.5], [4.5, 5.5]]),
        ("windows_1252.csv", ("Länge", "Größe"), POINTS),
        ("pipe.csv", ("x", "y"), [[1, 2], [3, 4], [5, 9]]),
        ("unicode_minus.csv", ("x", "y"), [[-x, y] for x, y in POINTS]),
        ("units.csv", ("x [mm]", "y [mm]"), POINTS),
        ("lat_lon.csv", ("lon", "lat"), [[-20, 64], [-18, 64.1], [-15, 66], [-22, 63.5]]),
    ],
)
def test_a_file_is_read_as_it_is_meant(name: str, columns: tuple[str, str], points: list[list[float]]) -> None:
    found = imported(name)
    assert found.read.columns == columns
    assert found.read.points.tolist() == points
    assert found.read.left_out == 0


def test_an_array_of_three_columns_is_taken_as_the_same_csv_is() -> None:
    data = (FILES / "three_columns.npy").read_bytes()
    array = np.load(FILES / "three_columns.npy")
    text = "\n".join(",".join(map(repr, row)) for row in array.tolist())
    assert torch.equal(read_points(data).points, read_points(text.encode()).points)
    assert read_points(data).points.tolist() == array[:, :2].tolist()


@pytest.mark.parametrize(
    ("name", "sentence"),
    # a process in which training ran reads numbers under 1e-308 as zero
    [("denormals.csv", "too close together|in one place"), ("negative_shape.npy", "NPY file is damaged")],
)
def test_numbers_that_are_none_are_refused_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        imported(name)
    assert "again" not in refused.value.message


def test_the_width_of_leave_one_out_shows_what_the_rule_blurs() -> None:
    found = imported("moons.txt")
    assert (found.factor, found.bandwidth) == (found.best, found.best * found.rule)
    assert found.bandwidth < 0.25 * found.rule
    ruled = imported("moons.txt", bandwidth_factor=1)
    assert ruled.bandwidth == ruled.rule == found.rule
    # of new points of the same kind: the narrower is nearer by half a nat
    turn = torch.pi * torch.rand(500, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    noise = torch.randn(500, 2, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    fresh = torch.stack([turn.cos(), turn.sin()], 1) + 0.06 * noise
    better, worse = (float(each.target.mixture().log_prob(fresh).mean()) for each in (found, ruled))
    assert better > worse + 0.5


def test_axes_of_different_units_can_each_have_a_scale() -> None:
    found = imported("mm_and_g.csv")
    assert found.placed.unequal > 100
    assert found.read.reasons == {"an empty cell": 2}
    assert any("--import scaling=each" in sentence for sentence in sentences(found))
    own = imported("mm_and_g.csv", scaling="each")
    spans = own.points.amax(0) - own.points.amin(0)
    assert spans.tolist() == pytest.approx([6, 6])
    assert own.bandwidth < 0.5 * float(own.points.std(dim=0).min()), "the two kinds can be told apart"


def test_far_points_are_asked_about_and_the_width_said_is_the_width_used() -> None:
    generator = torch.Generator().manual_seed(0)
    rows = 1e-3 * torch.rand(20_000, 2, generator=generator, dtype=torch.float64)
    text = "".join(f"{x!r},{y!r}\n" for x, y in rows.tolist()) + "6,6\n"
    found = import_points(text.encode())
    assert found.far is not None
    assert (found.far.n, found.left_out_far) == (1, False)
    assert found.bandwidth == 0.01
    assert found.target.mixture().narrowest_scale == pytest.approx(0.01, rel=1e-3)
    without = import_points(text.encode(), PointsQuery(far="leave-out"))
    assert len(without.points) == 20_000
    assert (without.points.amax(0) - without.points.amin(0)).tolist() == pytest.approx([6, 6], rel=0.01)


def test_a_value_that_stands_for_missing_is_named() -> None:
    rows = "".join(f"{i % 17},{i % 23}\n" for i in range(300))
    found = import_points(f"temp,hum\n{rows}-9999,3\n4,-9999\n-9999,-9999\n".encode())
    assert found.far is not None
    assert (found.far.n, found.far.value) == (3, -9999)
    assert "3 rows hold -9999" in sentences(found)[1]


def test_a_turned_picture_is_as_high_as_it_is_to_be_looked_at() -> None:
    plain, turned = (read_ink((FILES / name).read_bytes()) for name in ("letter.jpg", "letter_turned.jpg"))
    assert plain.shape == turned.shape == (512, 256)
    for one, other in zip(picture_mixture(plain).mean(), picture_mixture(turned).mean(), strict=True):
        assert float(one) == pytest.approx(float(other), abs=0.02)


def test_white_on_transparent_needs_light_as_mass() -> None:
    data = (FILES / "white_on_transparent.png").read_bytes()
    with pytest.raises(InvalidInput, match="its light parts"):
        picture_mixture(read_ink(data))
    x, y = picture_mixture(read_ink(data, "light")).mean().tolist()
    assert x < 0
    assert abs(y) < 1


def spread(across: float, up: float) -> bytes:
    rows = torch.rand(60, 2, generator=torch.Generator().manual_seed(3), dtype=torch.float64) - 0.5
    rows = (rows - rows.amin(0)) / (rows.amax(0) - rows.amin(0)) - 0.5
    return "".join(f"{x * across!r},{y * up!r}\n" for x, y in rows.tolist()).encode()


@pytest.mark.parametrize(("edge", "scaling"), [(1.9, "fit"), (2.1, "keep"), (7.9, "keep"), (8.1, "fit")])
def test_points_that_fill_a_third_of_the_box_were_made_for_it(edge: float, scaling: str) -> None:
    assert import_points(spread(edge, edge / 2)).scaling == scaling


@pytest.mark.parametrize(("times", "said"), [(4.9, False), (5.1, True)])
def test_a_scale_for_each_axis_is_offered_where_edges_differ_by_five(times: float, said: bool) -> None:
    words = f"one axis is {times:.3g} times as long as the other; --import scaling=each scales each by its own"
    assert (words in sentences(import_points(spread(100 * times, 100)))) is said


@pytest.mark.parametrize(
    ("n", "value", "sentence"),
    [
        (1, None, "1 point lies 41 spreads away: leave out?"),
        (2, None, "2 points lie 41 spreads away or more: leave out?"),
        (1, -9999.0, "1 row holds -9999, far from all others: leave out?"),
        (2, -9999.0, "2 rows hold -9999, far from all others: leave out?"),
    ],
)
def test_far_points_are_asked_about_in_one_sentence(n: int, value: float | None, sentence: str) -> None:
    which = torch.arange(9) < n
    assert far_sentence(FarPoints(which, 41.2, value)) == sentence
