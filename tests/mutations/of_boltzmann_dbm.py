"""Faults of deep Boltzmann machines and of completed pictures."""

from __future__ import annotations

from .mutation import Mutation

DBM, COMPLETION = "models/boltzmann/dbm/", "models/boltzmann/completion/"
TESTS, OF_COMPLETION = "tests/models/boltzmann/dbm/", "tests/models/boltzmann/completion/"

OF_BOLTZMANN_DBM = [
    Mutation(
        "a first layer that does not hear the second",
        DBM + "machine.py",
        "v @ self.weights1 + h @ self.weights2.T + self.hidden_bias1",
        "v @ self.weights1 + self.hidden_bias1",
        TESTS + "test_machine.py::test_every_layer_s_conditional_is_that_of_the_whole_law",
    ),
    Mutation(
        "likelihoods without the pixels' own biases",
        DBM + "enumeration.py",
        "    found += v @ machine.visible_bias\n",
        "",
        TESTS + "test_enumeration.py",
    ),
    Mutation(
        "a bound that forgets one layer's entropy",
        DBM + "mean_field.py",
        " + entropy(n).sum(1, dtype=np.float64)",
        "",
        TESTS + "test_mean_field.py::test_the_gap_is_the_divergence_of_the_means_from_the_posterior",
    ),
    Mutation(
        "a mean field that stays doubled",
        DBM + "mean_field.py",
        "seen += machine.hidden_bias1",
        "seen *= 2",
        TESTS + "test_mean_field.py::test_it_ends_where_nothing_moves",
    ),
    Mutation(
        "annealing that forgets the second layer's log 2",
        DBM + "annealing.py",
        "(n_first + n_second) * math.log(2)",
        "n_first * math.log(2)",
        TESTS + "test_annealing.py",
    ),
    Mutation(
        "annealing that begins at fair pixels and weighs as if at base rates",
        DBM + "annealing.py",
        "float(softplus(base.astype(np.float64)).sum())",
        "len(base) * math.log(2)",
        TESTS + "test_annealing.py",
    ),
    Mutation(
        "annealing that moves before it weighs",
        DBM + "annealing.py",
        "here, there = self.rung / self.n_rungs, (self.rung + 1) / self.n_rungs",
        "here, there = (self.rung + 1) / self.n_rungs, min(self.rung + 2, self.n_rungs) / self.n_rungs",
        TESTS + "test_annealing.py",
    ),
    Mutation(
        "a bound with the lower end of log Z's interval",
        DBM + "models.py",
        "found.high if self.bounded",
        "found.low if self.bounded",
        TESTS + "test_models.py::test_a_bound_is_told_with_the_interval_s_upper_end",
    ),
    Mutation(
        "a stack's bound without the entropy of its guesses",
        DBM + "models.py",
        " + entropy(self.lower.hidden_probabilities(v)).sum(1)",
        "",
        TESTS + "test_models.py::test_a_stack_whose_prior_is_the_lower_machine_s_own_says_its_likelihood",
    ),
    Mutation(
        "both copies of the pixels the same",
        DBM + "doubled.py",
        "machine.hidden_logits(self.visible + self.copy)",
        "machine.hidden_logits(2 * self.visible)",
        TESTS + "test_doubled.py::test_the_model_s_phase_is_that_of_two_tied_copies",
    ),
    Mutation(
        "both copies of the hidden layer the same",
        DBM + "doubled.py",
        "bernoulli(logits, self.generator) + bernoulli(logits, self.generator)",
        "2 * bernoulli(logits, self.generator)",
        TESTS + "test_doubled.py::test_the_model_s_phase_is_that_of_two_tied_copies",
    ),
    Mutation(
        "doubled inputs kept after composing",
        DBM + "doubled.py",
        "weights1=lower.weights,",
        "weights1=2 * lower.weights,",
        TESTS + "test_doubled.py::test_composed_weights_count_once_and_the_middle_gets_half_of_each_bias",
    ),
    Mutation(
        "a middle layer that gets both biases whole",
        DBM + "doubled.py",
        "(lower.hidden_bias + upper.visible_bias) / 2",
        "lower.hidden_bias + upper.visible_bias",
        TESTS + "test_doubled.py::test_composed_weights_count_once_and_the_middle_gets_half_of_each_bias",
    ),
    Mutation(
        "layers that learn with single inputs after all",
        DBM + "course.py",
        "teacher = DoubledVisible if spec.doubles else None",
        "teacher = None",
        TESTS + "test_course.py::test_only_layers_of_a_deep_machine_learn_with_doubled_inputs",
    ),
    Mutation(
        "both phases divided by the number of pictures",
        DBM + "joint.py",
        "np.float32(1 / len(heard))",
        "np.float32(1 / len(rows))",
        TESTS + "test_joint.py::test_the_direction_of_one_batch_is_data_less_model",
    ),
    Mutation(
        "a second layer that learns from what the first drew once",
        DBM + "joint.py",
        "model * (heard.T @ self.second)",
        "model * (heard.T @ heard)[:, : self.second.shape[1]]",
        TESTS + "test_joint.py::test_the_direction_of_one_batch_is_data_less_model",
    ),
    Mutation(
        "chains that a checkpoint forgets",
        DBM + "keeping.py",
        'training.visible, training.second = arrays["chains.visible"], arrays["chains.second"]',
        "pass",
        "tests/models/processes/test_dbm.py::test_a_checkpoint_of_any_stage_goes_on_as_if_nothing_had_been",
    ),
    Mutation(
        "held pixels that are drawn like the others",
        COMPLETION + "fillers.py",
        "np.where(held, at.sample, moved)",
        "moved",
        OF_COMPLETION + "test_fillers.py::test_held_pixels_never_move",
    ),
    Mutation(
        "all Ising spins moved at once",
        COMPLETION + "fillers.py",
        "((rows + columns) % 2 == colour)",
        "(rows >= 0)",
        OF_COMPLETION + "test_fillers.py::test_the_hidden_pixels_have_the_model_s_law_given_the_held_ones",
    ),
    Mutation(
        "a factor 2 lost between bits and spins",
        COMPLETION + "fillers.py",
        "(2 * self.beta * around[:, moved])",
        "(self.beta * around[:, moved])",
        OF_COMPLETION + "test_fillers.py::test_the_hidden_pixels_have_the_model_s_law_given_the_held_ones",
    ),
    Mutation(
        "errors that count the held pixels too",
        COMPLETION + "completing.py",
        "        hidden = ~self.held\n",
        "        hidden = self.held | True\n",
        OF_COMPLETION + "test_completing.py::test_errors_count_hidden_pixels_alone",
    ),
    Mutation(
        "a mean that keeps the burn-in",
        COMPLETION + "completing.py",
        "if self.sweeps > BURN_IN:",
        "if self.sweeps > 0:",
        OF_COMPLETION + "test_completing.py::test_the_mean_leaves_the_first_sweeps_out",
    ),
]
