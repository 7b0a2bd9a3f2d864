"""Faults of the lenses of energies, and of what they see through."""

from __future__ import annotations

from .mutation import Mutation

LENSES = "tests/models/lenses"
OF_LENSES = [
    Mutation(
        "a sigmoid link that rises",
        "models/networks/links.py",
        "return softplus(-f), -falls, falls * (1 - falls)",
        "return softplus(-f), falls, falls * (1 - falls)",
        "tests/models/networks/test_links.py",
    ),
    Mutation(
        "a wall beside where the sign changes",
        "models/partition/zero_lines.py",
        "f[rows, alone] / (f[rows, alone] - f[rows, other])",
        "f[rows, alone] / (f[rows, alone] + f[rows, other])",
        "tests/models/partition/test_zero_lines.py",
    ),
    Mutation(
        "the void where the data is",
        "models/partition/void.py",
        ".log_prob(x) < EMPTY]",
        ".log_prob(x) > EMPTY]",
        "tests/models/partition/test_void.py",
    ),
    Mutation(
        "the pie's mass off the box for that in it",
        "models/lenses/partition.py",
        "100 * (1 - inside)",
        "100 * inside",
        f"{LENSES}/test_partition.py::test_mass_off_the_box_has_a_slice_of_its_own",
    ),
    Mutation(
        "a classifier that forgets how much noise there is",
        "models/lenses/discriminator.py",
        "return truth.log_prob(x) - noise.log_prob(x) - math.log(ratio)",
        "return truth.log_prob(x) - noise.log_prob(x)",
        f"{LENSES}/test_discriminator.py::test_the_exact_energy_is_the_best_there_is",
    ),
    Mutation(
        "negatives that pull and data that push",
        "models/lenses/push_and_pull.py",
        "_map(walked - data, chain",
        "_map(data - walked, chain",
        f"{LENSES}/test_push_and_pull.py::test_persistent_chains_begin_where_they_stand",
    ),
    Mutation(
        "a game that is taught by the losers",
        "models/lenses/preferences.py",
        "own = Duels(torch.where(first, a, b), torch.where(first, b, a))",
        "own = Duels(torch.where(first, b, a), torch.where(first, a, b))",
        f"{LENSES}/test_preferences.py::test_an_answer_brings_the_next_pair_and_says_whether_it_was_right",
    ),
    Mutation(
        "help whose temperature is its sharpness",
        "models/lenses/preferences.py",
        "pairs(mixture, helped, chance), 1 / temperature, chance)",
        "pairs(mixture, helped, chance), temperature, chance)",
        f"{LENSES}/test_preferences.py::test_who_is_always_right_teaches_the_order_and_no_scale",
    ),
    Mutation(
        "a price of the trace without its machine",
        "models/lenses/trace_price.py",
        "{table.machine}; yours differ",
        "a machine; yours differ",
        f"{LENSES}/test_trace_price.py::test_times_never_stand_without_their_machine",
    ),
    Mutation(
        "a ratio upside down",
        "models/lenses/ratio.py",
        "truth = float(exact[0] - exact[1])",
        "truth = float(exact[1] - exact[0])",
        f"{LENSES}/test_ratio.py",
    ),
    Mutation(
        "persistent chains that go on within a wall they were not taught in",
        "models/training/generations.py",
        "Recipe(today.optimiser, {**today.network, **SECOND[name]})",
        "today",
        "tests/models/training/test_generations.py::test_persistent_chains_have_a_wall_since_the_third",
    ),
]
