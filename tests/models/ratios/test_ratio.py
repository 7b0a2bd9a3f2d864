"""Ratios without Z: three paths agree on a gradient, and differ by the curl between them on anything else."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.networks.base import Network
from scorescape.models.ratios.curl import curl_over
from scorescape.models.ratios.ratio import Point, disagreement, ratio
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .fields import Turned

A: Point = (2.0, 1.5)
B: Point = (-1.0, -2.0)
PAIR = target("two-gaussians")


@pytest.fixture(scope="module")
def learnt() -> Network:
    """A score network that knows little of the void between two modes."""
    run = Run(PAIR, RunSpec.parse({"objective": "denoising-score-matching", "n_steps": 150, "seed": 0}))
    while not run.finished:
        run.step()
    return run.field()


def test_an_exact_field_has_one_ratio_by_energy_and_by_every_path() -> None:
    found = ratio(ExactField(PAIR), A, B)
    at = PAIR.log_prob(torch.tensor([A, B], dtype=torch.float64))
    assert found.value == pytest.approx(float(at[0] - at[1]), abs=1e-12)
    for path in (found.straight, found.x_first, found.y_first):
        assert path.value == pytest.approx(found.value, abs=1e-3)
    assert found.spread < 1e-3
    assert found.evaluations == sum(p.evaluations for p in (found.straight, found.x_first, found.y_first)) > 500


@pytest.mark.parametrize("w", [0.7, -0.2])
def test_a_rotation_parts_the_corner_paths_by_twice_its_strength_times_the_rectangle(w: float) -> None:
    found = ratio(Turned(PAIR, w), A, B)
    area = abs((A[0] - B[0]) * (A[1] - B[1]))
    assert found.of_energy is None
    assert found.value == found.straight.value
    assert found.spread == pytest.approx(2 * abs(w) * area, abs=1e-6)
    # from b along x, then along y is counter-clockwise around the rectangle seen from a, which lies above to the right
    assert found.x_first.value - found.y_first.value == pytest.approx(2 * w * area, abs=1e-6)


def test_on_a_learnt_network_two_paths_differ_by_the_curl_between_them(learnt: Network) -> None:
    found = ratio(learnt, A, B)
    between = disagreement(learnt, A, B)
    difference = found.x_first.value - found.straight.value
    assert abs(difference) > 0.1
    assert between.value == pytest.approx(difference, abs=1e-2)
    assert found.spread > 0.1
    # what a picture shades adds up to the disagreement
    assert float(between.parts.sum()) == pytest.approx(between.value)
    assert between.triangles.shape == (len(between.parts), 3, 2)


def test_the_curl_of_a_rotation_is_its_area_and_turns_its_sign_with_the_way_round() -> None:
    corners = [[0.0, 0.0], [3.0, 0.0], [3.0, 2.0]]
    assert curl_over(Turned(PAIR, 0.5), corners).value == pytest.approx(2 * 0.5 * 3.0, abs=1e-6)
    assert curl_over(Turned(PAIR, 0.5), corners[::-1]).value == pytest.approx(-3.0, abs=1e-6)
    assert curl_over(ExactField(PAIR), corners).value == pytest.approx(0.0, abs=1e-6)
