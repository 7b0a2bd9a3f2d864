"""The records that lenses read and write: what they say by themselves, and that nobody changes one that is shared."""

from __future__ import annotations

import dataclasses

import pytest

from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.base import Curve, GaussianSpecimen, Look, Map, Number, Shown, Specimen, Trail
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

NORMAL = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])


def test_a_gaussian_of_which_nothing_is_said_is_the_standard_one_with_its_own_score() -> None:
    specimen = GaussianSpecimen(NORMAL, find_modes(NORMAL), ExactField(NORMAL))
    assert (specimen.variance, specimen.precision, specimen.turn) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize("record", [Curve, GaussianSpecimen, Look, Map, Number, Shown, Specimen, Trail])
def test_a_record_cannot_be_written_to(record: type) -> None:
    """A look is kept and sent to several panels."""
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert dataclasses.is_dataclass(record)
