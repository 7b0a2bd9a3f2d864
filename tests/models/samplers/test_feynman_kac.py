"""The case `agree-left`: adding noisy scores loses the weights of a product's modes, weighted particles keep them."""

from __future__ import annotations

import pytest

from scorescape.models.composed_field import ComposedField
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.samplers.feynman_kac import FeynmanKac
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
