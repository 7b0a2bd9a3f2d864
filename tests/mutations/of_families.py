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
]
