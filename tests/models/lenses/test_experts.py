"""The two fields of a product under noise, in closed form where the experts are Gaussians and mixtures."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.experts import NO_LEVELS, NO_PRODUCT, ExpertsLens
from scorescape.models.random_streams import stream
from scorescape.models.targets.compositions.composition import negation, product, union
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

A = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, 0.4]], [0.3, 0.3])
B = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, -0.4]], [0.3, 0.3])
GRID = Grid(32)


def seen(target: GaussianMixture, **settings: float) -> Look:
    specimen = Specimen(target, find_modes(target), ExactField(target))
    return ExpertsLens.parse(settings).look(specimen, GRID, stream(0, "lens"))


def test_densities_and_fields_are_those_of_the_product_and_of_its_smoothed_experts() -> None:
    sigma, whole = 0.6, product([A, B]).target
    maps, x = seen(whole, sigma=sigma).maps, GRID.points(torch.float64)
    p, q = whole.smoothed(sigma), product([A.smoothed(sigma), B.smoothed(sigma)]).target
    expected = {
        "product": p.log_prob(x).exp(),
        "added": q.log_prob(x).exp(),
        "difference": q.log_prob(x).exp() - p.log_prob(x).exp(),
        "scores": torch.linalg.vector_norm(q.score(x) - p.score(x), dim=1),
        "gate": (A.smoothed(sigma).log_prob(x) - B.smoothed(sigma).log_prob(x)).sigmoid(),
    }
    assert list(maps) == ["added", "product", "difference", "scores", "gate"]
    for name, values in expected.items():
        torch.testing.assert_close(maps[name].values, GRID.reshape(values.float()), rtol=1e-3, atol=1e-4)
    # on one range, so that equal colours are equal densities
    assert maps["added"].high == maps["product"].high


def test_shares_are_those_of_the_closed_forms_and_freeze_where_modes_part() -> None:
    look = seen(product([A, B]).target, sigma=0.3)
    share, frozen = look.numbers["share_1"], look.numbers["frozen_share"]
    assert share.value == pytest.approx(70.9, abs=0.3)
    assert share.exact == pytest.approx(85.5, abs=1)
    assert 0.3 < look.numbers["frozen_at"].value < 2
    assert (frozen.value, frozen.exact) == (pytest.approx(53, abs=5), pytest.approx(85.5, abs=0.1))
    added, exact = look.curves["added"], look.curves["product"]
    assert float(added.y[0]) == pytest.approx(85.0, abs=1)
    assert float(added.y[-1]) == pytest.approx(50, abs=1)
    # the product's own modes keep their shares as long as they are apart
    assert float(exact.y[added.x < 0.4].min()) > 84


def test_what_has_no_experts_or_none_under_noise_is_said() -> None:
    for target in (A, union([A, B]).target, negation(A, B).target):
        look = seen(target)
        assert (look.note, look.maps, look.numbers, look.curves) == (NO_PRODUCT, {}, {}, {})
    assert seen(product([negation(A, B).target, B]).target).note == NO_LEVELS


def test_a_broken_power_has_both_fields_too() -> None:
    look = seen(product([A, B], [1.5, 0.5]).target, sigma=0.5)
    assert look.note == ""
    mass = look.maps["added"].values.double().sum() * GRID.cell_area
    assert float(mass) == pytest.approx(1, abs=0.01)
