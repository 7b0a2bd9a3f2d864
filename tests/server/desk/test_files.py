"""The desk on files: what is imported and what is drawn, by counting and by chance that is known."""

from __future__ import annotations

import io

import numpy as np
import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.imports import PointsQuery, TableQuery
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.desk.files import picture, points, samples, table
from scorescape.server.protocol.files import FileTable, ImportedPicture, ImportedPoints, PictureQuery, SamplesQuery

CLOUD = torch.randn(200, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


def imported(rows: torch.Tensor, **query: object) -> ImportedPoints:
    text = "a,b\n" + "".join(f"{x!r},{y!r}\n" for x, y in rows.tolist())
    return ImportedPoints.model_validate_json(points((text.encode(), PointsQuery.parse(query))))


def test_points_that_fill_the_box_are_kept_where_they_are() -> None:
    found = imported(CLOUD)
    assert (found.n_points, found.left_out, found.columns) == (200, 0, ("a", "b"))
    assert (found.scaling, found.scale, found.centre, found.can_keep) == ("keep", (1, 1), (0, 0), True)
    means = torch.tensor([component.mean for component in found.target.components], dtype=torch.float64)
    torch.testing.assert_close(means.mean(0), CLOUD.mean(0), atol=0.01, rtol=0)


def test_points_of_another_size_are_fitted_by_one_scale() -> None:
    found = imported(1000 * CLOUD + 5000)
    assert (found.scaling, found.can_keep) == ("fit", False)
    edge = float((1000 * CLOUD).amax(0).sub((1000 * CLOUD).amin(0)).max())
    means = torch.tensor([component.mean for component in found.target.components])
    assert means.abs().max() <= 4
    assert found.scale[0] * edge == pytest.approx(float((means.amax(0) - means.amin(0)).max()), rel=0.1)


def test_the_bandwidth_is_silverman_s_rule_times_the_factor() -> None:
    one, three = imported(CLOUD), imported(CLOUD, bandwidth_factor=3)
    assert one.bandwidth == pytest.approx(one.best_factor * one.silverman)
    assert one.silverman == three.silverman
    assert three.bandwidth == pytest.approx(3 * one.silverman)


def test_axes_of_unequal_length_are_told_each_by_its_own_scale() -> None:
    rows = CLOUD * torch.tensor([1.0, 20.0], dtype=torch.float64)
    across, up = (rows.amax(0) - rows.amin(0)).tolist()
    found = imported(rows, scaling="each", bandwidth_factor=3)
    assert found.unequal == pytest.approx(up / across)
    assert found.scale[0] / found.scale[1] == pytest.approx(up / across)
    assert (found.bandwidth_factor, found.bandwidth) == (3, pytest.approx(3 * found.silverman))
    assert found.best_factor != 3


def test_the_width_said_is_the_width_used() -> None:
    rows = torch.cat([1e-3 * CLOUD.clamp(-1, 1), torch.tensor([[6.0, 6.0]], dtype=torch.float64)])
    found = imported(rows)
    assert found.silverman < 0.31
    assert found.bandwidth == found.target.components[0].scale == pytest.approx(0.01)
    assert found.far is not None
    assert (found.far.points, found.far.left_out) == (1, False)
    assert found.far.question.startswith("1 point lies ")
    without = imported(rows, far="leave-out")
    assert (without.n_points, without.far and without.far.left_out) == (200, True)


def test_a_table_can_be_looked_at_where_no_density_comes_of_it() -> None:
    data = b"name;a;b\nx;1,5;1\ny;1,5;1\nz;1,5;1\n"
    with pytest.raises(InvalidInput, match="one place"):
        points((data, PointsQuery()))
    found = FileTable.model_validate_json(table((data, TableQuery())))
    assert [(column.name, column.numeric) for column in found.columns] == [("name", False), ("a", True), ("b", True)]
    assert found.rows == [["x", "1,5", "1"], ["y", "1,5", "1"], ["z", "1,5", "1"]]
    assert (found.delimiter, found.decimal, found.header, found.encoding) == ("semicolon", ",", True, "UTF-8")


def test_what_was_left_out_is_said_by_reason() -> None:
    data = b"x,y\n0,1\n1,\n2,many\n3,inf\n4\n5,5\nNA,NA\n"
    found = ImportedPoints.model_validate_json(points((data, PointsQuery())))
    assert (found.n_rows, found.n_points, found.left_out) == (7, 2, 5)
    assert {each.what: each.rows for each in found.reasons} == {
        "an empty cell": 2,
        "no number": 1,
        "an infinite number": 1,
        "too few cells": 1,
    }


def test_a_picture_takes_one_byte_a_pixel_with_its_top_row_first() -> None:
    ink = bytearray(16)
    ink[1] = 255  # the top row, left of the middle
    said = picture((bytes(ink), PictureQuery(width=4, height=4)))
    for component in ImportedPicture.model_validate_json(said).target.components:
        assert component.mean[0] < 0 < component.mean[1]
    with pytest.raises(InvalidInput, match="4 x 4"):
        picture((bytes(15), PictureQuery(width=4, height=4)))


def test_both_formats_hold_the_same_exact_samples() -> None:
    target = PresetTarget(name="two-gaussians")
    csv = samples(SamplesQuery(target=target, n=50, seed=3)).decode().splitlines()
    npy = np.load(io.BytesIO(samples(SamplesQuery(target=target, n=50, seed=3, format="npy"))))
    assert csv[0] == "x,y"
    np.testing.assert_array_equal(np.array([line.split(",") for line in csv[1:]], dtype=np.float64), npy)
    expected = build_target(target).sample(50, torch.Generator().manual_seed(3))
    np.testing.assert_array_equal(npy, expected.numpy())
