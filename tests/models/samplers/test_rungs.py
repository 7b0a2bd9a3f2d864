"""The noise levels a sampler announces are those its steps take."""

from __future__ import annotations

from itertools import chain, repeat

import pytest

from scorescape.models.exact_field import ExactField
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target

MIXTURE = build_target(PresetTarget(name="two-gaussians"))
SHORT = {"n_levels": 5, "steps_per_level": 3}


@pytest.mark.parametrize("name", [name for name, _ in SAMPLERS.items()])
def test_every_step_takes_the_noise_that_was_announced(name: str) -> None:
    settings = {key: value for key, value in SHORT.items() if key in SAMPLERS.get(name).model_fields}
    spec = SamplerSpec(sampler=name, field="exact", n_particles=4, settings=settings)
    walk = Walk(spec, ExactField(MIXTURE), MIXTURE, find_modes(MIXTURE))
    rungs = walk.sampler.rungs(walk.field)
    announced = list(chain.from_iterable(repeat(sigma, steps) for sigma, steps in rungs))
    assert len(announced) == (walk.sampler.duration() or 0)
    for sigma in announced:
        walk.step()
        assert walk.sigma == sigma
    if not announced:
        walk.step()
        assert walk.sigma is None
