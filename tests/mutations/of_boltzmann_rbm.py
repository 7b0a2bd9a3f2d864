"""Faults of restricted Boltzmann machines: their statistics, their Z, their scores, their data."""

from __future__ import annotations

from .mutation import Mutation

RBM, DATA = "models/boltzmann/rbm/", "models/boltzmann/data/"
TESTS, OF_DATA = "tests/models/boltzmann/rbm/", "tests/models/boltzmann/data/"

OF_BOLTZMANN_RBM = [
    Mutation(
        "the free energy with the visible biases' sign turned",
        RBM + "machine.py",
        "-(v @ self.visible_bias).astype(np.float64) - hidden",
        "(v @ self.visible_bias).astype(np.float64) - hidden",
        TESTS + "test_machine.py::test_the_free_energy_sums_hidden_units_out",
    ),
    Mutation(
        "visible units that hear the hidden ones at half their weight",
        RBM + "machine.py",
        "made: Floats = h @ self.weights.T\n",
        "made: Floats = h @ self.weights.T * np.float32(0.5)\n",
        TESTS + "test_machine.py::test_block_gibbs_keeps_the_joint_law_pairs_included",
    ),
    Mutation(
        "both phases divided by the data's rows",
        RBM + "statistics.py",
        "shares[n_data:] = -1 / (len(visible) - n_data)",
        "shares[n_data:] = -1 / n_data",
        TESTS + "test_statistics.py::test_each_phase_is_divided_by_its_own_rows",
    ),
    Mutation(
        "persistent chains that begin at the data",
        RBM + "contrastive.py",
        "states = drawn(hidden[n:], self.generator)",
        "states = drawn(hidden[:n], self.generator)",
        TESTS + "test_contrastive.py",
    ),
    Mutation(
        "one sweep whatever k",
        RBM + "contrastive.py",
        "self.visible = machine.sample_visible(states, self.generator)\n"
        "        self.visible = machine.gibbs(self.visible, self.generator, self.k - 1)\n        both",
        "self.visible = machine.sample_visible(states, self.generator)\n        both",
        TESTS + "test_contrastive.py::test_k_sweeps_are_made",
    ),
    Mutation(
        "annealing that moves before it weighs",
        RBM + "ais.py",
        "machine, heard = self.machine, self.machine.hidden_logits(self.visible)\n"
        "        here, there = np.float32(self.rung / self.n_rungs), np.float32((self.rung + 1) / self.n_rungs)\n",
        "machine = self.machine\n"
        "        here, there = np.float32(self.rung / self.n_rungs), np.float32((self.rung + 1) / self.n_rungs)\n"
        "        moved = bernoulli(there * machine.hidden_logits(self.visible), self.generator)\n"
        "        logits = (1 - there) * self.base + there * machine.visible_logits(moved)\n"
        "        self.visible = bernoulli(logits, self.generator)\n"
        "        heard = machine.hidden_logits(self.visible)\n",
        TESTS + "test_ais.py::test_five_rungs_show_the_order_of_weighing_and_moving",
    ),
    Mutation(
        "annealing that forgets the hidden units' log 2",
        RBM + "ais.py",
        "start = machine.n_hidden * math.log(2) + float(",
        "start = float(",
        TESTS + "test_ais.py",
    ),
    Mutation(
        "blocks of states that are not weighed against each other",
        RBM + "exact.py",
        "            total *= shrunk\n",
        "",
        TESTS + "test_exact.py::test_blocks_are_weighed_against_each_other",
    ),
    Mutation(
        "a running average that counts the newest weights too little at first",
        RBM + "training.py",
        "(1 - kept) / (1 - kept**epoch)",
        "(1 - kept)",
        TESTS + "test_training.py::test_the_running_mean_weighs_epochs_by_their_age",
    ),
    Mutation(
        "the last iterate scored as if it were averaged",
        RBM + "scoring.py",
        "self.averaged.log_likelihood(patterns.test, log_z),",
        "self.last.log_likelihood(patterns.test, log_z),",
        TESTS + "test_scoring.py::test_likelihoods_are_those_of_the_enumerated_law",
    ),
    Mutation(
        "an interval told although hardly a chain counts",
        RBM + "scoring.py",
        "log_z.low if log_z.reliable else None",
        "log_z.low",
        TESTS + "test_scoring.py::test_no_interval_is_told_where_too_few_chains_count",
    ),
    Mutation(
        "who looks draws from the chains' stream",
        RBM + "learner.py",
        'chance = random_stream(self.spec.seed, "annealing")',
        "chance = self.training.chance",
        TESTS + "test_learner.py::test_who_looks_moves_no_number_of_the_training",
    ),
    Mutation(
        "few patterns learnt with a weight decay in place of an average",
        RBM + "spec.py",
        "average=0.998,",
        "weight_decay=0.998,",
        TESTS + "test_spec.py::test_what_is_left_open_is_the_recipe_of_the_data",
    ),
    Mutation(
        "other pictures that leave a run standing which had ended",
        "models/processes/rbm.py",
        "called = self.called\n",
        "called = self.going\n",
        "tests/models/processes/test_rbm.py"
        "::test_other_pictures_set_going_all_that_nobody_holds_whether_or_not_they_had_ended",
    ),
    Mutation(
        "base rates that are not smoothed",
        DATA + "patterns.py",
        "(self.train.sum(0, dtype=np.float64) + 1) / (len(self.train) + 2)",
        "(self.train.sum(0, dtype=np.float64) + 0) / (len(self.train) + 0)",
        OF_DATA + "test_patterns.py::test_the_base_rate_is_smoothed_so_that_no_pixel_is_impossible",
    ),
    Mutation(
        "test rows that are learnt from too",
        DATA + "patterns.py",
        "held, kept = np.sort(order[:n_test]), np.sort(order[n_test:])",
        "held, kept = np.sort(order[:n_test]), np.sort(order)",
        OF_DATA + "test_patterns.py::test_a_fifth_is_kept_for_the_test_and_seeds_choose_it",
    ),
    Mutation(
        "a checkpoint without the chains",
        RBM + "keeping.py",
        'learner.fantasies, training.teacher.visible = arrays["fantasies"], arrays["chains"]',
        'learner.fantasies = arrays["fantasies"]',
        TESTS + "test_keeping.py",
    ),
]
