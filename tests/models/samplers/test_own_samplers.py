"""A sampler of one's own where names are."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Sampler
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS
from tests.plugins import forgetful

__all__ = ["forgetful"]
TWO = PRESETS.get("two-gaussians")().mixture()
MODES = find_modes(TWO)


def walk(sampler: Sampler | type[Sampler] | None = None, **spec: object) -> Walk:
    found = Walk(SamplerSpec.parse({"n_particles": 20, **spec}), ExactField(TWO), TWO, MODES, sampler=sampler)
    found.step(5)
    return found


def test_an_instance_walks_as_its_name_and_settings_do() -> None:
    named = walk(settings={"step_size": 0.02})
    given = walk(Langevin(step_size=0.02))
    assert torch.equal(named.x, given.x)
    assert given.spec == named.spec
    assert torch.equal(walk(Langevin).x, walk().x)
    assert walk(Langevin()).sampler == walk().sampler != Langevin()


@pytest.mark.usefixtures("forgetful")
def test_a_class_that_is_not_known_is_added_and_goes_on_where_it_was_packed() -> None:
    class Slow(Langevin):
        title = "Slow"

    one = walk(Slow(step_size=0.01))
    assert SAMPLERS.get("slow") is Slow
    again = Walk.unpacked(one.packed(), ExactField(TWO), TWO, MODES)
    one.step(3)
    again.step(3)
    assert torch.equal(one.x, again.x)
