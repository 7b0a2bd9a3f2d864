"""What CD-k asks of an energy, beside likelihood: on an energy whose weights are wrong, and on one that was trained."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.contrast.chain_matrix import chain_matrix
from scorescape.models.contrast.expected_gradient import (
    Against,
    against,
    batch_gradient,
    data_masses,
    expected_gradients,
)
from scorescape.models.domain import Grid
from scorescape.models.networks.base import Network
from scorescape.models.objectives.contrastive_divergence import ContrastiveDivergence
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

GRID = Grid(40, 5.0)
FAR = [[-2.5, -1.0], [2.5, 1.0]]


class TwoBlobs(Network):
    """E = -log(w_1 N(x; m_1, s^2) + w_2 N(x; m_2, s^2)), every part of which can be learnt."""

    title = "Two blobs"
    parameterisation = "energy"

    def __init__(self, weights: list[float], means: list[list[float]], scale: float) -> None:
        super().__init__()
        self.logits = torch.nn.Parameter(torch.tensor(weights).log())
        self.means = torch.nn.Parameter(torch.tensor(means))
        self.scale = scale

    def energy(self, x: Tensor) -> Tensor:
        squared = ((x[:, None] - self.means.to(x.dtype)) ** 2).sum(2) / (2 * self.scale**2)
        return -(self.logits.to(x.dtype).log_softmax(0) - squared).logsumexp(1)


def test_against_is_angle_and_length() -> None:
    found = against(torch.tensor([1.0, 1.0]), torch.tensor([0.0, 2.0]))
    assert (found.cosine, found.length) == (pytest.approx(math.sqrt(0.5)), pytest.approx(math.sqrt(0.5)))
    assert found.angle_deg == pytest.approx(45)
    assert against(torch.zeros(2), torch.ones(2)) == Against(0.0, 0.0)


def test_contrastive_divergence_does_not_hear_the_weights_of_far_modes() -> None:
    # all is right but the weights: learnt as 50 : 50, shown 20 : 80
    network = TwoBlobs([0.5, 0.5], FAR, 0.4)
    shown = GaussianMixture.create([0.2, 0.8], FAR, [0.4, 0.4])
    chain = chain_matrix(network, "mala", 0.08, GRID)
    for found in expected_gradients(network, shown, chain):
        assert abs(found.gradient.length) < 0.05
        assert found.unwalked == pytest.approx(0.3, abs=0.01)


def test_where_the_chain_crosses_the_gradient_grows_into_the_exact_one() -> None:
    near = [[-0.5, 0.0], [0.5, 0.0]]
    network = TwoBlobs([0.5, 0.5], near, 0.6)
    shown = GaussianMixture.create([0.2, 0.8], near, [0.6, 0.6])
    found = expected_gradients(network, shown, chain_matrix(network, "mala", 0.2, GRID))
    lengths = [each.gradient.length for each in found]
    assert lengths == sorted(lengths)
    assert lengths[0] < 0.4
    assert lengths[-1] == pytest.approx(1, abs=0.01)
    assert found[-1].gradient.cosine > 0.999
    assert found[-1].unwalked < 1e-3 < found[0].unwalked


def test_persistent_chains_that_have_arrived_give_the_exact_gradient() -> None:
    network = TwoBlobs([0.5, 0.5], FAR, 0.4)
    shown = GaussianMixture.create([0.2, 0.8], FAR, [0.4, 0.4])
    chain = chain_matrix(network, "mala", 0.08, GRID)
    (found,) = expected_gradients(network, shown, chain, [1], start=chain.stationary)
    assert (found.gradient.cosine, found.gradient.length) == (pytest.approx(1, abs=1e-5), pytest.approx(1, abs=1e-5))


def test_batches_average_to_the_expected_gradient_and_each_is_noise() -> None:
    near = [[-0.5, 0.0], [0.5, 0.0]]
    network = TwoBlobs([0.5, 0.5], near, 0.6)
    shown = GaussianMixture.create([0.2, 0.8], near, [0.6, 0.6])
    chain, objective = chain_matrix(network, "mala", 0.2, GRID), ContrastiveDivergence(chain_steps=3, step_size=0.2)
    (expected,) = expected_gradients(network, shown, chain, [3])
    whole = batch_gradient(network, shown, chain, objective, 200_000, stream(0, "-"))
    assert whole.length == pytest.approx(expected.gradient.length, abs=0.03)
    assert whole.cosine == pytest.approx(expected.gradient.cosine, abs=0.02)
    cosines = [batch_gradient(network, shown, chain, objective, 32, stream(i, "-")).cosine for i in range(8)]
    assert min(cosines) < expected.gradient.cosine - 0.05


def test_masses_of_the_data_are_the_exact_ones() -> None:
    mixture = target("two-moons")
    chain = chain_matrix(TwoBlobs([0.5, 0.5], FAR, 0.4), "metropolis-hastings", 0.08, GRID)
    masses = data_masses(mixture, chain)
    assert float(masses.sum()) == pytest.approx(1)
    assert float(masses @ chain.grid.points(torch.float64)[:, 0]) == pytest.approx(float(mixture.mean()[0]), abs=1e-3)


@pytest.mark.slow
def test_on_two_moons_the_cosine_rises_over_k_and_the_length_with_it() -> None:
    mixture = target("two-moons")
    spec = {"objective": "contrastive-divergence", "model": "energy", "n_steps": 300, "seed": 0}
    run = Run(mixture, RunSpec.parse(spec))
    while not run.finished:
        run.step()
    found = expected_gradients(run.network, mixture, chain_matrix(run.network, "mala", 0.05))
    cosines, lengths = ([getattr(each.gradient, name) for each in found] for name in ("cosine", "length"))
    assert cosines == sorted(cosines)
    assert lengths == sorted(lengths)
    assert cosines[-1] > 0.95
    assert lengths[-1] > 5 * lengths[0]
