"""Mass outside the box: exact, said above 1 %, refused where nothing is left to see."""

from __future__ import annotations

import math
from typing import Any

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.study.script import ScriptStudy
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.off_the_box import outside_warning, refuse_if_outside
from scorescape.models.targets.spec import build_target, parse_target


def gaussian(x: float, y: float, scale: float) -> GaussianMixture:
    return GaussianMixture.create([1.0], [[x, y]], [scale])


@pytest.mark.parametrize(
    ("mixture", "outside"),
    [
        (gaussian(0, 0, 0.3), 0.0),
        (gaussian(4, 0, 0.1), 0.5),
        (gaussian(-4, 4, 0.1), 0.75),
        (gaussian(10, 0, 0.3), 1.0),
        (gaussian(0, 0, 4.0), 1 - math.erf(1 / math.sqrt(2)) ** 2),
        (GaussianMixture.create([99, 1], [[8, 0], [0, 0]], [0.3, 0.3]), 0.99),
    ],
)
def test_it_is_exact(mixture: GaussianMixture, outside: float) -> None:
    assert mixture.mass_outside() == pytest.approx(outside, abs=1e-12)


def test_tails_that_a_difference_from_one_would_round_away_are_kept() -> None:
    # two of four tails at 8 deviations: erfc(8 / sqrt 2) / 2 each, the others at 24
    assert gaussian(2, 2, 0.25).mass_outside() == pytest.approx(math.erfc(8 / math.sqrt(2)), rel=1e-6)


def test_a_hundredth_is_worth_a_word() -> None:
    assert outside_warning(0.01) == ""
    assert outside_warning(0.9900001).startswith("99 % of the target's mass lies outside the box [-4, 4]")


def test_what_lies_wholly_outside_is_refused_wherever_a_target_is_built() -> None:
    with pytest.raises(InvalidInput, match=r"outside the box: its mean is \(10, 0\)") as refused:
        build_target(_spec(10.0))
    assert refused.value.field == "target"
    with pytest.raises(InvalidInput, match="move or scale it"):
        ScriptStudy(gaussian(10, 0, 0.3))
    assert build_target(_spec(4.5)).mass_outside() == pytest.approx(0.952, abs=1e-3)


def test_a_thousandth_in_the_box_is_something_to_see() -> None:
    refuse_if_outside(GaussianMixture.create([0.998, 0.002], [[9, 0], [0, 0]], [0.3, 0.3]))
    with pytest.raises(InvalidInput):
        refuse_if_outside(GaussianMixture.create([0.9995, 0.0005], [[9, 0], [0, 0]], [0.3, 0.3]))


def _spec(x: float) -> Any:
    return parse_target({"kind": "mixture", "components": [{"weight": 1, "mean": [x, 0], "scale": 0.3}]})
