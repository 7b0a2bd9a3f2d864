"""Laws of samplers in closed form, held against the recursion and against chance."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Generator

from scorescape.models.laws import NoLaw
from scorescape.models.samplers.advice import Stretch
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.health import Health
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.samplers.laws import Passage, Stationary, metropolis, passage
from scorescape.models.samplers.parts import Term

N = 400_000


def test_a_passage_is_its_recursion() -> None:
    assert passage(2.0, []) == Passage(2.0, 2.0, 1.0)
    assert passage(2.0, [(0.5, 1.0), (2.0, 0.25)]) == Passage(2.0, 4 * (0.25 * 2 + 1) + 0.25, 1.0)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_random_walk_of_metropolis_as_drawn(scale: float) -> None:
    """On N(0, I) in the plane with x' = x + c z: refused where |x'|^2 - |x|^2 makes it so."""
    jump = torch.tensor([0.0, scale], dtype=torch.float64)
    # |x + c z|^2 - |x|^2 = 2 c x.z + c^2 |z|^2, in u = (x, z)
    gap = torch.tensor([[0.0, scale], [scale, scale**2]], dtype=torch.float64)
    law = metropolis(1.0, gap, jump)
    generator = Generator().manual_seed(0)
    x, z = torch.randn(2, N, 2, generator=generator, dtype=torch.float64)
    proposed = x + scale * z
    chance = (0.5 * (x.square() - proposed.square()).sum(1)).exp().clamp(max=1)
    correlation = ((chance[:, None] * proposed + (1 - chance[:, None]) * x) * x).mean()
    close = 5 / math.sqrt(N)
    assert law.acceptance == pytest.approx(float(chance.mean()), abs=close)
    assert law.correlation == pytest.approx(float(correlation), abs=2 * close)
    assert law.variance == 1.0


def test_langevin_overshoots_from_the_variance_on_and_has_a_law_up_to_twice_it() -> None:
    for size, variance, correlation in ((0.5, 4 / 3, 0.5), (1.0, 2.0, 0.0), (1.5, 4.0, -0.5), (1.9, 20.0, -0.9)):
        law = Langevin(step_size=size).law(1.0)
        assert isinstance(law, Stationary)
        assert (law.variance, law.correlation) == (pytest.approx(variance), pytest.approx(correlation))
    assert isinstance(Langevin(step_size=2.0).law(1.0), NoLaw)
    # of another variance, and with less noise
    law = Langevin(step_size=1.0, noise_scale=0.5).law(2.0)
    assert isinstance(law, Stationary)
    assert (law.variance, law.correlation) == (pytest.approx(0.25 * 2.0 / 0.75), 0.5)


@pytest.mark.parametrize("record", [Chain, Health, Passage, Stationary, Stretch, Term])
def test_what_samplers_share_cannot_be_written_to(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
