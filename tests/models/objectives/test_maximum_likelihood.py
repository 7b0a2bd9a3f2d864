"""Maximum likelihood on the grid: the yardstick must itself be right."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.errors import Unsupported
from scorescape.models.objectives.maximum_likelihood import MaximumLikelihood
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
