"""Stored faults: each must turn the tests it names red, or those tests cannot fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutation:
    """Replace `original` by `fault` in `file`; `tests` must then fail."""

    name: str
    file: str
    original: str
    fault: str
    tests: str


MUTATIONS = [
    Mutation(
        "a pen's mass that does not go with its width",
        "models/targets/pressure.py",
        "return self._lengths * (a + b) / 2",
        "return self._lengths * (a + b) / (a + b)",
        "tests/models/targets/test_pressure.py",
    ),
    Mutation(
        "denoising with the wrong sign",
        "models/objectives/denoising_score_matching.py",
        "+ z / self.sigma",
        "- z / self.sigma",
        "tests/models/objectives/test_contract.py",
    ),
    Mutation(
        "a trace divided by the dimension",
        "models/networks/score.py",
        "return score, derivatives[0, :, 0] + derivatives[1, :, 1]",
        "return score, (derivatives[0, :, 0] + derivatives[1, :, 1]) / 2",
        "tests/models/networks/test_derivatives.py",
    ),
    Mutation(
        "Langevin with sqrt(eta) noise",
        "models/samplers/langevin.py",
        "math.sqrt(2 * self.step_size)",
        "math.sqrt(self.step_size)",
        "tests/models/samplers/test_samplers.py",
    ),
    Mutation(
        "MALA without the reverse proposal",
        "models/samplers/mala.py",
        "log_ratio(energy, new_energy, there, back)",
        "log_ratio(energy, new_energy)",
        "tests/models/samplers/test_samplers.py",
    ),
    Mutation(
        "a grid with its axes exchanged",
        "models/domain.py",
        "torch.stack([x.reshape(-1), y.reshape(-1)], dim=1)",
        "torch.stack([y.reshape(-1), x.reshape(-1)], dim=1)",
        "tests/models/test_domain.py",
    ),
    Mutation(
        "score matching without its half",
        "models/objectives/score_matching.py",
        "0.5 * (score**2)",
        "(score**2)",
        "tests/models/objectives/test_contract.py",
    ),
    Mutation(
        "levels weighed by sigma instead of its square",
        "models/objectives/noise_conditional_score_matching.py",
        "return 0.5 * ((level * model",
        "return 0.5 / level[:, 0] * ((level * model",
        "tests/models/objectives/test_noise_conditional_score_matching.py",
    ),
    Mutation(
        "a diffusion that forgets its shrinking",
        "models/objectives/diffusion.py",
        "scaling.in_world(noised / shrunk)",
        "scaling.in_world(noised)",
        "tests/models/objectives/test_diffusion.py",
    ),
    Mutation(
        "times of importance that are not weighed back",
        "models/objectives/diffusion.py",
        "return t, 1 / (1 - share + share * density * (last - first))",
        "return t, torch.ones_like(t)",
        "tests/models/objectives/test_diffusion.py",
    ),
    Mutation(
        "a flow that runs from data to noise",
        "models/objectives/flow_matching.py",
        "(data - noise)) ** 2",
        "(noise - data)) ** 2",
        "tests/models/objectives/test_flow_matching.py",
    ),
    Mutation(
        "a slice without its half",
        "models/objectives/sliced_score_matching.py",
        "curvature + 0.5 * square",
        "curvature + square",
        "tests/models/objectives/test_sliced_score_matching.py::test_over_all_signs_the_slices_are_the_exact_trace",
    ),
    Mutation(
        "directions of unit length",
        "models/objectives/projections.py",
        "math.sqrt(2) / torch",
        "1 / torch",
        "tests/models/objectives/test_projections.py",
    ),
    Mutation(
        "a difference over one step instead of two",
        "models/objectives/finite_difference_score_matching.py",
        "/ (2 * self.epsilon)\n        return slope",
        "/ self.epsilon\n        return slope",
        "tests/models/objectives/test_finite_difference_score_matching.py",
    ),
    Mutation(
        "contrastive divergence that raises the data's energy",
        "models/objectives/negatives.py",
        "up.mean() - down.mean()",
        "down.mean() - up.mean()",
        "tests/models/objectives/test_contrastive_divergence.py::test_the_gradient_after_k_langevin_steps_is_the_closed_form",
    ),
    Mutation(
        "noise contrast that forgets the noise ratio",
        "models/objectives/noise_contrastive_estimation.py",
        "state.log_prob(joined) - math.log(self.noise_ratio)",
        "state.log_prob(joined)",
        "tests/models/objectives/test_noise_contrastive_estimation.py::test_at_the_truth_the_loss_is_its_floor_and_log_z_stands_still",
    ),
    Mutation(
        "a grid's log Z without the area of its cells",
        "models/objectives/maximum_likelihood.py",
        ".logsumexp(0) + math.log(grid.cell_area)",
        ".logsumexp(0)",
        "tests/models/objectives/test_maximum_likelihood.py::test_its_value_at_the_truth_is_the_entropy",
    ),
    Mutation(
        "a Laplacian without the activation's second derivative",
        "models/networks/tangents.py",
        ".addcmul_(squares, second)",
        "",
        "tests/models/networks/test_derivatives.py",
    ),
    Mutation(
        "an acceptance that weighs the proposal the wrong way",
        "models/samplers/metropolis.py",
        "+ (back - there)",
        "+ (there - back)",
        "tests/models/samplers/test_metropolis.py::test_the_rule_keeps_the_law_of_three_states",
    ),
    Mutation(
        "a fourth-order rule with its middle slopes too light",
        "models/samplers/probability_flow.py",
        "(d1 + 2 * d2 + 2 * d3 + d4)",
        "(d1 + 2 * d2 + d3 + 2 * d4)",
        "tests/models/samplers/test_orders.py::test_the_likelihood_is_of_fourth_order",
    ),
    Mutation(
        "a random walk with its ratio upside down",
        "models/samplers/metropolis_hastings.py",
        "log_ratio(energy, new_energy)",
        "log_ratio(new_energy, energy)",
        "tests/models/samplers/test_samplers.py::test_corrected_samplers_leave_the_target_invariant_at_every_step_size",
    ),
    Mutation(
        "leapfrog with whole kicks for half ones",
        "models/samplers/hmc.py",
        "momentum + 0.5 * h * score",
        "momentum + h * score",
        "tests/models/samplers/test_known_laws.py::test_leapfrog_keeps_the_energy_to_second_order",
    ),
    Mutation(
        "a flow's likelihood with the divergence's sign turned",
        "models/samplers/probability_flow.py",
        "change = change + h",
        "change = change - h",
        "tests/models/samplers/test_orders.py::test_the_flow_s_likelihood_of_gaussian_data_is_the_closed_form",
    ),
    Mutation(
        "a reverse diffusion that follows half of the score",
        "models/samplers/reverse_sde.py",
        "x + fall * field",
        "x + 0.5 * fall * field",
        "tests/models/samplers/test_orders.py::test_the_reverse_diffusion_is_of_first_order_in_its_variance",
    ),
    Mutation(
        "smoothing that adds deviations instead of variances",
        "models/targets/gaussian_mixture.py",
        "(self.scales**2 + sigma**2).sqrt()",
        "self.scales + sigma",
        "tests/models/targets/test_gaussian_mixture.py",
    ),
    Mutation(
        "a divergence that forgets the square of the score",
        "models/targets/gaussian_mixture.py",
        "- sx * sx - sy * sy",
        "",
        "tests/models/targets/test_gaussian_mixture.py",
    ),
    Mutation(
        "curl with its axes exchanged",
        "models/lenses/curl_and_divergence.py",
        "curl = jacobian[:, 1, 0] - jacobian[:, 0, 1]",
        "curl = jacobian[:, 0, 1] - jacobian[:, 1, 0]",
        "tests/models/lenses/test_lenses.py",
    ),
    Mutation(
        "total variation without its half",
        "models/diagnostics/mode_weights.py",
        "total_variation=0.5 * float",
        "total_variation=float",
        "tests/models/diagnostics/test_perfect_sampler.py",
    ),
    Mutation(
        "a distance that is not a root",
        "models/diagnostics/sliced_wasserstein.py",
        "(gaps**2).mean().sqrt()",
        "(gaps**2).mean()",
        "tests/models/diagnostics/test_perfect_sampler.py",
    ),
    Mutation(
        "an angle with its axes exchanged",
        "models/diagnostics/fisher_divergence.py",
        "cross = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]",
        "cross = a[:, 0] * b[:, 0] - a[:, 1] * b[:, 1]",
        "tests/models/diagnostics/test_fisher_divergence.py",
    ),
]


def outcome(tree: Path, tests: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
    return subprocess.run(command, cwd=tree, capture_output=True, timeout=120, check=False).returncode


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the mathematics and its tests, to be broken."""
    left = shutil.ignore_patterns("__pycache__", "page", "results", "*.egg-info")
    for folder in ("src", "models", "server", "benchmarks", "tests/models"):
        shutil.copytree(ROOT / folder, tmp_path / folder, symlinks=True, ignore=left)
    for file in (ROOT / "pyproject.toml", *(ROOT / "tests").glob("*.py")):
        shutil.copy(file, tmp_path / file.relative_to(ROOT))
    return tmp_path


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_stored_fault_turns_its_tests_red(mutation: Mutation, tree: Path) -> None:
    file = tree / mutation.file
    source = file.read_text(encoding="utf-8")
    assert mutation.original in source, "the code has changed; store the fault anew"
    file.write_text(source.replace(mutation.original, mutation.fault), encoding="utf-8")
    assert outcome(tree, mutation.tests) == 1


def test_without_a_fault_they_are_green(tree: Path) -> None:
    assert outcome(tree, "tests/models/test_domain.py") == 0
