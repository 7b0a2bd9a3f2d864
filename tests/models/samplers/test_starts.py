"""Where particles start, each start by its law."""

from __future__ import annotations

import pytest
import torch
from torch import Generator

from scorescape.models.domain import in_box
from scorescape.models.errors import InvalidInput
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.starts import POINT_SPREAD, start_points
from scorescape.models.targets.gaussian_mixture import GaussianMixture

TARGET = GaussianMixture.create([1.0], [(1.0, -2.0)], [0.3])
N = 4_000
# five standard errors of a mean of N
CLOSE = 5 / N**0.5


def started(**spec: object) -> torch.Tensor:
    return start_points(SamplerSpec.parse({"n_particles": N} | spec), TARGET, Generator().manual_seed(0))


@pytest.mark.parametrize(
    ("init", "mean", "spread"),
    [("uniform", (0, 0), 8 / 12**0.5), ("gaussian", (0, 0), 1.0), ("data", (1, -2), 0.3)],
)
def test_a_start_has_its_mean_and_its_spread(init: str, mean: tuple[float, float], spread: float) -> None:
    x = started(init=init)
    assert x.shape == (N, 2)
    assert x.dtype == torch.float32
    assert x.mean(0).tolist() == pytest.approx(mean, abs=CLOSE * spread)
    assert x.std(0).tolist() == pytest.approx([spread, spread], rel=CLOSE)


def test_a_uniform_start_fills_the_box_and_leaves_it_nowhere() -> None:
    x = started(init="uniform")
    assert in_box(x).all()
    assert x.abs().max() > 3.9


def test_clicked_points_take_turns_and_lie_close() -> None:
    x = started(init="points", points=[(1.0, 2.0), (-3.0, 0.5)])
    for at, point in enumerate([(1.0, 2.0), (-3.0, 0.5)]):
        gaps = x[at::2] - torch.tensor(point)
        assert gaps.std(0).tolist() == pytest.approx([POINT_SPREAD, POINT_SPREAD], rel=2 * CLOSE)
        assert gaps.abs().max() < 6 * POINT_SPREAD


def test_no_points_are_asked_for_in_words() -> None:
    with pytest.raises(InvalidInput, match="at least one point"):
        started(init="points")
