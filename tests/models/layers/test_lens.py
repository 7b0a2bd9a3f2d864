"""A look through a lens: none without a lens, a new one with other settings, and what the lens itself says."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.layers.base import Sight
from scorescape.models.layers.lens import LensLayer
from scorescape.models.lenses.low_density import LowDensityLens
from scorescape.models.random_streams import stream
from scorescape.models.study.map_grid import MAP_GRID

from .specimens import NOTHING, study_of


def test_it_is_what_the_lens_says_of_the_study() -> None:
    layer, study = LensLayer(), study_of()
    assert layer.version(study, NOTHING) is None
    sight = Sight("low-density", {"quantile": 0.1})
    picture = layer.picture(study, sight)
    with torch.no_grad():
        expected = LowDensityLens(quantile=0.1).look(study.specimen(), MAP_GRID, stream(0, "lens"))
    assert picture.facts == {"lens": "low-density"}
    assert picture.look is not None
    assert torch.equal(picture.look.maps["angle"].values, expected.maps["angle"].values)
    assert layer.version(study, sight) != layer.version(study, Sight("low-density", {"quantile": 0.2}))
    before = layer.version(study, sight)
    study.train_step()
    assert layer.version(study, sight) != before


def test_a_setting_out_of_its_range_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as refused:
        LensLayer().picture(study_of(), Sight("low-density", {"quantile": 3}))
    assert refused.value.field == "quantile"
