"""The preferences game: what answers teach, what is asked next, and that settings hold all of it."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.preferences import APART, MOST_ANSWERS, PreferencesLens, asked
from scorescape.models.random_streams import stream
from scorescape.models.ratios.preferences import log_ratios
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 2.0], [-2.0, -2.0]], [0.6, 0.6])


def seen(**settings: object) -> Look:
    specimen = Specimen(PAIR, find_modes(PAIR), ExactField(PAIR))
    with torch.no_grad():
        return PreferencesLens.parse(settings).look(specimen, MAP_GRID, stream(0, "lens"))


def test_at_first_there_is_a_question_and_nothing_else() -> None:
    look = seen()
    assert look.note.startswith("Which of these two is more likely?")
    assert not look.maps
    assert not look.numbers
    assert [*look.offers] == ["pair_1", "pair_2", "help"]
    one, two = look.offers["pair_1"], look.offers["pair_2"]
    assert one.at
    assert two.at
    assert torch.tensor(one.at).sub(torch.tensor(two.at)).norm() > APART
    assert (one.settings, two.settings) == ({"answers": "a"}, {"answers": "b"})
    assert (one.key, two.key) == ("1", "2")
    assert look.offers["help"].settings == {"helped": 100}


def test_an_answer_brings_the_next_pair_and_says_whether_it_was_right() -> None:
    a, b = asked(PAIR, 0)
    odds = log_ratios(PAIR, a, b)
    right = "".join("a" if each > 0 else "b" for each in odds[:3].tolist())
    wrong = right.translate(str.maketrans("ab", "ba"))
    said = seen(answers=right)
    assert said.note.startswith("Right: ")
    assert said.numbers["yours"].value == 100
    assert said.offers["pair_1"].at == pytest.approx(a[3].tolist())
    assert said.offers["pair_1"].settings == {"answers": right + "a"}
    assert seen(answers=wrong).note.startswith("No: ")
    assert seen(answers=wrong).numbers["yours"].value == 0
    assert seen(answers=wrong, game=3).offers["pair_1"].at != said.offers["pair_1"].at
    # what it was taught upside down it believes upside down
    assert said.numbers["accuracy"].value > seen(answers=wrong).numbers["accuracy"].value


def test_answers_alone_teach_the_density_and_its_masses() -> None:
    few, many = seen(helped=100), seen(helped=2_000)
    assert many.numbers["accuracy"].value > 94
    assert many.numbers["correlation"].value > 0.98
    assert many.numbers["ratio_error"].value < 1 < few.numbers["ratio_error"].value
    density = MAP_GRID.cell_area * many.maps["learnt"].values.double()
    x = MAP_GRID.points()
    assert float(density.reshape(-1)[(x.sum(1) < 0)].sum()) == pytest.approx(0.2, abs=0.08)


def test_who_is_always_right_teaches_the_order_and_no_scale() -> None:
    doubting, sure = seen(helped=1_000), seen(helped=1_000, temperature=0.01)
    assert sure.numbers["accuracy"].value > 95
    assert sure.numbers["ratio_error"].value > 2 * doubting.numbers["ratio_error"].value


def test_a_game_ends_and_starts_again_with_other_pairs() -> None:
    look = seen(answers="a" * MOST_ANSWERS)
    assert "pair_1" not in look.offers
    assert "last pair" in look.note
    assert look.offers["again"].settings == {"answers": "", "helped": 0, "game": 1}


def test_answers_are_a_and_b() -> None:
    with pytest.raises(InvalidInput, match="answers"):
        PreferencesLens.parse({"answers": "a1"})
