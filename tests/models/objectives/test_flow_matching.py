"""The velocity against its closed form on Gaussian data, its floor, where it carries noise, and how times are drawn."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.base import Scaling
from scorescape.models.objectives.flow_matching import FIRST_TIME, FlowMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.models.objectives.exact_network import ExactNetwork

GAUSSIAN = GaussianMixture.create([1.0], [[1.0, -0.5]], [0.6])
# coordinates other than the target's own: a mistake in converting shows
SCALING = Scaling((0.2, 0.4), 1.5, 1.0)
MEAN = SCALING.standardised(torch.tensor([1.0, -0.5], dtype=torch.float64))
VARIANCE = (0.6 / 1.5) ** 2
EXACT = ExactNetwork(GAUSSIAN, [0.001, 1000.0])


def closed_form(x: Tensor, t: float) -> Tensor:
    """E[x_1 - x_0 | x_t] for x_1 ~ N(m, v I), x_0 ~ N(0, I): both are linear in x_t - t m."""
    whole = t**2 * VARIANCE + (1 - t) ** 2
    return MEAN + (t * VARIANCE - (1 - t)) / whole * (x - t * MEAN)


@pytest.mark.parametrize("t", [0.02, 0.3, 0.7, 0.99])
def test_the_velocity_of_gaussian_data_is_the_closed_form(t: float) -> None:
    x = torch.randn(50, 2, generator=stream(0, "x"), dtype=torch.float64)
    time = torch.full((50,), t, dtype=torch.float64)
    velocity = FlowMatching().velocity(EXACT, x, time, SCALING).detach()
    torch.testing.assert_close(velocity, closed_form(x, t))


@pytest.mark.parametrize(("stretch", "arrives"), [(1.0, True), (1.2, False)])
def test_the_flow_carries_noise_to_the_data_and_a_wrong_one_does_not(stretch: float, arrives: bool) -> None:
    network, flow, n_steps = ExactNetwork(GAUSSIAN, [0.001, 1000.0], stretch), FlowMatching(), 100
    x = torch.randn(20_000, 2, generator=stream(0, "noise"), dtype=torch.float64)
    dt = (1 - 2 * FIRST_TIME) / n_steps
    with torch.no_grad():
        for i in range(n_steps):
            t = torch.full((len(x),), FIRST_TIME + (i + 0.5) * dt, dtype=torch.float64)
            ahead = x + 0.5 * dt * flow.velocity(network, x, t - 0.5 * dt, SCALING)
            x = x + dt * flow.velocity(network, ahead, t, SCALING)
    world = SCALING.in_world(x)
    near = abs(float(world.std(0).mean()) - 0.6) < 0.01 and float((world.mean(0) - GAUSSIAN.mean()).abs().max()) < 0.03
    assert near is arrives


def test_j_is_the_mean_floor_over_uniform_times() -> None:
    """var(x_1 - x_0 | x_t) = v / (t^2 v + (1 - t)^2) in each of two dimensions."""
    flow = FlowMatching(times="uniform", sigma_min=0.03)
    t = torch.linspace(FIRST_TIME, 1 / (1 + 0.03 / 1.5), 10_001, dtype=torch.float64)
    floor = float((2 * VARIANCE / (t**2 * VARIANCE + (1 - t) ** 2)).mean())
    x = GAUSSIAN.sample(200_000, stream(0, "x"))
    assert float(flow.loss(EXACT, x, SCALING, stream(0, "z"))[0].detach()) == pytest.approx(floor, rel=0.015)
    wrong = ExactNetwork(GAUSSIAN, [0.001, 1000.0], stretch=1.2)
    assert float(flow.loss(wrong, x, SCALING, stream(0, "z"))[0].detach()) > 1.03 * floor


def test_uniform_times_fill_their_range_evenly() -> None:
    t = FlowMatching(times="uniform").draw_times(1_000, 0.25, stream(0, "u"))
    torch.testing.assert_close(t, torch.linspace(FIRST_TIME, 0.8, 1_000, dtype=torch.float64), atol=2e-3, rtol=0)


def test_logit_normal_times_have_the_mean_and_the_spread_asked_for() -> None:
    logit = FlowMatching(time_mean=0.5, time_spread=0.8).draw_times(4_000, 1e-4, stream(0, "u")).logit()
    assert float(logit.mean()) == pytest.approx(0.5, abs=0.01)
    assert float(logit.std()) == pytest.approx(0.8, rel=0.02)


def test_logit_normal_times_are_cut_off_at_the_ends_not_piled_up() -> None:
    t = FlowMatching(time_mean=3.0, time_spread=3.0).draw_times(4_000, 0.1, stream(0, "u"))
    assert float(t.min()) >= FIRST_TIME
    assert float(t.max()) <= 1 / 1.1
    assert len(t.unique()) == len(t)


def test_times_follow_the_target_narrow_ones_lie_nearer_to_the_data() -> None:
    wide = GaussianMixture.create([0.5, 0.5], [[-2.0, 0.0], [2.0, 0.0]], [0.5, 0.5])
    narrow = GaussianMixture.create([0.5, 0.5], [[-2.0, 0.0], [2.0, 0.0]], [0.05, 0.05])
    means = [FlowMatching.defaults_for(mixture, "score")["time_mean"] for mixture in (wide, narrow)]
    assert means[1] == pytest.approx(means[0] + 0.6 * math.log(10), abs=0.1)
