"""What the samplers down a ladder share: its ends, and that a walk may be stepped on beyond its end."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Chain
from scorescape.models.targets.gaussian_mixture import GaussianMixture

TARGET = GaussianMixture.create([0.7, 0.3], [[-1.0, 0.0], [1.5, 0.5]], [0.4, 0.3])
X = torch.tensor([[0.3, -0.2], [1.0, 1.0]])


@pytest.mark.parametrize("name", ["annealed-langevin", "probability-flow", "reverse-sde"])
def test_beyond_the_end_the_last_step_is_taken_again(name: str) -> None:
    kind = SAMPLERS.get(name)
    sampler = kind.parse({"n_levels": 4, "sigma_max": 3.0, "sigma_min": 0.1})
    end = sampler.duration()
    assert end is not None
    last, *later = (
        sampler.step(ExactField(TARGET), Chain(X, step), stream(0, "s")) for step in (end - 1, end, end + 5)
    )
    for chain, info in later:
        assert torch.equal(chain.x, last[0].x)
        assert (info.evaluations, info.sigma) == (last[1].evaluations, last[1].sigma) == (1, pytest.approx(0.1))
    # from there to the mean of what may have been: x + sigma^2 s
    torch.testing.assert_close(last[0].x, X + 0.01 * ExactField(TARGET).smoothed_score(X, 0.1))


def test_defaults_are_five_deviations_and_a_quarter_of_the_narrowest_within_bounds() -> None:
    def ends(*, apart: float, scale: float) -> dict[str, float]:
        pair = GaussianMixture.create([0.5, 0.5], [[-apart, 0.0], [apart, 0.0]], [scale, scale])
        return SAMPLERS.get("reverse-sde").defaults_for(pair)

    # rms deviation of an axis: sqrt(apart^2 / 2 + scale^2)
    assert ends(apart=1.0, scale=0.2) == {"sigma_max": 3.7, "sigma_min": 0.05}
    assert ends(apart=0.0, scale=0.1) == {"sigma_max": 1.0, "sigma_min": 0.025}
    assert ends(apart=30.0, scale=4.0) == {"sigma_max": 20.0, "sigma_min": 1.0}
