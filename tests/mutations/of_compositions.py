"""Faults in targets made of others and in what walks on their experts, that their own tests must see."""

from __future__ import annotations

from .mutation import Mutation

COMPOSITIONS = "tests/models/targets/compositions"
FEYNMAN_KAC = "tests/models/samplers/test_feynman_kac.py"

OF_COMPOSITIONS = [
    Mutation(
        "the product of smoothed experts shown without its Z",
        "models/lenses/experts.py",
        "(log_density(added, x) - _log_z(added, self.sigma)).exp()",
        "log_density(added, x).exp()",
        "tests/models/lenses/test_experts.py",
    ),
    Mutation(
        "the experts' noisy scores added without their powers",
        "models/experts_field.py",
        "for expert in origin.experts], origin.powers)",
        "for expert in origin.experts])",
        "tests/models/test_experts_field.py",
    ),
    Mutation(
        "learnt fields taken for a product's whatever their powers",
        "server/verbs/field.py",
        "fingerprint() for each in experts), powers, strict=True))",
        "fingerprint() for each in experts), origin.powers, strict=True))",
        "tests/server/verbs/test_compositions.py::test_learnt_fields_add_each_times_its_power",
    ),
    Mutation(
        "means of a pair weighted by their own variances",
        "models/targets/compositions/parts.py",
        "(a.means[i] * v_j[:, None] + b.means[j] * v_i[:, None])",
        "(a.means[i] * v_i[:, None] + b.means[j] * v_j[:, None])",
        f"{COMPOSITIONS}/test_parts.py",
    ),
    Mutation(
        "parts dropped on the way by what they hold now",
        "models/targets/compositions/product.py",
        "None if last else self._outlook",
        "None",
        f"{COMPOSITIONS}/test_product.py::test_a_mode_that_is_light_on_the_way_is_not_lost",
    ),
    Mutation(
        "merged parts without the spread of their means",
        "models/targets/compositions/reduction.py",
        "spread = parts.variances + ((parts.means - means[cells]) ** 2).sum(1) / 2",
        "spread = parts.variances",
        f"{COMPOSITIONS}/test_reduction.py",
    ),
    Mutation(
        "a negation's score without the floor",
        "models/targets/compositions/densities.py",
        "s_p - (log_q - floor).sigmoid()[:, None] * s_q",
        "s_p - s_q",
        f"{COMPOSITIONS}/test_densities.py",
    ),
    Mutation(
        "high powers taken for experts that do not agree",
        "models/targets/compositions/overlap.py",
        "if apart >= WORTH_A_WORD / 2:",
        "if apart >= 1:",
        f"{COMPOSITIONS}/test_overlap.py",
    ),
    Mutation(
        "samples that are never refused",
        "models/targets/compositions/tabulated.py",
        "accepted = x[chance[:, 3].log() < self.log_prob(x) - bound[cell]]",
        "accepted = x",
        f"{COMPOSITIONS}/test_tabulated.py",
    ),
    Mutation(
        "weights of particles with the wrong sign",
        "models/samplers/feynman_kac.py",
        "d / 2 * ((pull**2).sum(1) - squares)",
        "d / 2 * (squares - (pull**2).sum(1))",
        f"{FEYNMAN_KAC}::test_weighted_particles_keep_the_weights",
    ),
    Mutation(
        "a prior as wide as that of one expert",
        "models/noise_levels/prior.py",
        "root.T / math.sqrt(field.total_power)",
        "root.T",
        "tests/models/test_composed_field.py",
    ),
]
