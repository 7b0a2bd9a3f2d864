"""Faults of the quadrature, of the start of walks and of what is said of mass off the box."""

from __future__ import annotations

from .mutation import Mutation

OF_QUADRATURE = [
    Mutation(
        "a cell's area without its square",
        "models/diagnostics/quadrature/gauss.py",
        "+ 2 * halves.log()",
        "+ halves.log()",
        "tests/models/diagnostics/quadrature/test_gauss.py",
    ),
    Mutation(
        "cells that are never split for their errors",
        "models/diagnostics/quadrature/refinement.py",
        "(cells.log_error > bound) & wide",
        "(cells.log_error > bound + 50) & wide",
        "tests/models/diagnostics/quadrature/test_refinement.py",
    ),
    Mutation(
        "neighbours that do not follow",
        "models/diagnostics/quadrature/neighbours.py",
        "asked = own <= edge / 4",
        "asked = own <= edge / 4e9",
        "tests/models/diagnostics/quadrature/test_neighbours.py",
    ),
    Mutation(
        "errors that are far smaller than they are",
        "models/diagnostics/quadrature/cells.py",
        "FINER = 16.0",
        "FINER = 16e9",
        "tests/models/diagnostics/test_partition_function.py::test_the_exact_density_is_normalised_and_its_masses_are_its_own",
    ),
    Mutation(
        "reliability inverted",
        "models/diagnostics/partition_function.py",
        "return not self.reason",
        "return bool(self.reason)",
        "tests/models/diagnostics/test_partition_function.py::test_a_gaussian_has_its_own_log_z",
    ),
    Mutation(
        "far out nobody looks",
        "models/diagnostics/partition_function.py",
        "reason = _reason(asking, cells, max(border, beyond), error)",
        "reason = _reason(asking, cells, border, error)",
        "tests/models/diagnostics/test_partition_function.py::test_an_energy_that_falls_again_far_out_is_not_trusted",
    ),
    Mutation(
        "masses of parts with their axes exchanged",
        "models/diagnostics/quadrature/gauss.py",
        ".permute(0, 1, 3, 2, 4)",
        ".permute(0, 3, 1, 2, 4)",
        "tests/models/diagnostics/quadrature/test_gauss.py",
    ),
    Mutation(
        "a referee that keeps his doubts to himself",
        "models/study/study.py",
        'unreliable = self.judges.unreliable | ({"loss": lost} if lost else {})',
        'unreliable = {"loss": lost} if lost else {}',
        "tests/models/study/test_referee.py",
    ),
    Mutation(
        "a KL without the error of its points",
        "models/diagnostics/kl_divergence.py",
        "math.hypot(math.sqrt(variance), log_z_error)",
        "log_z_error",
        "tests/models/diagnostics/test_kl_divergence.py",
    ),
    Mutation(
        "a prior centred short of the mean",
        "models/noise_levels/prior.py",
        "torch.linalg.solve(torch.eye(2, dtype=torch.float64) - kept, offset)",
        "offset",
        "tests/models/noise_levels/test_prior.py",
    ),
    Mutation(
        "mass in the corners off the box counted twice",
        "models/targets/gaussian_mixture.py",
        "(a + b - a * b)",
        "(a + b)",
        "tests/models/targets/test_off_the_box.py",
    ),
    Mutation(
        "rings far out without their area",
        "models/diagnostics/quadrature/far_out.py",
        "radii**2",
        "radii",
        "tests/models/diagnostics/quadrature/test_far_out.py",
    ),
    Mutation(
        "levels above the middle that begin below it",
        "models/noise_levels/draws.py",
        "(u - below) / (1 - below)",
        "u",
        "tests/models/noise_levels/test_draws.py",
    ),
    Mutation(
        "a KL in the lens without the chance of its points",
        "models/lenses/energy.py",
        "error=kl.se",
        "error=found.error",
        "tests/models/lenses/test_exact_energies.py::test_figures_of_an_energy_have_the_error_of_their_points_and_are_doubted_but_for_the_score_s",
    ),
]
