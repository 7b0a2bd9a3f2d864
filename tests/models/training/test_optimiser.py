"""Adam's first step, its schedule and the bound on its gradient, by their formulas."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from scorescape.models.training.optimiser import FINAL_FRACTION, Optimiser
from scorescape.models.training.spec import OptimiserSpec


def linear() -> nn.Linear:
    layer = nn.Linear(2, 1, bias=False)
    nn.init.constant_(layer.weight, 1.0)
    return layer


def spec(**settings: object) -> OptimiserSpec:
    return OptimiserSpec.parse({"learning_rate": 0.01, "warm_up_steps": 10} | settings)


def test_the_rate_rises_over_the_warm_up_and_falls_as_a_cosine() -> None:
    optimiser = Optimiser(linear(), [], spec())
    assert [optimiser.learning_rate(step, 110) for step in (0, 4, 9)] == pytest.approx([0.001, 0.005, 0.01])
    assert optimiser.learning_rate(10, 110) == pytest.approx(0.01)
    assert optimiser.learning_rate(60, 110) == pytest.approx(0.01 * (1 + FINAL_FRACTION) / 2)
    assert optimiser.learning_rate(110, 110) == pytest.approx(0.01 * FINAL_FRACTION)
    assert optimiser.learning_rate(500, 110) == pytest.approx(0.01 * FINAL_FRACTION), "and stays there"


def test_a_short_run_warms_up_for_a_quarter_of_it_and_a_constant_rate_stays() -> None:
    optimiser = Optimiser(linear(), [], spec(schedule="constant"))
    assert [optimiser.learning_rate(step, 8) for step in (0, 1, 2, 7)] == pytest.approx([0.005, 0.01, 0.01, 0.01])


def test_adam_s_first_step_is_the_rate_in_the_direction_of_the_sign_and_extras_have_their_factor() -> None:
    layer, extra = linear(), nn.Parameter(torch.zeros(1))
    optimiser = Optimiser(layer, [(extra, 3.0)], spec(warm_up_steps=0))
    loss = layer(torch.tensor([[2.0, -5.0]])).sum() - extra.sum()
    assert optimiser.step(loss, 0, 100)
    torch.testing.assert_close(layer.weight.detach(), torch.tensor([[1.0 - 0.01, 1.0 + 0.01]]))
    torch.testing.assert_close(extra.detach(), torch.tensor([0.03]))


def test_a_gradient_that_is_not_finite_changes_nothing() -> None:
    layer = linear()
    optimiser = Optimiser(layer, [], spec())
    assert not optimiser.step(layer(torch.tensor([[math.inf, 1.0]])).sum(), 0, 100)
    assert torch.equal(layer.weight.detach(), torch.ones(1, 2))
    assert optimiser.memory() == {}


def test_the_whole_gradient_is_bounded() -> None:
    layer = linear()
    optimiser = Optimiser(layer, [], spec(gradient_clip=1.0))
    optimiser.step(layer(torch.tensor([[30.0, -40.0]])).sum(), 0, 100)
    torch.testing.assert_close(layer.weight.grad, torch.tensor([[0.6, -0.8]]))


def test_one_that_remembers_goes_on_as_the_first_would_have() -> None:
    layers = [linear(), linear()]
    first = Optimiser(layers[0], [], spec())
    x = torch.tensor([[1.0, -2.0]])
    for step in range(3):
        first.step((layers[0](x) ** 2).sum(), step, 100)
    layers[1].load_state_dict(layers[0].state_dict())
    second = Optimiser(layers[1], [], spec())
    second.remember(first.memory())
    for layer, optimiser in zip(layers, (first, second), strict=True):
        optimiser.step((layer(x) ** 2).sum(), 3, 100)
    assert torch.equal(layers[0].weight, layers[1].weight)
