"""A ladder that does not rise is refused by one sentence, wherever it comes from."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.resolve import resolve
from scorescape.models.training.spec import RunSpec

TWO = PRESETS.get("two-gaussians")().mixture()
ENDS = {"sigma_max": 0.1, "sigma_min": 4.0}
SENTENCE = (
    "smallest noise (sigma_min) must lie below the largest noise (sigma_max); got 4 and 0.1 world units, "
    "so exchange them or choose others."
)


@pytest.mark.parametrize("name", ["annealed-langevin", "reverse-sde", "probability-flow"])
def test_a_sampler_refuses_it_when_it_is_made_and_when_it_is_tuned(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        SAMPLERS.get(name).parse(ENDS)
    assert (refused.value.field, refused.value.message) == ("sigma_min", SENTENCE)
    walk = Walk(SamplerSpec(sampler=name, field="exact", n_particles=5), ExactField(TWO), TWO, find_modes(TWO))
    before = walk.sampler
    with pytest.raises(InvalidInput, match="must lie below"):
        walk.tune(ENDS)
    assert walk.sampler is before
    with pytest.raises(InvalidInput, match="got 2 and 2"):
        walk.tune({"sigma_max": 2.0, "sigma_min": 2.0})


def test_an_objective_refuses_it_by_the_same_sentence() -> None:
    with pytest.raises(InvalidInput) as refused:
        resolve(RunSpec(objective="noise-conditional-score-matching", settings=ENDS), TWO)
    assert (refused.value.field, refused.value.message) == ("sigma_min", SENTENCE)
