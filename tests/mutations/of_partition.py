"""Faults of the pie, of ratios without Z, of what dimensions cost and of push and pull."""

from __future__ import annotations

from .mutation import Mutation

PARTITION, RATIOS = "tests/models/partition/", "tests/models/ratios/"

OF_PARTITION = [
    Mutation(
        "an error of Z that forgets how few points found it",
        "models/partition/monte_carlo.py",
        "n / effective - 1) / (n - 1))",
        "1 - effective / n) / (n - 1))",
        PARTITION + "test_monte_carlo.py::test_four_energies_by_hand",
    ),
    Mutation(
        "an effective sample size of f in place of f^2",
        "models/partition/monte_carlo.py",
        "log_masses_between(2 * cells.energies",
        "log_masses_between(cells.energies",
        PARTITION + "test_monte_carlo.py::test_the_exact_error_of_one_mode_is_its_closed_form",
    ),
    Mutation(
        "an estimate that is always believed",
        "models/partition/monte_carlo.py",
        "self.effective_sample_size >= FEW_POINTS",
        "self.n_points >= FEW_POINTS",
        PARTITION + "test_monte_carlo.py::test_on_a_narrow_mode_the_interval_covers_hardly_ever_and_says_so",
    ),
    Mutation(
        "flat edges that count like steep ones",
        "models/partition/mixture_share.py",
        "torch.where(steep, found, corner - found)",
        "torch.where(steep, found, -found)",
        PARTITION + "test_shares.py::test_a_wedge_at_the_mean_has_its_angle_s_share",
    ),
    Mutation(
        "cells at the border of a lasso that count by their centres",
        "models/partition/cell_share.py",
        "cut = depth(cells.centres, corners).abs() <= cells.halves * math.sqrt(2)",
        "cut = depth(cells.centres, corners).abs() < 0",
        PARTITION + "test_shares.py::test_a_drawn_region_has_the_share_that_four_million_cells_count",
    ),
    Mutation(
        "pieces on the border that count whole",
        "models/partition/cell_share.py",
        "(0.5 + deep /",
        "(1.0 + deep /",
        PARTITION + "test_shares.py::test_a_border_through_the_centres_of_pieces_counts_them_by_half",
    ),
    Mutation(
        "a lasso that may cross itself",
        "models/partition/polygon.py",
        "return bool(_meet(start[i], end[i], start[j], end[j]).any())",
        "return False",
        PARTITION + "test_lasso.py",
    ),
    Mutation(
        "points that never leave the box",
        "models/partition/pie.py",
        "half_width *= 2",
        "break",
        PARTITION + "test_pie.py::test_points_fall_on_the_box_unless_they_would_notice_what_lies_outside",
    ),
    Mutation(
        "panels that are never cut",
        "models/ratios/line.py",
        "done = moved <= max(TOLERANCE, ROUNDING * scale)",
        "done = moved <= TOLERANCE * 1e9",
        RATIOS + "test_line.py",
    ),
    Mutation(
        "a line integral from a to b",
        "models/ratios/ratio.py",
        "straight = line_integral(field, [b, a])",
        "straight = line_integral(field, [a, b])",
        RATIOS + "test_ratio.py::test_an_exact_field_has_one_ratio_by_energy_and_by_every_path",
    ),
    Mutation(
        "a curl with the sign of a divergence",
        "models/ratios/curl.py",
        "jacobian[:, 1, 0] - jacobian[:, 0, 1]",
        "jacobian[:, 1, 0] + jacobian[:, 0, 1]",
        RATIOS + "test_ratio.py::test_the_curl_of_a_rotation_is_its_area_and_turns_its_sign_with_the_way_round",
    ),
    Mutation(
        "a spread over two paths",
        "models/ratios/ratio.py",
        "(self.straight, self.x_first, self.y_first)]",
        "(self.straight, self.x_first)]",
        RATIOS + "test_ratio.py::test_a_rotation_parts_the_corner_paths_by_twice_its_strength_times_the_rectangle",
    ),
    Mutation(
        "an error that falls with the points, not with their root",
        "models/dimensions/curse.py",
        "- math.log(n)) / 2",
        "- 2 * math.log(n)) / 2",
        "tests/models/dimensions/test_curse.py",
    ),
    Mutation(
        "a trace of one component",
        "models/dimensions/trace_price.py",
        "trace = trace + row[:, i]",
        "trace = row[:, i]",
        "tests/models/dimensions/test_trace_price.py::test_the_exact_loss_is_the_trace_of_the_jacobian",
    ),
    Mutation(
        "memory that is not counted where it is shared",
        "models/dimensions/trace_price.py",
        "if place not in self._seen:",
        "if not self._seen:",
        "tests/models/dimensions/test_trace_price.py",
    ),
    Mutation(
        "losers called likelier than winners",
        "models/ratios/preferences.py",
        "energy[len(duels) :] - energy[: len(duels)]",
        "energy[: len(duels)] - energy[len(duels) :]",
        RATIOS + "test_preferences.py::test_the_loss_of_two_answers_by_hand",
    ),
    Mutation(
        "answers without the doubt",
        "models/ratios/preferences.py",
        "torch.sigmoid(sharpness * odds)",
        "torch.sigmoid(odds)",
        RATIOS + "test_preferences.py::test_who_answers_doubts_as_the_densities_do",
    ),
    Mutation(
        "a chain that takes every step",
        "models/contrast/chain_matrix.py",
        "torch.minimum(to, back + log_q - log_q[rows, None]).exp()",
        "to.exp()",
        "tests/models/contrast/test_chain_matrix.py",
    ),
    Mutation(
        "negatives of the model itself",
        "models/contrast/expected_gradient.py",
        "asked = _gradient(network, chain, data - masses)",
        "asked = _gradient(network, chain, data - chain.stationary)",
        "tests/models/contrast/test_expected_gradient.py::"
        "test_contrastive_divergence_does_not_hear_the_weights_of_far_modes",
    ),
    Mutation(
        "data that push up and negatives that pull down",
        "models/contrast/push_pull.py",
        "asked = smoothed(negatives, width) - smoothed(data, width)",
        "asked = smoothed(data, width) - smoothed(negatives, width)",
        "tests/models/contrast/test_push_pull.py",
    ),
    Mutation(
        "a composition whose Z is always 1",
        "server/verbs/partition.py",
        'if field == "exact" and "composition" in facts:',
        'if field == "none" and "composition" in facts:',
        "tests/server/verbs/test_partition_and_ratio.py::"
        "test_a_composition_has_the_z_of_what_was_composed_and_the_share_of_its_density",
    ),
]
