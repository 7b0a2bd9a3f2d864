"""What may be asked of a walk: numbers within their bounds, and what is meant where nothing is said."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.samplers.spec import SamplerSpec


def test_what_is_left_out_is_langevin_on_the_learnt_field() -> None:
    assert SamplerSpec().model_dump() == {
        "sampler": "langevin", "settings": {}, "field": "learned", "n_particles": 2_000, "init": "uniform",
        "points": [], "seed": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "low", "high"), [("n_particles", 1, 50_000), ("seed", 0, 2**31 - 1)])
def test_a_number_ends_at_its_bounds(name: str, low: int, high: int) -> None:
    for number in (low, high):
        assert getattr(SamplerSpec.parse({name: number}), name) == number
    for number in (low - 1, high + 1):
        with pytest.raises(InvalidInput, match=name):
            SamplerSpec.parse({name: number})


def test_a_thousand_points_may_be_clicked() -> None:
    assert len(SamplerSpec.parse({"points": [[0.0, 0.0]] * 1_000}).points) == 1_000
    with pytest.raises(InvalidInput, match="points"):
        SamplerSpec.parse({"points": [[0.0, 0.0]] * 1_001})
