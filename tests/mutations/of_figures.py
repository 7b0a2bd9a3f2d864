"""Faults in how figures are put together: a wrong mean, sample, field, step or sign, seen by the figure's value."""

from __future__ import annotations

from .mutation import Mutation

LENSES = "tests/models/lenses/test_exact_figures.py::"
STUDY = "tests/models/study/test_own_figures.py::"
TRAINING = "tests/models/training/test_shown_figures.py::"
COUNTS = "tests/models/samplers/test_counts.py::"

OF_FIGURES = [
    Mutation(
        "a curl's mean size for its root mean square",
        "models/lenses/curl_and_divergence.py",
        "on_data[:, 0, 1]).square().mean().sqrt()",
        "on_data[:, 0, 1]).abs().mean()",
        LENSES + "test_a_curl_that_varies_is_a_root_mean_square_and_relative_to_the_whole_jacobian",
    ),
    Mutation(
        "a curl beside the divergence instead of the whole Jacobian",
        "models/lenses/curl_and_divergence.py",
        "on_data.square().sum((1, 2)).mean().sqrt()",
        "on_data.diagonal(dim1=1, dim2=2).square().sum(1).mean().sqrt()",
        LENSES + "test_a_curl_that_varies_is_a_root_mean_square_and_relative_to_the_whole_jacobian",
    ),
    Mutation(
        "a basin whose learnt share is the exact one",
        "models/lenses/basins.py",
        "share, true = _percent(learnt == mode)",
        "share, true = _percent(exact == mode)",
        LENSES + "test_shares_of_the_basins_are_those_of_the_maps_beside_them",
    ),
    Mutation(
        "the fullest fifth of the box for the emptiest",
        "models/lenses/low_density.py",
        "by_emptiness(density, angle, 5)[0]",
        "by_emptiness(density, angle, 5)[-1]",
        LENSES + "test_a_field_that_is_wrong_in_the_emptiest_fifth_is_wrong_there_and_nowhere_else",
    ),
    Mutation(
        "lost particles that are nowhere",
        "models/lenses/low_density.py",
        "(float(low.sum()) + lost)",
        "(float(low.sum()))",
        LENSES + "test_lost_particles_are_in_low_density",
    ),
    Mutation(
        "an angle to the clean score where the objective smooths",
        "models/lenses/low_density.py",
        "angle_deg(specimen.field.score(x), specimen.truth.score(x))",
        "angle_deg(specimen.field.score(x), specimen.mixture.to(torch.float32).score(x))",
        LENSES + "test_angles_too_are_those_to_the_smoothed_score",
    ),
    Mutation(
        "a lens that forgets the smoothing",
        "models/lenses/base.py",
        "(self.mixture.smoothed(self.smoothing) if self.smoothing else self.mixture)",
        "self.mixture",
        LENSES + "test_where_the_objective_smooths_the_truth_is_smoothed",
    ),
    Mutation(
        "a map of the error with its axes exchanged",
        "models/lenses/low_density.py",
        "Map(grid.reshape(error),",
        "Map(grid.reshape(error).T,",
        "tests/models/lenses/test_contract.py::test_the_contract[low-density-mirror]",
    ),
    Mutation(
        "a residual with its sign turned",
        "models/lenses/energy.py",
        "log_prob - true, torch.nan",
        "true - log_prob, torch.nan",
        LENSES + "test_an_energy_that_is_too_cold_has_a_known_residual_and_masses",
    ),
    Mutation(
        "an error of the model's masses without its half",
        "models/lenses/energy.py",
        "return 0.5 * float((a - b).abs().sum())",
        "return float((a - b).abs().sum())",
        LENSES + "test_an_energy_that_is_too_cold_has_a_known_residual_and_masses",
    ),
    Mutation(
        "eigenvalues of the part that turns",
        "models/lenses/manifold.py",
        "jacobian[:, 0, 1] + jacobian[:, 1, 0])",
        "jacobian[:, 0, 1] - jacobian[:, 1, 0])",
        LENSES + "test_eigenvalues_are_those_of_the_symmetric_part",
    ),
    Mutation(
        "the share of another mode",
        "models/lenses/mode_weights.py",
        "min(self.mode, specimen.modes.n_modes) - 1",
        "min(self.mode, specimen.modes.n_modes) - 2",
        LENSES + "test_another_share_of_one_of_three_modes_changes_the_score_by_what_numpy_says",
    ),
    Mutation(
        "a change of the score that is not relative",
        "models/lenses/mode_weights.py",
        ".sum(1).mean() / exact.score(x).square().sum(1).mean()",
        ".sum(1).mean()",
        LENSES + "test_another_share_of_one_of_three_modes_changes_the_score_by_what_numpy_says",
    ),
    Mutation(
        "a lens on the live weights",
        "models/study/study.py",
        "return self.run.field()",
        "return self.run.network",
        STUDY + "test_a_lens_looks_at_the_averaged_field_under_the_objective_s_own_noise",
    ),
    Mutation(
        "a specimen without its smoothing",
        "models/study/study.py",
        "            self.run.resolved.objective.smoothing(),\n",
        "            None,\n",
        STUDY + "test_a_lens_looks_at_the_averaged_field_under_the_objective_s_own_noise",
    ),
    Mutation(
        "a tape that takes the figures of the next moment",
        "models/study/tape.py",
        "if self.moments and self.moments[-1].step == step:\n            self.moments[-1] = replace",
        "if self.moments:\n            self.moments[-1] = replace",
        STUDY + "test_moments_have_the_figures_last_measured_by_then_and_never_later_ones",
    ),
    Mutation(
        "a tape that counts from one",
        "models/study/tape.py",
        "Moment(run.step_count, run.seconds",
        "Moment(run.step_count - 1, run.seconds",
        STUDY + "test_moments_have_the_figures_last_measured_by_then_and_never_later_ones",
    ),
    Mutation(
        "an exported density for its logarithm",
        "models/study/arrays.py",
        "grid.reshape(study.mixture.log_prob(points))",
        "grid.reshape(study.mixture.log_prob(points).exp())",
        STUDY + "test_exported_arrays_are_numpy_s",
    ),
    Mutation(
        "marginals of y before x",
        "server/desk/preview.py",
        "mixture.means.double().T[:, None, :]",
        "mixture.means.double().T.flip(0)[:, None, :]",
        "tests/server/desk/test_preview.py::test_marginals_are_numpy_s_x_before_y",
    ),
    Mutation(
        "points held out that are those of training",
        "models/training/data.py",
        'self._mixture.sample(HELD_OUT_POINTS, stream(seed, "held-out"))',
        'self._mixture.sample(HELD_OUT_POINTS, stream(seed, "points"))',
        TRAINING + "test_held_out_points_are_no_points_of_training_however_many_there_are",
    ),
    Mutation(
        "averaged weights that are the live ones",
        "models/training/averaging.py",
        "self._live, 1 - decay)",
        "self._live, 1.0)",
        TRAINING + "test_the_field_that_is_shown_has_the_running_mean_of_the_weights",
    ),
    Mutation(
        "an average with its shares swapped",
        "models/training/averaging.py",
        "self._live, 1 - decay)",
        "self._live, decay)",
        TRAINING + "test_the_field_that_is_shown_has_the_running_mean_of_the_weights",
    ),
    Mutation(
        "the newest batch's loss for the running mean",
        "models/training/run.py",
        "self.loss = value if math.isnan(self.loss) else self.loss + LOSS_MEMORY * (value - self.loss)",
        "self.loss = value",
        TRAINING + "test_the_loss_that_is_shown_is_the_running_mean_of_the_batches",
    ),
    Mutation(
        "milliseconds by the whole schedule",
        "models/training/snapshot.py",
        "self.seconds / max(1, self.step)",
        "self.seconds / max(1, self.n_steps)",
        TRAINING + "test_milliseconds_are_by_the_steps_that_were_taken",
    ),
    Mutation(
        "a grid that is shifted by half a cell on average",
        "models/objectives/maximum_likelihood.py",
        "dtype=x.dtype) - 0.5) * grid.spacing",
        "dtype=x.dtype)) * grid.spacing",
        "tests/models/objectives/test_maximum_likelihood.py::test_the_grid_is_shifted_within_a_cell_and_on_average_not_at_all",
    ),
    Mutation(
        "transitions of all particles for those of one",
        "models/samplers/walk.py",
        "max(1, self.chain.step) * self.spec.n_particles)",
        "max(1, self.chain.step))",
        COUNTS + "test_transitions_are_counted_by_particle_and_thousand_steps_and_a_way_round_counts_once",
    ),
    Mutation(
        "a way round the outside that counts for nothing",
        "models/samplers/crossings.py",
        "path = path.gather(0, last_inside)",
        "path = path.gather(0, torch.arange(len(path))[:, None].expand_as(path))",
        COUNTS + "test_transitions_are_counted_by_particle_and_thousand_steps_and_a_way_round_counts_once",
    ),
    Mutation(
        "noise that is what it is",
        "models/samplers/langevin.py",
        "alpha=self.noise_scale * math.sqrt",
        "alpha=math.sqrt",
        COUNTS + "test_without_noise_langevin_climbs_along_the_score_and_by_the_score_alone",
    ),
]
