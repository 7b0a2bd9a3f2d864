"""Faults of families with a known Z."""

from __future__ import annotations

from .mutation import Mutation

NETWORKS = "tests/models/networks/"

OF_FAMILIES = [
    Mutation(
        "a density that forgets its units",
        "models/networks/of_normals.py",
        "self.normals.log_prob(self.prepare(x)) - 2 * math.log(self.scaling.scale)",
        "self.normals.log_prob(self.prepare(x)) - math.log(self.scaling.scale)",
        NETWORKS + "test_family.py::test_z_is_one",
    ),
    Mutation(
        "samples by the transposed factor",
        "models/networks/normals.py",
        "across = (z[:, 0] - self.above[k] * down) / first",
        "across = z[:, 0] / first - self.above[k] * down",
        NETWORKS + "test_normals.py::test_samples_have_each_part_s_own_covariance",
    ),
    Mutation(
        "a conditional drawn as if it were none",
        "models/networks/autoregressive.py",
        "self._conditional(along[:, None].to(dtype))",
        "self._conditional(0 * along[:, None].to(dtype))",
        NETWORKS + "test_family.py::test_its_draws_are_of_its_density",
    ),
    Mutation(
        "a second derivative without the turning of the weights",
        "models/networks/on_a_line.py",
        "(weights * (on_logits + of_logits**2)).sum(1, keepdim=True) + mean**2",
        "(weights * on_logits).sum(1, keepdim=True)",
        NETWORKS + "test_on_a_line.py",
    ),
    Mutation(
        "Z of a family by quadrature",
        "models/study/referee.py",
        "if field.normalised:",
        "if False:",
        NETWORKS + "test_family.py::test_likelihood_asks_no_grid_of_a_family_and_judges_take_z_for_one",
    ),
    Mutation(
        "a flow of splines offered to objectives by parts",
        "models/networks/flow.py",
        'if spec.transform == "spline":',
        "if False:",
        NETWORKS + "test_flow.py::test_jumps_of_the_score_are_refused_by_objectives_by_parts",
    ),
    Mutation(
        "a mixture that shows its newest trial in place of its best",
        "models/networks/mixture.py",
        "if criterion > state.criterion:",
        "if False:",
        NETWORKS + "test_mixture.py::test_the_number_of_least_bic_is_the_true_one_and_the_best_so_far_is_shown",
    ),
    Mutation(
        "covariances about the origin",
        "models/networks/em.py",
        "x, y = (u[:, None] - means).unbind(2)",
        "x, y = (u[:, None] - 0 * means).unbind(2)",
        NETWORKS + "test_mixture.py::test_a_step_raises_the_likelihood_and_keeps_the_moments_of_the_points",
    ),
    Mutation(
        "exact draws that leave the wrong ones where they are",
        "models/samplers/exact_draws.py",
        "< self.share",
        "> self.share",
        "tests/models/samplers/test_exact_draws.py::test_the_rest_stays_where_it_is",
    ),
]
