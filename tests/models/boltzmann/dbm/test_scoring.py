from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.models import Deep, Restricted, alone
from scorescape.models.boltzmann.dbm.scoring import LIVE, ROWS, Effort, Scoring, scored
from scorescape.models.boltzmann.rbm.machine import RBM

from .small import small

PATTERNS = bars_and_stripes(2)


def test_a_bound_is_below_what_enumeration_says_and_near_it() -> None:
    machine = small(0)
    found = scored(Deep(machine), PATTERNS, Effort(100, 500))
    exact = float(log_likelihoods(machine, PATTERNS.test, log_z(machine)).mean())
    assert exact - 0.5 < found.test < exact
    assert found.train == pytest.approx(found.test)
    said = found.values()
    assert said["log_likelihood_bound"] == found.test
    assert said["log_z_ais_low"] < log_z(machine) < said["log_z_ais_high"]
    assert "log_likelihood" not in said


def test_a_restricted_machine_s_figure_is_its_likelihood() -> None:
    draw = np.random.default_rng(1).normal
    parts = (draw(size=(4, 3)), draw(size=4), draw(size=3))
    machine = RBM(*(each.astype(np.float32) for each in parts))
    found = scored(Restricted(machine), PATTERNS, Effort(100, 500))
    exact = float(log_likelihoods(alone(machine), PATTERNS.test, log_z(alone(machine))).mean())
    assert found.values()["log_likelihood"] == pytest.approx(exact, abs=0.02)


def test_a_live_score_leaves_the_training_pictures_out_and_takes_its_time() -> None:
    machine = RBM.fresh(4, digits().base_logits(), 0)
    scoring = Scoring(Restricted(machine), digits(), LIVE, 0)
    steps = 0
    while not scoring.finished:
        scoring.step()
        steps += 1
    assert steps == LIVE.rungs + 360 // ROWS
    assert scoring.found().train is None
    # weights of .01 are next to none: it says what independent pixels do
    assert scoring.found().test == pytest.approx(digits().independent_log_likelihood(digits().test), abs=0.1)


def test_what_too_few_chains_bear_has_no_interval() -> None:
    found = scored(Deep(small(0, scale=12.0)), PATTERNS, Effort(1, 40))
    assert found.partition.effective_share < 0.3
    assert (found.values()["log_z_ais_low"], found.values()["log_z_ais_high"]) == (None, None)
