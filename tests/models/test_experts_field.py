"""The added noisy scores of a product's experts, found from the target that was made of them."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.experts_field import experts_field
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.compositions.composition import negation, product, union
from scorescape.models.targets.gaussian_mixture import GaussianMixture

A = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, 0.4]], [0.3, 0.3])
B = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, -0.4]], [0.3, 0.3])
X = torch.tensor([[0.0, 0.0], [1.0, -1.0], [-2.0, 0.5]], dtype=torch.float64)


@pytest.mark.parametrize("powers", [(2.0, 1.0), (1.5, 0.5)])
def test_it_adds_the_noisy_scores_each_times_its_power(powers: tuple[float, float]) -> None:
    """Also of a product that is no mixture: its experts are."""
    field = experts_field(product([A, B], powers).target)
    expected = powers[0] * A.smoothed_score(X, 0.7) + powers[1] * B.smoothed_score(X, 0.7)
    torch.testing.assert_close(field.smoothed_score(X, 0.7), expected, rtol=0, atol=1e-12)


def test_targets_that_are_no_product_are_refused() -> None:
    for target in (A, union([A, B]).target, negation(A, B).target, product([A, B]).target.smoothed(0.1)):
        with pytest.raises(InvalidInput, match="this target is no product; choose exact or learned"):
            experts_field(target)


def test_a_study_s_walk_takes_it_and_freezes_where_the_exact_field_does_not() -> None:
    target, shares = product([A, B]).target, {}
    for field in ("experts", "exact"):
        study = Study(target)
        study.start_walk(SamplerSpec(sampler="reverse-sde", field=field, n_particles=1_000))  # type: ignore[arg-type]
        study.walk_steps(1_000)
        figures = study.sampling_figures()
        assert figures is not None
        shares[field] = figures.modes[0].sampled
    assert shares["experts"] == pytest.approx(0.52, abs=0.05)
    assert shares["exact"] == pytest.approx(0.855, abs=0.04)


def test_a_study_that_goes_on_with_another_target_walks_on_its_exact_field() -> None:
    study = Study(product([A, B]).target)
    study.start_walk(SamplerSpec(sampler="reverse-sde", field="experts", n_particles=10))
    study.retarget(product([A, A]).target)
    assert study.spec.sampler.field == "experts"
    study.retarget(A)
    assert study.spec.sampler.field == "exact"
    assert study.start_walk(study.spec.sampler).field is study.exact


def test_a_kept_walk_on_experts_goes_on_where_they_are_known_and_is_left_out_where_not() -> None:
    target = product([A, B]).target
    study = Study(target)
    study.start_walk(SamplerSpec(sampler="reverse-sde", field="experts", n_particles=10))
    study.walk_steps(3)
    kept = Study.kept(study.to_bytes())
    again = Study.go_on(kept, target, study.spec)
    for each in (study, again):
        each.walk_steps(3)
    assert study.walk is not None
    assert again.walk is not None
    torch.testing.assert_close(again.walk.x, study.walk.x, rtol=0, atol=0)
    bare = GaussianMixture(target.weights, target.means, target.scales)
    assert Study.go_on(kept, bare, study.spec).walk is None
