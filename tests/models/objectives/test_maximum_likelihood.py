"""Maximum likelihood on the grid: the yardstick must itself be right."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.domain import Grid
from scorescape.models.errors import Unsupported
from scorescape.models.objectives.maximum_likelihood import GRID_HALF_WIDTH, MaximumLikelihood
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.testing.linear import VARIANCE, Linear
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

GAUSSIAN = GaussianMixture.create([1.0], [[0.0, 0.0]], [VARIANCE**0.5])


def test_its_value_at_the_truth_is_the_entropy() -> None:
    x = GAUSSIAN.sample(200_000, stream(0, "x"))
    loss, _ = MaximumLikelihood().loss(Linear(1 / VARIANCE), x, None, stream(0, "z"))
    assert float(loss) == pytest.approx(math.log(2 * math.pi * math.e * VARIANCE), abs=0.01)


def test_kl_of_the_exact_energy_is_the_quadrature_error() -> None:
    field = Linear(1 / VARIANCE)
    found = partition_function(field)
    assert kl_divergence(field, GAUSSIAN, found.log_z) == pytest.approx(0, abs=1e-4)
    wider = Linear(0.5 / VARIANCE)
    expected = math.log(2) - 0.5  # KL of N(0, v) from N(0, 2 v) in two dimensions
    assert kl_divergence(wider, GAUSSIAN, partition_function(wider).log_z) == pytest.approx(expected, abs=0.01)


@pytest.mark.slow
@pytest.mark.parametrize(("link", "limit"), [("exp", 0.02), ("softplus", 0.02), ("square", 0.5), ("abs", 0.5)])
def test_every_link_learns_a_pair_of_blobs(link: str, limit: float) -> None:
    """f^2 and |f| learn slowly: wherever f changes its sign the density is cut by a line of zeros."""
    mixture = GaussianMixture.create([0.4, 0.6], [[-1.2, 0.0], [1.2, 0.4]], [0.6, 0.8]).to(torch.float32)
    run = Run(
        mixture,
        RunSpec.parse(
            {
                "objective": "maximum-likelihood",
                "model": "energy",
                "n_steps": 150,
                "network": {"link": link, "confinement": 1.0},
            }
        ),
    )
    before = kl_divergence(run.field(), mixture, partition_function(run.field()).log_z)
    while not run.finished:
        run.step()
    after = kl_divergence(run.field(), mixture, partition_function(run.field()).log_z)
    assert after < min(limit, before / 2)


def test_a_link_is_refused_where_there_is_no_energy() -> None:
    with pytest.raises(Unsupported, match="link = exp"):
        Run(GAUSSIAN, RunSpec.parse({"objective": "score-matching", "network": {"link": "square"}}))


class Recording(Linear):
    """Keeps the points whose energy is asked for."""

    def __init__(self) -> None:
        super().__init__(1.0)
        self.seen: list[Tensor] = []

    def energy(self, x: Tensor) -> Tensor:
        self.seen.append(x.detach())
        return super().energy(x)


def test_the_grid_is_shifted_within_a_cell_and_on_average_not_at_all() -> None:
    objective, model, generator = MaximumLikelihood(grid_side=32), Recording(), stream(0, "z")
    x = torch.zeros(5, 2)
    for _ in range(600):
        objective.loss(model, x, None, generator)
    grid = Grid(32, GRID_HALF_WIDTH)
    shifts = torch.stack([seen[5:] - grid.points() for seen in model.seen])
    assert torch.equal(model.seen[0][:5], x)
    torch.testing.assert_close(shifts, shifts[:, :1].expand_as(shifts), atol=1e-5, rtol=0)
    shift = shifts[:, 0] / grid.spacing
    # uniform on (-1/2, 1/2): mean 0 within four standard errors, variance 1/12
    assert float(shift.mean(0).abs().max()) < 4 * math.sqrt(1 / 12 / 600)
    assert float(shift.abs().max()) <= 0.5 + 1e-4
    torch.testing.assert_close(shift.var(0), torch.full((2,), 1 / 12), atol=0.012, rtol=0)
    assert GRID_HALF_WIDTH == 5, "as its docstring says"
