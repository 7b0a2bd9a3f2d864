"""Contrastive divergence against closed forms and against the exact likelihood gradient."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives.base import Problem
from scorescape.models.objectives.contrastive_divergence import ContrastiveDivergence
from scorescape.models.objectives.maximum_likelihood import MaximumLikelihood
from scorescape.models.objectives.negatives import _HeldBack
from scorescape.models.objectives.persistent_contrastive_divergence import PersistentContrastiveDivergence
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.testing.linear import VARIANCE, Linear, stationary

N = 50_000
PURE = {"magnitude_penalty": 0.0, "void_penalty": 0.0}
BROAD = GaussianMixture.create([0.4, 0.6], [[-1.0, 0.5], [1.0, -0.5]], [0.7, 0.9]).to(torch.float32)


def precision_found(objective: ContrastiveDivergence) -> float:
    root = stationary(objective)
    assert root is not None
    return root.values[0]


def test_the_gradient_after_k_langevin_steps_is_the_closed_form() -> None:
    """var_k = r^2k v0 + 2 eta (1 - r^2k) / (1 - r^2), r = 1 - eta a; dJ/da = v0 - var_k in two dimensions."""
    a, eta, k = torch.nn.Parameter(torch.tensor(0.5, dtype=torch.float64)), 0.2, 3
    x = VARIANCE**0.5 * torch.randn(N, 2, generator=stream(0, "x"), dtype=torch.float64)
    objective = ContrastiveDivergence(chain="langevin", step_size=eta, chain_steps=k, **PURE)
    loss, _ = objective.loss(Linear(a), x, None, stream(0, "z"))
    (slope,) = torch.autograd.grad(loss, a)
    shrink = (1 - eta * 0.5) ** 2
    v0 = float((x**2).mean())
    var_k = shrink**k * v0 + 2 * eta * (1 - shrink**k) / (1 - shrink)
    assert float(slope) == pytest.approx(v0 - var_k, abs=3 * 2 / math.sqrt(N))
    assert abs(v0 - var_k) > 0.1, "the test must be able to fail"


@pytest.mark.parametrize("chain", ["mala", "metropolis-hastings", "langevin"])
def test_langevin_negatives_bias_the_minimiser_and_tested_ones_do_not(chain: str) -> None:
    objective = ContrastiveDivergence.parse({"chain": chain, "step_size": 0.3, **PURE})
    promised = objective.minimiser_precision(VARIANCE)
    assert precision_found(objective) == pytest.approx(promised, rel=0.02)
    assert (promised == pytest.approx(1 / VARIANCE, rel=0.05)) == (chain != "langevin")


def test_the_energy_penalty_biases_as_it_must() -> None:
    """With negatives from the model, v a - 1 + 4 w (v^2 a^2 + 1) = 0."""
    w = 0.02
    objective = ContrastiveDivergence.parse(
        {"chain": "metropolis-hastings", "step_size": 1.0, "chain_steps": 80, **PURE, "magnitude_penalty": w}
    )
    a = (-VARIANCE + math.sqrt(VARIANCE**2 + 16 * w * VARIANCE**2 * (1 - 4 * w))) / (8 * w * VARIANCE**2)
    assert precision_found(objective) == pytest.approx(a, rel=0.02)
    assert a < 0.9 / VARIANCE


@pytest.mark.parametrize(("radius", "expected"), [(1.0, math.pi / (12 * 144)), (0.0, 0.0)])
def test_the_void_penalty_counts_what_lies_lower_than_all_data(radius: float, expected: float) -> None:
    """E = |x|^2 / 2, data on a circle: the mean over [-6, 6]^2 of max(0, (R^2 - r^2) / 2)^2 is pi R^6 / (12 * 144)."""
    x = torch.tensor([[radius, 0.0], [0.0, -radius]])
    objective, generator = ContrastiveDivergence(**PURE | {"void_penalty": 1.0}), stream(0, "u")
    found = [float(objective._depth(Linear(1.0), x, generator)) for _ in range(3_000)]
    assert sum(found) / len(found) == pytest.approx(expected, rel=0.06)


def test_the_void_penalty_lifts_a_mode_that_no_data_holds_up() -> None:
    """Chains from data never see a well at (3, 3): without the penalty nothing in the loss knows of it."""

    class Well(Linear):
        def energy(self, x: Tensor) -> Tensor:
            away = ((x - 3) ** 2).sum(1)
            return 5 * (x**2).sum(1) - 100 * self.a * torch.exp(-0.5 * away / 0.5**2)

    x = 0.2 * torch.randn(500, 2, generator=stream(0, "x"))
    for penalty, sign in ((0.0, 0), (3e-4, 1)):
        depth = torch.nn.Parameter(torch.tensor(1.0))
        objective = ContrastiveDivergence.parse({"chain": "mala", "step_size": 0.01, **PURE, "void_penalty": penalty})
        slopes, generator = [], stream(0, "z")
        for _ in range(20):
            loss, _ = objective.loss(Well(depth), x, None, generator)
            slopes.append(float(torch.autograd.grad(loss, depth)[0]))
        assert (sum(slopes) > 1e-3) == bool(sign), "descending must make the well shallower, and only then"


def network() -> Network:
    spec = NetworkSpec(width=24, depth=2, fourier_features=4, fourier_scale=1.0, confinement=1.0)
    built = build_network(spec, "energy", Scaling((0.0, 0.0), 1.2, 0.5), None, stream(3, "init"))
    noise = stream(3, "noise")
    for parameter in built.parameters():
        parameter.data += 0.1 * torch.randn(parameter.shape, generator=noise)
    return built


def slopes(loss: Tensor, model: Network) -> Tensor:
    parts = torch.autograd.grad(loss, list(model.parameters()), allow_unused=True, materialize_grads=True)
    return torch.cat([part.reshape(-1) for part in parts])


def likelihood_slopes(model: Network, x: Tensor) -> Tensor:
    return slopes(MaximumLikelihood(grid_side=128).loss(model, x, None, stream(0, "grid"))[0], model)


def cosine(one: Tensor, other: Tensor) -> float:
    return float(torch.nn.functional.cosine_similarity(one, other, dim=0))


@pytest.mark.parametrize("chain", ["mala", "langevin"])
def test_long_chains_give_the_likelihood_gradient(chain: str) -> None:
    model, x = network(), BROAD.sample(4000, stream(0, "x"))
    truth = likelihood_slopes(model, x)
    objective = ContrastiveDivergence.parse({"chain": chain, "step_size": 0.1, "chain_steps": 200, **PURE})
    long = slopes(objective.loss(model, x, None, stream(0, "z"))[0], model)
    assert cosine(long, truth) > 0.9
    assert cosine(-long, truth) < 0, "negative control"


def test_persistent_chains_give_the_likelihood_gradient() -> None:
    model, x = network(), BROAD.sample(4000, stream(0, "x"))
    objective = PersistentContrastiveDivergence.parse(
        {"step_size": 0.05, "buffer_size": 4096, "magnitude_penalty": 0.0, "restart_fraction": 0.0, "chain": "mala"}
    )
    state, generator = objective.init(Problem(BROAD, x), stream(0, "state")), stream(0, "z")
    for _ in range(30):
        loss, state = objective.loss(model, x, state, generator)
    assert cosine(slopes(loss, model), likelihood_slopes(model, x)) > 0.9


class _Standing(PersistentContrastiveDivergence):
    """Its chains do not move."""

    def walked(self, model: Network, start: Tensor, generator: torch.Generator) -> Tensor:
        return start


def test_chains_go_back_to_the_slots_they_came_from() -> None:
    x = torch.zeros(256, 2)
    objective = _Standing(buffer_size=1000, restart_fraction=0.0)
    state = first = objective.init(Problem(BROAD, x), stream(0, "state"))
    generator = stream(0, "z")
    for _ in range(300):
        _, state = objective.loss(Linear(1.0), x, state, generator)
    assert torch.equal(state, first)


def test_restarts_are_a_share_and_come_from_data_and_box() -> None:
    x = torch.full((20_000, 2), 9.0)
    objective = _Standing(buffer_size=20_000, restart_fraction=0.3)
    state = objective.init(Problem(BROAD, x), stream(0, "state"))
    _, after = objective.loss(Linear(1.0), x, state, stream(0, "z"))
    changed = (after != state).any(1)
    from_data = (after == 9.0).all(1)
    assert float(changed.float().mean()) == pytest.approx(0.3, abs=0.01)
    assert float(from_data.float().mean()) == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize("chain", ["mala", "metropolis-hastings", "langevin"])
def test_persistent_chains_settle_where_they_must(chain: str) -> None:
    """Tested chains at 1 / v; Langevin, of variance 1 / (a (1 - eta a / 2)), at (1 - sqrt(1 - 2 eta / v)) / eta."""
    eta = 0.3
    objective = PersistentContrastiveDivergence.parse(
        {"chain": chain, "step_size": eta, "magnitude_penalty": 0.0, "restart_fraction": 0.0}
    )
    a = torch.nn.Parameter(torch.tensor(0.4))
    mixture = GaussianMixture.create([1.0], [[0.0, 0.0]], [VARIANCE**0.5])
    data, noise = stream(0, "data"), stream(0, "noise")
    state = objective.init(Problem(mixture, torch.zeros(1, 2)), stream(0, "state"))
    late = []
    for step in range(400):
        x = VARIANCE**0.5 * torch.randn(1024, 2, generator=data)
        loss, state = objective.loss(Linear(a), x, state, noise)
        a.data -= 0.05 * torch.autograd.grad(loss, a)[0]
        if step >= 200:
            late.append(float(a.detach()))
    biased = (1 - math.sqrt(1 - 2 * eta / VARIANCE)) / eta
    assert sum(late) / len(late) == pytest.approx(biased if chain == "langevin" else 1 / VARIANCE, rel=0.02)
    assert biased > 1.1 / VARIANCE, "the test must be able to fail"


@pytest.mark.parametrize("wrong", [{"chain_steps": 0}, {"step_size": 0}, {"chain": "gibbs"}, {"magnitude_penalty": -1}])
def test_bad_settings_are_refused_by_name(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput) as refused:
        ContrastiveDivergence.parse(wrong)
    assert next(iter(wrong)) in refused.value.message


def test_the_steps_of_a_tested_chain_fall_from_the_first_size_to_the_last() -> None:
    falling = ContrastiveDivergence(step_size=0.01, first_step_size=0.16, chain_steps=5)
    assert falling.step_sizes() == pytest.approx([0.16, 0.08, 0.04, 0.02, 0.01])
    assert ContrastiveDivergence(step_size=0.01, chain_steps=3).step_sizes() == [0.01] * 3
    # of a size that was given: never a ladder that rises, and none whose bias nobody knows
    assert ContrastiveDivergence(step_size=0.3, first_step_size=0.16, chain_steps=2).step_sizes() == [0.3, 0.3]
    langevin = ContrastiveDivergence(chain="langevin", step_size=0.01, first_step_size=0.16, chain_steps=2)
    assert langevin.step_sizes() == [0.01, 0.01]


@pytest.mark.parametrize("chain", ["mala", "metropolis-hastings"])
def test_falling_steps_leave_the_minimiser_where_it_is(chain: str) -> None:
    objective = ContrastiveDivergence.parse({"chain": chain, "step_size": 0.1, "first_step_size": 1.0, **PURE})
    assert precision_found(objective) == pytest.approx(1 / VARIANCE, rel=0.02)


def test_the_ladder_spans_the_target_s_scales() -> None:
    mixture = GaussianMixture.create([0.5, 0.5], [[0.0, 0.0], [1.0, 0.0]], [0.1, 0.8])
    found = ContrastiveDivergence.defaults_for(mixture, "energy")
    assert (found["step_size"], found["first_step_size"]) == pytest.approx((0.5 * 0.1**2, 0.5 * 0.8**2))


def test_a_steep_energy_throws_nobody_further_than_three_deviations_of_the_noise() -> None:
    """|eta s| <= 3 / sqrt(2) sqrt(2 eta), so |s| <= 3 / sqrt(eta); below that a score is what it is."""
    held = _HeldBack(Linear(1.0), 0.04)
    found = held.score(torch.tensor([[0.0, 100.0], [-30.0, 40.0], [3.0, 4.0], [9.0, 12.0]]))
    torch.testing.assert_close(found, torch.tensor([[0.0, -15.0], [9.0, -12.0], [-3.0, -4.0], [-9.0, -12.0]]))


def test_a_random_walk_proposes_with_the_deviation_of_a_langevin_step() -> None:
    walker = ContrastiveDivergence(chain="metropolis-hastings").sampler(0.32)
    assert walker.model_dump()["proposal_scale"] == pytest.approx(0.8)


def test_a_chain_that_leaves_the_numbers_goes_back_to_its_start_and_the_others_do_not() -> None:
    class Torn(Linear):
        def score(self, x: Tensor) -> Tensor:
            return torch.where(x[:, :1] > 5, math.nan, super().score(x))

    start = torch.tensor([[9.0, 0.0], [0.5, -0.5], [7.0, 1.0]])
    walked = ContrastiveDivergence(chain="langevin", step_size=0.1, chain_steps=3).walked(
        Torn(1.0), start, stream(0, "z")
    )
    assert torch.equal(walked[[0, 2]], start[[0, 2]])
    assert bool((walked[1] != start[1]).all())
