import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.rbm.learner import MOST_POINTS, Learner, thinned
from scorescape.models.boltzmann.rbm.spec import RbmSpec

QUICK = RbmSpec(hidden=4, epochs=4, chains=20, k=1)


def learner(epochs: int = 0) -> Learner:
    made = Learner(QUICK, bars_and_stripes())
    while made.epoch < epochs:
        made.step()
    return made


def test_who_looks_moves_no_number_of_the_training() -> None:
    """Scores and fantasies draw from streams of their own."""
    looked, alone = learner(), learner()
    for _ in range(3):
        looked.begin_scoring(thorough=False)
        while looked.work_on_scores(1.0) is None:
            pass
        looked.step()
        alone.step()
    assert np.array_equal(looked.training.machine.weights, alone.training.machine.weights)
    assert np.array_equal(looked.fantasies, alone.fantasies)


def test_scores_are_kept_in_order_and_the_newest_of_an_epoch_counts() -> None:
    made = learner()
    for thorough in (False, True):
        assert not made.scored(thorough=thorough)
        made.begin_scoring(thorough=thorough)
        while made.work_on_scores(1.0) is None:
            pass
        assert made.scored(thorough=thorough)
    assert [(each.epoch, each.thorough) for each in made.scores] == [(0, True)]
    made.step()
    assert not made.scored(thorough=False)


def test_curves_have_a_point_an_epoch_of_many_batches() -> None:
    made = Learner(RbmSpec(hidden=4, batch=700), digits())
    while made.epoch < 3:
        made.step()
    assert [each.epoch for each in made.points] == [0, 1, 2, 3]
    assert made.points[-1].gap == pytest.approx(made.cheap_figures()["free_energy_gap"], abs=1e-4)


def test_a_curve_that_grows_is_thinned_but_keeps_its_newest() -> None:
    points = thinned(list(range(MOST_POINTS + 1)))
    assert (points[:3], points[-1], len(points)) == ([0, 2, 4], MOST_POINTS, MOST_POINTS // 2 + 1)
    assert thinned([1, 2]) == [1, 2]


def test_progress_counts_parts_of_an_epoch() -> None:
    made = Learner(RbmSpec(hidden=4, batch=700), digits())
    made.step()
    assert made.cheap_figures()["epoch"] == pytest.approx(1 / 3)


def test_epochs_that_were_passed_over_are_scored_at_rest_as_they_were() -> None:
    at_once, later = learner(), learner(4)
    for _ in range(2):
        at_once.step()
    at_once.begin_scoring(thorough=False)
    while at_once.work_on_scores(1.0) is None:
        pass
    later.begin_scoring(thorough=True)
    while later.scoring or later.begin_past_scoring():
        later.work_on_scores(1.0)
    assert [(each.epoch, each.thorough) for each in later.scores] == [(1, False), (2, False), (3, False), (4, True)]
    assert later.scores[1] == at_once.scores[0]
