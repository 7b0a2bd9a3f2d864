"""Every refusal is one sentence that names the field and what it takes."""

from __future__ import annotations

import pytest
from pydantic import Field

from scorescape.models.errors import InvalidInput
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.settings import Settings, with_next_seed
from scorescape.models.targets.spec import parse_target


def test_a_value_out_of_range_is_told_its_range_and_unit() -> None:
    with pytest.raises(InvalidInput) as refused:
        DenoisingScoreMatching.parse({"sigma": 5})
    assert refused.value.message == "noise level (sigma) must be a number in (0, 4] world units; got 5."


def test_a_misspelt_name_is_told_the_known_ones() -> None:
    with pytest.raises(InvalidInput) as refused:
        DenoisingScoreMatching.parse({"sgima": 1})
    assert refused.value.message == "There is no setting 'sgima' here; choose one of: sigma, antithetic."


def test_a_fault_deep_inside_is_told_where_it_is() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_target({"kind": "mixture", "components": [{"weight": 1, "mean": [0, 0], "scale": 0}]})
    assert "components.0.scale" in refused.value.message
    assert refused.value.field.endswith("components.0.scale")
    assert refused.value.message.endswith("components.0.scale must be at least 0.001; got 0.")


class Seeded(Settings):
    seed: int = Field(0, ge=0, le=7)


def test_the_seed_after_the_largest_is_the_first() -> None:
    seeds = [with_next_seed(Seeded(seed=seed)).seed for seed in (0, 6, 7)]
    assert seeds == [1, 7, 0]
