"""Faults of those who judge: noise, floors, verdicts, intervals and what the command line says of them."""

from __future__ import annotations

from .mutation import Mutation

JUDGES = "tests/models/diagnostics/test_known_errors.py::"
STUDY = "tests/models/study/test_own_figures.py::"
VERBS = "tests/server/verbs/test_values.py::"

OF_JUDGES = [
    Mutation(
        "a floor that is one pair",
        "models/diagnostics/floors.py",
        "return float(np.mean(self._distances))",
        "return float(self._distances[0])",
        "tests/models/diagnostics/test_floors.py",
    ),
    Mutation(
        "a floor's quantile that is its mean",
        "models/diagnostics/floors.py",
        "return float(np.quantile(self._distances, 0.95))",
        "return float(np.mean(self._distances))",
        "tests/models/diagnostics/test_floors.py",
    ),
    Mutation(
        "one cloud for all particles that are judged",
        "models/diagnostics/sliced_wasserstein.py",
        'f"reference/{digest}"',
        '"reference"',
        "tests/models/diagnostics/test_floors.py::test_exact_samples_are_called_wrong_five_times_in_a_hundred",
    ),
    Mutation(
        "a verdict on each mode by itself",
        "models/diagnostics/mode_noise.py",
        "critical = _critical(strays)",
        "critical = 1.96",
        "tests/models/diagnostics/test_mode_noise.py",
    ),
    Mutation(
        "mode shares judged by the noise of the particles that are lost as well",
        "models/diagnostics/mode_weights.py",
        "noise = noise_of(true, n)",
        "noise = noise_of(true, len(particles))",
        "tests/models/diagnostics/test_mode_noise.py",
    ),
    Mutation(
        "a smallest fault that is found every other time",
        "models/diagnostics/mode_noise.py",
        "size - allowed >= Z_FOUND",
        "size - allowed >= 0 * Z_FOUND",
        "tests/models/diagnostics/test_mode_noise.py",
    ),
    Mutation(
        "a ratio's error that forgets what is below",
        "models/diagnostics/stratified.py",
        "((above - value * below) / under)",
        "(above / under)",
        "tests/models/diagnostics/test_stratified.py",
    ),
    Mutation(
        "components by chance, and not in their shares",
        "models/diagnostics/stratified.py",
        "at = ((i + chance[:, 0]) / size)",
        "at = torch.rand(GROUPS, size, generator=generator, dtype=torch.float64)",
        "tests/models/diagnostics/test_stratified.py",
    ),
    Mutation(
        "steps that are counted as if each were by itself",
        "models/samplers/tally.py",
        "float(self.counts.double().std())",
        "float(self.counts.double().mean().sqrt())",
        "tests/models/samplers/test_tally.py",
    ),
    Mutation(
        "light modes that nobody counts",
        "models/targets/modes.py",
        "hidden=len(hidden),",
        "hidden=0,",
        "tests/models/targets/test_modes.py",
    ),
    Mutation(
        "a smoothed error on clean points",
        "models/diagnostics/fisher_divergence.py",
        "self.x = stratified_sample(truth, n, stream(seed",
        "self.x = stratified_sample(mixture.to(torch.float32), n, stream(seed",
        JUDGES + "test_a_smoothed_error_is_that_on_smoothed_points",
    ),
    Mutation(
        "a mean of ratios for a ratio of means",
        "models/diagnostics/fisher_divergence.py",
        "ratio(((learned - true) ** 2).sum(1), (true**2).sum(1))",
        "ratio(((learned - true) ** 2).sum(1) / (true**2).sum(1), torch.ones(len(true)))",
        JUDGES + "test_an_error_in_one_place_counts_by_the_mass_there",
    ),
    Mutation(
        "an angle that short arrows turn as far as long ones",
        "models/diagnostics/fisher_divergence.py",
        "weight = torch.linalg.vector_norm(true, dim=1)",
        "weight = torch.ones(len(true))",
        JUDGES + "test_angles_are_weighed_by_the_length_of_the_exact_score",
    ),
    Mutation(
        "intervals of all particles, the lost ones too",
        "models/diagnostics/mode_weights.py",
        "wilson_interval(sampled, n, noise.critical",
        "wilson_interval(sampled, len(particles), noise.critical",
        JUDGES + "test_intervals_and_floors_are_of_as_many_as_are_in_a_mode",
    ),
    Mutation(
        "a floor of all particles, the lost ones too",
        "models/diagnostics/mode_weights.py",
        "noise = noise_of(true, n)",
        "noise = noise_of(true, len(particles))",
        JUDGES + "test_intervals_and_floors_are_of_as_many_as_are_in_a_mode",
    ),
    Mutation(
        "intervals that are wider than they say",
        "models/diagnostics/mode_weights.py",
        "noise.critical if modes.n_modes > 1",
        "1.3 * noise.critical if modes.n_modes > 1",
        JUDGES + "test_joint_intervals_miss_in_five_of_a_hundred_exact_samples",
    ),
    Mutation(
        "a clean error that is the smoothed one",
        "models/study/judges.py",
        "clean = self._clean.judge(shot.field)",
        "clean = (self._smoothed or self._clean).judge(shot.field)",
        STUDY + "test_a_denoising_panel_has_two_errors_of_two_judges",
    ),
    Mutation(
        "a smoothed error that is the clean one",
        "models/study/judges.py",
        "smoothed = self._smoothed.judge(shot.field)",
        "smoothed = self._clean.judge(shot.field)",
        VERBS + "test_fit_prints_a_clean_error_and_a_smoothed_one",
    ),
    Mutation(
        "the true shares for the sampled ones",
        "server/verbs/sample.py",
        '"true": [share.true for share',
        '"true": [share.sampled for share',
        VERBS + "test_sample_prints_the_shares_of_the_points_it_saves",
    ),
    Mutation(
        "a reliability turned round",
        "server/verbs/fit.py",
        'shown["log_z_reliable"] = not found.unreliable.keys()',
        'shown["log_z_reliable"] = not not found.unreliable.keys()',
        VERBS + "test_fit_calls_log_z_reliable_where_it_is",
    ),
    Mutation(
        "the floor of the total variation for itself",
        "models/study/sampling.py",
        '"mode_weight_tv_floor": weights.total_variation_floor',
        '"mode_weight_tv_floor": weights.total_variation',
        VERBS + "test_sample_prints_the_shares_of_the_points_it_saves",
    ),
    Mutation(
        "evaluations that are steps",
        "models/study/sampling.py",
        '"evaluations": float(walk.evaluations)',
        '"evaluations": float(walk.chain.step)',
        STUDY + "test_figures_of_particles_are_the_walk_s_and_numpy_s",
    ),
    Mutation(
        "a trail that the next walk goes on with",
        "models/study/sampling.py",
        "        self.reached = []\n        self.walks += 1",
        "        self.walks += 1",
        "tests/models/study/test_sampling.py::test_the_curve_of_quality_has_one_point_a_judgement_and_begins_anew_with_the_walk",
    ),
    Mutation(
        "an error of the share off the box that falls with N",
        "models/study/sampling.py",
        "(1 - weights.outside) / len(walk.x))",
        "(1 - weights.outside)) / len(walk.x)",
        "tests/models/study/test_sampling.py::test_floors_errors_and_hidden_modes_are_told_beside_the_figures",
    ),
    Mutation(
        "a curve whose upper end is its mean",
        "models/study/sampling.py",
        "judge.floor, judge.floor_95)",
        "judge.floor, judge.floor)",
        "tests/models/study/test_sampling.py::test_floors_errors_and_hidden_modes_are_told_beside_the_figures",
    ),
    Mutation(
        "a fault that a much coarser floor found",
        "models/diagnostics/weight_fault.py",
        "kept[1] >= self._floor.n_pairs / 2",
        "kept[1] >= 0",
        "tests/models/diagnostics/test_weight_fault.py::test_it_is_kept_beside_the_floor",
    ),
]
