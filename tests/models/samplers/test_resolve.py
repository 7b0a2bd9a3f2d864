"""From a partial sampler specification to the sampler."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput, UnknownName
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.resolve import resolve_sampler, written
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()


@pytest.mark.parametrize("name", SAMPLERS)
def test_what_is_left_out_is_the_target_s_default(name: str) -> None:
    kind = SAMPLERS.get(name)
    assert resolve_sampler(SamplerSpec(sampler=name), TWO) == kind.parse(kind.defaults_for(TWO))


def test_what_is_said_wins_and_what_is_wrong_is_named() -> None:
    found = resolve_sampler(SamplerSpec(settings={"step_size": 0.017}), TWO)
    assert isinstance(found, Langevin)
    assert found.step_size == 0.017
    with pytest.raises(InvalidInput, match="step_size"):
        resolve_sampler(SamplerSpec(settings={"step_size": -1}), TWO)
    with pytest.raises(UnknownName, match="langevin"):
        resolve_sampler(SamplerSpec(sampler="langevine"), TWO)


def test_one_s_own_is_written_by_its_name_and_what_it_was_given() -> None:
    assert written(SamplerSpec(), Langevin(step_size=0.3)) == SamplerSpec(settings={"step_size": 0.3})
    assert written(SamplerSpec(seed=4), None) == SamplerSpec(seed=4)
    assert written(SamplerSpec(), Langevin).settings == {}
