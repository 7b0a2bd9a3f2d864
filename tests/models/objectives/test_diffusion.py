"""The path against a simulated diffusion, the floors of noise prediction, and times drawn twice as cleverly."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.networks.base import Scaling
from scorescape.models.noise_levels.variance_preserving import Cosine, LinearBeta, VariancePreserving
from scorescape.models.objectives.base import Problem
from scorescape.models.objectives.diffusion import Diffusion
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.models.objectives.exact_network import ExactNetwork

PATHS: list[VariancePreserving] = [LinearBeta(0.1, 20.0), LinearBeta(5.0, 5.0), Cosine()]
TIMES = [0.1, 0.3, 0.5, 0.7, 0.9]
SCALE = 0.4
GAUSSIAN = GaussianMixture.create([1.0], [[0.0, 0.0]], [SCALE])
# coordinates of another scale than the target's own: a mistake in converting shows
SCALING = Scaling((0.0, 0.0), 0.8, 1.0)
EXACT = ExactNetwork(GAUSSIAN, [0.01, 100.0])


def times(t: float, n: int = 1) -> Tensor:
    return torch.full((n,), t, dtype=torch.float64)


def simulated(path: VariancePreserving, start: float, n: int = 10_000, n_steps: int = 2_700) -> dict[float, Tensor]:
    """Euler-Maruyama of dx = -beta/2 x dt + sqrt(beta) dw from one point, at the five times."""
    noise, dt, kept = stream(0, "forward"), TIMES[-1] / n_steps, {}
    x = torch.full((n,), start)
    for i in range(n_steps):
        beta = float(path.beta(times((i + 0.5) * dt)))
        x = x - beta / 2 * x * dt + math.sqrt(beta * dt) * torch.randn(n, generator=noise)
        kept[round((i + 1) * dt, 9)] = x
    return {t: kept[t] for t in TIMES}


def deviations(path: VariancePreserving, points: dict[float, Tensor], start: float) -> list[float]:
    """By how many standard errors mean and variance differ from what the path promises."""
    found = []
    for t, x in points.items():
        abar = float(path.abar(times(t)))
        found.append(abs(float(x.mean()) - math.sqrt(abar) * start) / math.sqrt((1 - abar) / len(x)))
        found.append(abs(float(x.var()) / (1 - abar) - 1) / math.sqrt(2 / len(x)))
    return found


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_the_marginals_are_those_of_the_simulated_diffusion(path: VariancePreserving) -> None:
    assert max(deviations(path, simulated(path, start=1.5), start=1.5)) < 3.5


def test_a_diffusion_of_another_rate_is_caught() -> None:
    assert max(deviations(LinearBeta(0.1, 20.0), simulated(LinearBeta(0.1, 18.0), start=1.5), start=1.5)) > 5


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_a_path_knows_when_its_noise_is_reached_and_how_fast_it_grows(path: VariancePreserving) -> None:
    t = torch.linspace(0.001, 0.99, 50, dtype=torch.float64).requires_grad_(True)
    sigma = path.sigma(t)
    torch.testing.assert_close(path.time_of(sigma), t)
    torch.testing.assert_close(sigma**2 + 1, 1 / path.abar(t))
    (rate,) = torch.autograd.grad(sigma.log().sum(), t)
    torch.testing.assert_close(path.log_sigma_rate(t), rate)


def floor(path: VariancePreserving, t: Tensor) -> Tensor:
    """Least E |eps_theta - eps|^2 over both dimensions: 2 abar v / (abar v + 1 - abar), v standardised."""
    signal = path.abar(t) * (SCALE / SCALING.scale) ** 2
    return 2 * signal / (signal + 1 - path.abar(t))


def noise_error(objective: Diffusion, t: float, network: ExactNetwork = EXACT) -> float:
    n = 100_000
    data = SCALING.standardised(GAUSSIAN.sample(n, stream(0, "x")))
    eps = torch.randn(n, 2, generator=stream(0, "eps"), dtype=torch.float64)
    abar = float(objective.path().abar(times(t)))
    noised = math.sqrt(abar) * data + math.sqrt(1 - abar) * eps
    predicted = objective.predict_noise(network, noised, times(t, n), SCALING).detach()
    return float(((predicted - eps) ** 2).sum(1).mean())


@pytest.mark.parametrize("schedule", ["linear", "cosine"])
@pytest.mark.parametrize("t", TIMES)
def test_the_exact_noise_prediction_pays_the_floor(schedule: str, t: float) -> None:
    objective = Diffusion.parse({"schedule": schedule})
    assert noise_error(objective, t) == pytest.approx(float(floor(objective.path(), times(t))), rel=0.015)


def test_a_wrong_prediction_pays_more() -> None:
    wrong = ExactNetwork(GAUSSIAN, [0.01, 100.0], stretch=1.5)
    objective = Diffusion()
    assert noise_error(objective, 0.3, wrong) > 1.05 * float(floor(objective.path(), times(0.3)))


@pytest.mark.parametrize("schedule", ["linear", "cosine"])
@pytest.mark.parametrize("importance", [True, False])
def test_j_is_the_mean_floor_over_uniform_times(schedule: str, importance: bool) -> None:
    objective = Diffusion.parse({"schedule": schedule, "importance": importance, "sigma_min": 0.02})
    path = objective.path()
    x = GAUSSIAN.sample(200_000, stream(0, "x"))
    t = torch.linspace(path.first_time(0.02 / SCALING.scale), path.end(), 10_001, dtype=torch.float64)
    loss, _ = objective.loss(EXACT, x, SCALING, stream(0, "z"))
    assert float(loss.detach()) == pytest.approx(float(floor(path, t).mean()), rel=0.015)


def test_importance_spends_half_of_the_times_near_the_data_and_weighs_them_back() -> None:
    clever, plain = (Diffusion(importance=importance) for importance in (True, False))
    t, weight = clever.draw_times(10_000, 0.01, stream(0, "u"))
    uniform, one = plain.draw_times(10_000, 0.01, stream(0, "u"))
    near = clever.path().first_time(0.1)
    assert float((t < near).double().mean()) > 3 * float((uniform < near).double().mean())
    assert float((weight * (t < near)).mean()) == pytest.approx(float((uniform < near).double().mean()), rel=0.05)
    assert float(weight.mean()) == pytest.approx(1, rel=0.01)
    assert float(weight.max()) <= 2
    assert torch.equal(one, torch.ones_like(one))


def test_the_state_is_the_standardisation_and_the_end_of_the_path_is_told() -> None:
    mixture = GaussianMixture.create([0.5, 0.5], [[1.0, 0.0], [3.0, 1.0]], [0.5, 0.5])
    short = Diffusion(schedule="linear", beta_max=3.0)
    state = short.init(Problem(mixture, mixture.sample(8, stream(0, "x"))), stream(0, "state"))
    assert state == Scaling.of(mixture)
    assert short.readings(state)["abar_end"] == pytest.approx(math.exp(-1.55))
    assert Diffusion().readings(state)["abar_end"] < 2e-4


def log_snr(**settings: float) -> Diffusion:
    return Diffusion.parse({"times": "log-snr", "sigma_min": 0.02, "sigma_middle": 0.2} | settings)


def test_times_of_log_snr_count_every_octave_half_of_them_below_the_middle_noise() -> None:
    t, weight = log_snr().draw_times(10_000, 0.01, stream(0, "u"))
    sigma = log_snr().path().sigma(t)
    shares = [float(((sigma > low) & (sigma < high)).double().mean()) for low, high in ((0, 0.1), (0.1, 5), (5, 101))]
    assert shares == pytest.approx([0.45, 0.45, 0.1], abs=1e-3)
    assert torch.equal(weight, torch.ones_like(t))
    fine = sigma[sigma < 0.1].log()
    assert float(fine.mean()) == pytest.approx(math.log(0.01 * 0.1) / 2, abs=1e-3)


def test_the_weight_of_log_snr_times_is_one_and_c_over_sigma_squared() -> None:
    """c in world units, sigma standardised: the smallest noise, 0.02 and 0.01, tells the scale between them."""
    objective = log_snr(fine_weight=0.3)
    t, weight = objective.draw_times(1_000, 0.01, stream(0, "u"))
    torch.testing.assert_close(weight, 1 + (0.15 / objective.path().sigma(t)) ** 2)


@pytest.mark.parametrize("antithetic", [True, False])
def test_j_of_log_snr_is_the_mean_floor_over_its_noise(antithetic: bool) -> None:
    objective = log_snr(antithetic=antithetic)
    x = GAUSSIAN.sample(200_000, stream(0, "x"))
    t, _ = objective.draw_times(100_000, 0.02 / SCALING.scale, stream(1, "u"))
    loss, _ = objective.loss(EXACT, x, SCALING, stream(0, "z"))
    assert float(loss.detach()) == pytest.approx(float(floor(objective.path(), t).mean()), rel=0.015)
