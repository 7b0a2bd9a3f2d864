"""The case `agree-left`: adding noisy scores loses the weights of a product's modes, weighted particles keep them."""

from __future__ import annotations

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.composed_field import ComposedField
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.random_streams import stream
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.feynman_kac import WEIGHT, FeynmanKac
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.settings import Scalar
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.sampler_law import law

A = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, 0.4]], [0.3, 0.3])
B = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, -0.4]], [0.3, 0.3])
PRODUCT = product([A, B])
MODES = find_modes(PRODUCT.target)
ADDED = ComposedField([ExactField(A), ExactField(B)])


def left(sampler: str, settings: dict[str, Scalar], seeds: int, field: Field = ADDED) -> float:
    found = []
    for seed in range(seeds):
        spec = SamplerSpec(sampler=sampler, settings=settings, n_particles=2_000, seed=seed, field="exact")
        walk = Walk(spec, field, PRODUCT.target, MODES)
        walk.step(10_000)
        labels = MODES.label_of(walk.x)
        assert int((labels < 0).sum()) == 0
        found.append(float((labels == 0).double().mean()))
    return sum(found) / seeds


def test_the_product_is_known() -> None:
    assert float(MODES.shares[0]) == pytest.approx(0.855, abs=5e-4)
    assert PRODUCT.log_z == pytest.approx(-1.3532, abs=1e-4)


def test_weighted_particles_keep_the_weights() -> None:
    assert left("feynman-kac", {}, seeds=5) == pytest.approx(0.855, abs=0.03)


def test_a_reverse_diffusion_on_added_scores_loses_them() -> None:
    assert left("reverse-sde", {"n_levels": 200}, seeds=4) == pytest.approx(0.52, abs=0.02)


def test_annealed_langevin_on_added_scores_freezes_where_modes_part() -> None:
    settings: dict[str, Scalar] = {"n_levels": 20, "steps_per_level": 100, "step_ratio": 0.15}
    assert left("annealed-langevin", settings, seeds=1) == pytest.approx(0.55, abs=0.03)


def test_annealed_langevin_on_the_product_s_own_field_keeps_them() -> None:
    assert left("annealed-langevin", {}, seeds=2, field=ExactField(PRODUCT.target)) == pytest.approx(0.855, abs=0.03)


def test_without_correction_it_keeps_the_law_it_states() -> None:
    assert list(law(FeynmanKac(correction_steps=0, n_levels=40, sigma_max=6.0, sigma_min=0.1))) == []


def test_guidance_has_a_negative_power_and_keeps_its_weights() -> None:
    """p_c^2 / p_u, where p_u is p_c with other weights: w^2 / u of each mode."""
    conditional = GaussianMixture.create([0.6, 0.4], [[-2, 0], [2, 0]], [0.4, 0.4])
    plain = GaussianMixture.create([0.3, 0.7], [[-2, 0], [2, 0]], [0.4, 0.4])
    field = ComposedField([ExactField(conditional), ExactField(plain)], [2.0, -1.0])
    a, b = 0.36 / 0.3, 0.16 / 0.7
    exact = GaussianMixture.create([a, b], [[-2, 0], [2, 0]], [0.4, 0.4])
    shares = []
    for seed in range(3):
        spec = SamplerSpec(sampler="feynman-kac", n_particles=2_000, seed=seed, field="exact")
        walk = Walk(spec, field, exact, MODES)
        walk.step(10_000)
        shares.append(float((walk.x[:, 0] < 0).double().mean()))
    assert sum(shares) / 3 == pytest.approx(a / (a + b), abs=0.03)


# -- one step, written out: from sigma 3 down to 1, and from 1 to nothing ----------------------------------------------

NEAR = torch.tensor([[0.5, 0.2], [0.52, 0.21], [0.48, 0.2], [0.5, 0.18]])
TWO_LEVELS = FeynmanKac(n_levels=2, sigma_max=3.0, sigma_min=1.0, correction_steps=0, step_ratio=0.25)


class ScoreAlone(Field):
    """The noisy score of A, and nothing else."""

    noise_range = (0.001, 20.0)

    def score(self, x: Tensor) -> Tensor:
        raise AssertionError("not asked")

    score_and_divergence = score  # type: ignore[assignment]

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return ExactField(A).smoothed_score(x, sigma)


