"""Faults of Ising pictures and of the torus."""

from __future__ import annotations

from .mutation import Mutation

ISING = "models/boltzmann/ising/"
TESTS = "tests/models/boltzmann/ising/"
CONDITIONALS = TESTS + "test_lattice.py::test_its_chances_are_the_conditionals_of_the_energy"
CUT = TESTS + "test_graph_cut.py::test_it_has_the_least_energy_of_all_3_x_3_pictures"

OF_BOLTZMANN_ISING = [
    Mutation(
        "both colours drawn from the same picture: means stay right, pairs do not",
        ISING + "lattice.py",
        """        for colour in COLOURS:
            least = self.thresholds(colour, thresholds)
""",
        """        both = [self.thresholds(colour, thresholds).copy() for colour in COLOURS]
        for colour in COLOURS:
            least = both[colour]
""",
        TESTS + "test_lattice.py::test_marginals_and_all_pairs_of_4_x_4_pictures_are_those_of_enumeration",
    ),
    Mutation(
        "the fourth neighbour on the wrong side",
        ISING + "lattice.py",
        "other[1:-1, 2:] if shift else other[1:-1, :-2]",
        "other[1:-1, :-2] if shift else other[1:-1, 2:]",
        TESTS + "test_lattice.py::test_a_sweep_keeps_the_law_of_3_x_3_pictures_exactly",
    ),
    Mutation(
        "a torus that is open to the left and right",
        ISING + "lattice.py",
        "    half[:, 0], half[:, -1] = half[:, -2], half[:, 1]\n",
        "",
        CONDITIONALS,
    ),
    Mutation(
        "a conditional without its factor 2",
        ISING + "thresholds.py",
        "np.exp(np.clip(-2 * pull, -700, 700))",
        "np.exp(np.clip(-pull, -700, 700))",
        CONDITIONALS,
    ),
    Mutation(
        "data that push away",
        ISING + "thresholds.py",
        "field_strength * (codes % 3 - 1.0)",
        "field_strength * (1.0 - codes % 3)",
        CONDITIONALS,
    ),
    Mutation(
        "the energy of a torus with a free border",
        ISING + "energy.py",
        "        total += int(across)\n",
        "",
        TESTS + "test_energy.py",
    ),
    Mutation(
        "a cut that pays half for a pair",
        ISING + "graph_cut.py",
        "np.full(2 * len(one), bond, np.int32)",
        "np.full(2 * len(one), bond // 2, np.int32)",
        CUT,
    ),
    Mutation(
        "black and white of a cut exchanged",
        ISING + "graph_cut.py",
        "np.where(_source_side(unknown, ties, self._bond), 1, -1)",
        "np.where(_source_side(unknown, ties, self._bond), -1, 1)",
        CUT,
    ),
    Mutation(
        "a window that is believed where it only repeats what was assumed",
        ISING + "graph_cut.py",
        "unknown & (found != around)",
        "unknown & (found == around)",
        TESTS + "test_graph_cut.py::test_tile_by_tile_it_is_the_same_picture",
    ),
    Mutation(
        "Kaufman's last product positive on both sides of the transition",
        ISING + "torus.py",
        "np.array([1.0, 1.0, 1.0, np.sign(zero)])",
        "np.array([1.0, 1.0, 1.0, 1.0])",
        TESTS + "test_torus.py",
    ),
    Mutation(
        "the spread of batches for the error of their mean",
        ISING + "batches.py",
        "for each in means) / (n * (n - 1)))",
        "for each in means) / (n - 1))",
        TESTS + "test_batches.py",
    ),
    Mutation(
        "a mean over sweeps of two laws",
        ISING + "denoising.py",
        """        self.thresholds = Thresholds.of(beta, field_strength)
        self.average.clear()
""",
        """        self.thresholds = Thresholds.of(beta, field_strength)
""",
        "tests/models/processes/test_ising.py",
    ),
    Mutation(
        "sweeps of two pictures in one count",
        ISING + "denoising.py",
        "observe(evidence.observed)\n        self._count_anew()",
        "observe(evidence.observed)\n        self._moved()",
        "tests/models/processes/test_ising.py",
    ),
    Mutation(
        "a pressed pixel that shows data nobody observed",
        ISING + "pressed.py",
        "run.evidence.observed, run.plan",
        "run.evidence.noisy, run.plan",
        "tests/models/processes/test_ising.py::test_pixels_that_were_not_observed_have_no_data_term",
    ),
    Mutation(
        "a larger share that flips other pixels",
        ISING + "flips.py",
        'random_stream(seed, "flips")',
        'random_stream(seed, f"flips {flip}")',
        TESTS + "test_flips.py",
    ),
]
