"""The points a run trains on: a finite set as it is, of a stream ever new ones."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.layers.data import DATA_SHOWN, STREAM_SHOWN, DataLayer

from .specimens import NOTHING, study_of


@pytest.mark.parametrize(("n_points", "shown"), [(60, 60), (6_000, DATA_SHOWN)])
def test_a_finite_set_is_shown_as_it_is(n_points: int, shown: int) -> None:
    layer, study = DataLayer(), study_of(data={"n_points": n_points})
    picture = layer.picture(study, NOTHING)
    assert picture.facts == {"of": str(n_points)}
    assert torch.equal(picture.tensors["x"], study.run.data.points[:shown])
    before = layer.version(study, NOTHING)
    study.run.step()
    assert layer.version(study, NOTHING) == before, "the same points are not sent again"


def test_an_endless_stream_shows_new_points_and_moves_no_number_of_the_run() -> None:
    layer, study, alone = DataLayer(), study_of(), study_of()
    picture = layer.picture(study, NOTHING)
    assert picture.facts == {"of": "endless"}
    assert picture.tensors["x"].shape == (STREAM_SHOWN, 2)
    before = layer.version(study, NOTHING)
    for _ in range(3):
        assert study.run.step() == alone.run.step()
        layer.picture(study, NOTHING)
    assert layer.version(study, NOTHING) != before
    assert not torch.equal(layer.picture(study, NOTHING).tensors["x"], picture.tensors["x"])
