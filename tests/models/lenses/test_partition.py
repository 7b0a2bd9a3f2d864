"""The pie by values: shares of lassos, what points say of Z, and bars that are short where they are wrong."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.partition import FEW_POINTS_FOUND, NO_ENERGY, PartitionLens
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_gaussian import Affine

PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 0.5], [-2.0, 0.0]], [0.5, 0.5])
EVEN = GaussianMixture.create([0.5, 0.5], [[2.0, 0.5], [-2.0, 0.0]], [0.5, 0.5])
LEFT = "-4,-4,0,-4,0,4,-4,4"


def seen(mixture: GaussianMixture, field: Field, **settings: object) -> Look:
    lens = PartitionLens.parse(settings)
    with torch.no_grad():
        return lens.look(Specimen(mixture, find_modes(mixture), field), Grid(32), stream(0, "lens"))


def test_a_lasso_is_a_slice_beside_its_true_share() -> None:
    look = seen(PAIR, ExactField(EVEN), around=LEFT)
    assert abs(look.slices["in"].share - 0.5) < 1e-3
    assert look.slices["in"].truth is not None
    assert abs(look.slices["in"].truth - 0.2) < 1e-3
    assert abs(look.slices["out"].share - 0.5) < 1e-3
    assert abs(look.numbers["share"].value - 50) < 0.1
    assert abs((look.numbers["share"].exact or 0) - 20) < 0.1


def test_without_a_lasso_modes_are_slices_in_their_own_order() -> None:
    look = seen(PAIR, ExactField(EVEN))
    shares = [(part.mode, round(part.share, 2), round(part.truth or 0, 2)) for part in look.slices.values()]
    assert shares == [(0, 0.5, 0.8), (1, 0.5, 0.2)]
    assert "share" not in look.numbers


def test_mass_off_the_box_has_a_slice_of_its_own() -> None:
    """N(0, 4 I): outside of [-4, 4]^2 lies 1 - erf(sqrt(2))^2 of it."""
    look = seen(PAIR, Affine(0.25, 0.0))
    off = look.numbers["off_box"]
    assert off.value == pytest.approx(100 * (1 - math.erf(math.sqrt(2)) ** 2), abs=1e-3)
    assert off.exact == pytest.approx(100 * PAIR.mass_outside())
    assert abs(look.slices["off"].share - (1 - math.erf(math.sqrt(2)) ** 2)) < 1e-3


def test_log_z_is_that_of_the_energy_and_points_err_as_they_say() -> None:
    look = seen(PAIR, Affine(4.0, 0.0), points=4_000)
    assert abs(look.numbers["log_z"].value - math.log(2 * math.pi / 4)) < 1e-3
    chance = look.numbers["chance"]
    assert chance.error is not None
    assert abs(chance.value - look.numbers["log_z"].value) < 4 * chance.error
    # one mode of scale 1/2 in a box of side 8: sqrt((64 / (4 pi / 4) - 1) / n)
    assert abs((look.numbers["error"].exact or 0) - math.sqrt((64 / math.pi - 1) / 4_000)) < 1e-3
    assert abs(look.numbers["held"].value - 95) < 10


def test_bars_on_a_narrow_mode_are_short_where_they_are_wrong() -> None:
    narrow = GaussianMixture.create([1.0], [[0.3, -0.2]], [0.02])
    look = seen(narrow, ExactField(narrow), points=1_000)
    bars = look.bars["tries"]
    assert len(bars.value) == 100
    assert 0.7 < float(bars.misses.double().mean()) <= 0.97
    assert look.numbers["held"].value < 30
    assert bars.reference == 1.0
    assert bars.reference_high is not None
    # the bar that estimates should have, sqrt((64 / (4 pi s^2) - 1) / n), is longer than nearly all that they say
    should = 1.959964 * math.sqrt((64 / (4 * math.pi * 0.02**2) - 1) / 1_000)
    assert abs(bars.reference_high - 1 - should) < 0.02 * should
    assert float(((bars.high - bars.low) / 2 > should).double().mean()) < 0.2
    assert FEW_POINTS_FOUND in look.note
    assert "effective sample size" in look.unreliable["chance"]


def test_the_price_of_more_dimensions_is_measured_beside_its_formula() -> None:
    look = seen(PAIR, ExactField(PAIR))
    grid, measured, formula = (look.curves[name] for name in ("grid of 64 an axis", "measured", "formula"))
    assert grid.x.tolist() == [1, 2, 3, 5, 10, 20, 50, 3072]
    assert abs(float(grid.y[-1]) - 3072 * math.log10(64)) < 1e-2
    assert abs(look.numbers["picture"].value - 5548.6) < 0.1
    # one dimension: sqrt((W / (2 s sqrt(pi)) - 1) / n) with W = 8, s = 1/2
    assert abs(float(formula.y[0]) - math.sqrt((8 / math.sqrt(math.pi) - 1) / 1_000)) < 1e-4
    assert float((measured.y[:4] / formula.y[:4] - 1).abs().max()) < 0.35


def test_a_score_shows_the_exact_pie_and_says_so() -> None:
    class ScoreOnly(ExactField):
        has_energy = False

        def energy(self, x: Tensor) -> Tensor:
            raise AssertionError

    look = seen(PAIR, ScoreOnly(EVEN))
    assert look.note.startswith(NO_ENERGY)
    assert abs(look.slices["mode_1"].share - 0.8) < 1e-2