def normal(chance: Generator) -> Tensor:
    return torch.randn(4, 2, generator=chance)


def test_a_step_weighs_each_particle_by_what_adding_leaves_out() -> None:
    before = torch.tensor([0.0, 0.1, -0.1, 0.2])
    chain, info = TWO_LEVELS.step(ADDED, Chain(NEAR, 0, {WEIGHT: before}), stream(0, "step"))
    one, other = (ExactField(each).smoothed_score(NEAR, 3.0) for each in (A, B))
    added, z = one + other, normal(stream(0, "step"))
    torch.testing.assert_close(chain.x, NEAR + 8 * added + 8**0.5 * z)
    left_out = (added**2).sum(1) - (one**2).sum(1) - (other**2).sum(1)
    torch.testing.assert_close(chain.state[WEIGHT], before + 4 * left_out)
    assert (info.evaluations, info.accepted, info.sigma, chain.step) == (1, None, 3.0, 1)


def test_who_is_worth_less_than_half_of_the_others_is_drawn_anew_by_weight() -> None:
    for before, heavy in (([50.0, 0.0, 0.0, 0.0], 0), ([0.0, 0.0, 0.0, 50.0], 3)):
        chain, _ = TWO_LEVELS.step(ADDED, Chain(NEAR, 0, {WEIGHT: torch.tensor(before)}), stream(0, "step"))
        equal, _ = TWO_LEVELS.step(ADDED, Chain(NEAR, 0), stream(0, "step"))
        assert torch.equal(chain.x, equal.x[heavy].expand(4, 2))
        assert chain.state[WEIGHT].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("step", [1, 2, 7])
def test_the_last_step_goes_to_the_mean_without_noise_and_draws(step: int) -> None:
    """And is taken again by whoever goes on beyond the end."""
    chain, info = TWO_LEVELS.step(ADDED, Chain(NEAR, step, {WEIGHT: torch.zeros(4)}), stream(0, "step"))
    expected = NEAR + ExactField(A).smoothed_score(NEAR, 1.0) + ExactField(B).smoothed_score(NEAR, 1.0)
    assert float(torch.cdist(chain.x, expected).amin(1).max()) < 1e-6
    assert chain.state[WEIGHT].tolist() == [0, 0, 0, 0]
    assert (info.evaluations, info.sigma, chain.step) == (1, 1.0, step + 1)


def test_a_correction_without_an_energy_is_a_langevin_step_at_the_lower_level() -> None:
    sampler = TWO_LEVELS.model_copy(update={"correction_steps": 2})
    chain, info = sampler.step(ScoreAlone(), Chain(NEAR), stream(0, "step"))
    chance, score = stream(0, "step"), ScoreAlone().smoothed_score
    x = NEAR + 8 * score(NEAR, 3.0) + 8**0.5 * normal(chance)
    for _ in range(2):
        x = x + 0.25 * score(x, 1.0) + 0.5**0.5 * normal(chance)
    torch.testing.assert_close(chain.x, x)
    assert (info.evaluations, info.accepted) == (3, None)


def test_a_correction_with_an_energy_may_be_refused() -> None:
    sampler = TWO_LEVELS.model_copy(update={"correction_steps": 1, "step_ratio": 0.9})
    refused = 0
    for seed in range(8):
        chain, info = sampler.step(ExactField(A), Chain(NEAR), stream(seed, "step"))
        chance, score = stream(seed, "step"), ExactField(A).smoothed_score
        x = NEAR + 8 * score(NEAR, 3.0) + 8**0.5 * normal(chance)
        there = x + 0.9 * score(x, 1.0) + 1.8**0.5 * normal(chance)
        log_q = [-((b - a - 0.9 * score(a, 1.0)) ** 2).sum(1) / 3.6 for a, b in ((x, there), (there, x))]
        log_p = [A.smoothed(1.0).to(torch.float32).log_prob(each) for each in (x, there)]
        moves = torch.rand(4, generator=chance) < (log_p[1] - log_p[0] + log_q[1] - log_q[0]).exp()
        torch.testing.assert_close(chain.x, torch.where(moves[:, None], there, x))
        assert info.accepted is not None
        assert info.accepted.tolist() == moves.tolist()
        assert info.evaluations == 3
        refused += int((~moves).sum())
    assert 0 < refused < 32
