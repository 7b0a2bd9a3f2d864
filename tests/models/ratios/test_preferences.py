"""The game of comparisons: answers by Bradley and Terry, and the energy that they train, against the truth."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.base import Network
from scorescape.models.random_streams import stream
from scorescape.models.ratios.preferences import (
    Duels,
    PreferenceSpec,
    against_truth,
    answered,
    bradley_terry,
    log_ratios,
    pairs,
    played,
)
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import target

PAIR = target("two-gaussians")
MODES = find_modes(PAIR)


class Bowl(Network):
    """E = a |x|^2 / 2."""

    title = "Bowl"
    parameterisation = "energy"

    def __init__(self, a: float) -> None:
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(a))

    def energy(self, x: Tensor) -> Tensor:
        return self.a * (x**2).sum(1) / 2


def test_the_loss_of_two_answers_by_hand() -> None:
    points = torch.tensor([[0.0, 0.0], [2.0, 0.0], [0.0, 3.0]])
    duels = Duels(points[:2], points.roll(1, 0)[:2])
    # energies 0, 2, 4.5 for a = 1: losers' minus winners' are 4.5 and -2
    expected = sum(math.log1p(math.exp(-gap)) for gap in (4.5, -2)) / 2
    assert float(bradley_terry(Bowl(1.0), duels).detach()) == pytest.approx(expected)


def test_who_answers_doubts_as_the_densities_do() -> None:
    a, b = torch.tensor([[2.0, 0.0]]).repeat(20_000, 1), torch.tensor([[1.6, 0.4]]).repeat(20_000, 1)
    odds = float(log_ratios(PAIR, a[:1], b[:1]))
    for sharpness in (1.0, 0.3):
        said = answered(PAIR, a, b, sharpness, stream(0, "-"))
        share = float((said.winners == a).all(1).double().mean())
        assert share == pytest.approx(1 / (1 + math.exp(-sharpness * odds)), abs=0.012)
    always = answered(PAIR, a, b, None, stream(0, "-"))
    assert bool((always.winners == (a if odds > 0 else b)).all())


def test_the_minimiser_is_the_sharpness_times_minus_log_p() -> None:
    # on N(0, v I) with E = a |x|^2 / 2 the best a is beta / v
    single, chance = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.8]), stream(1, "-")
    a, b = pairs(single, 200_000, chance)
    for sharpness in (1.0, 0.5):
        duels = answered(single, a, b, sharpness, chance)
        losses = [float(bradley_terry(Bowl(sharpness / 0.64 * by), duels).detach()) for by in (0.9, 1.0, 1.1)]
        assert losses[1] == min(losses)


def test_pairs_are_data_and_now_and_then_anywhere() -> None:
    a, _ = pairs(PAIR, 20_000, stream(2, "-"))
    void = (a[:, 0] < -1.0) & (a[:, 1] > 1.0)
    # a quarter, less a strip, of the box is void: nine cells of 64 at .3 / 64 each
    assert float(void.double().mean()) == pytest.approx(0.3 * 9 / 64, abs=0.01)


def test_answers_train_an_energy_with_the_right_weights() -> None:
    network, duels = played(PAIR, PreferenceSpec(seed=1))
    found = against_truth(network, PAIR, MODES)
    assert len(duels) == 4_000
    assert found.reliable
    assert found.kl < 0.05
    assert found.mode_masses == pytest.approx([0.8, 0.2], abs=0.04)
    assert found.slope == pytest.approx(1, abs=0.12)
    assert found.accuracy > 0.95
    assert found.agreement_best - 0.01 < found.agreement <= found.agreement_best


def test_who_is_always_right_teaches_the_order_and_no_scale() -> None:
    network, _ = played(PAIR, PreferenceSpec(sharpness=None, seed=1))
    found = against_truth(network, PAIR, MODES)
    assert found.accuracy > 0.98
    assert found.slope > 4
    assert found.kl > 1


def test_the_exact_energy_has_the_best_figures() -> None:
    class Exact(Bowl):
        def energy(self, x: Tensor) -> Tensor:
            return -PAIR.log_prob(x.double()).to(x.dtype)

    found = against_truth(Exact(1.0), PAIR, MODES)
    assert (found.accuracy, found.slope) == (pytest.approx(1, abs=1e-3), pytest.approx(1, abs=1e-4))
    assert found.agreement == pytest.approx(found.agreement_best, abs=1e-4)
    assert found.kl == pytest.approx(0, abs=1e-3)
