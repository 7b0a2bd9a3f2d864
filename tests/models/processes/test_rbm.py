"""A restricted machine hosted: what each command does and calls for, what it says, and that it goes on."""

from __future__ import annotations

import io

import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.spec import RbmSpec
from scorescape.models.boltzmann.rbm.weights import load_rbm
from scorescape.models.errors import InvalidInput, Unsupported
from scorescape.models.processes import rbm_records as records
from scorescape.models.processes.base import Effects
from scorescape.models.processes.patterns_records import PatternsSubject
from scorescape.models.processes.rbm import BEGUN_ANEW, Rbm
from scorescape.models.processes.records import Event, Restart

BARS = PatternsSubject(data="bars-and-stripes")
SPEC = RbmSpec(hidden=4, epochs=6, chains=20, k=1, seed=3)
FIVE_A_SECOND = {"likelihood": 0.0}


def machine(spec: RbmSpec = SPEC, subject: PatternsSubject = BARS) -> Rbm:
    run = Rbm("r1", spec, subject)
    run.obey(records.Pace(epochs_per_second=None))
    return run


def scored(run: Rbm) -> list[Event]:
    said: list[Event] = []
    while run.owes():
        said += run.owed({})
    return said


def test_it_learns_to_its_planned_end_and_as_far_again() -> None:
    run = machine()
    assert (run.busy, run.state().phase) == (False, "ready")
    assert run.obey(records.Train()) == Effects()
    assert (run.busy, run.hurried, run.learning, run.state().phase) == (True, True, True, "training")
    run.advance(60.0)
    assert (run.busy, run.state().phase, run.state().epoch) == (False, "finished", 6)
    run.obey(records.Train())
    run.advance(60.0)
    assert (run.state().epoch, run.state().epochs) == (12, 12)
    run.obey(records.Train(epochs=3))
    run.advance(60.0)
    assert run.state().epoch == 15


def test_it_holds_when_told_and_steps_by_batches() -> None:
    run = machine(RbmSpec(hidden=4), PatternsSubject())
    run.obey(records.Step(batches=5))
    run.advance(60.0)
    state = run.state()
    assert (state.phase, state.epoch, state.batch, state.n_batches) == ("paused", 0, 5, 144)
    run.obey(records.Train())
    held = run.obey(records.Pause())
    assert (held.measure, held.save, run.busy) == (True, True, False)


def test_unless_a_pace_is_asked_for_its_epochs_take_five_seconds() -> None:
    run = Rbm("r1", RbmSpec(hidden=4), PatternsSubject())
    assert run.pace.limit == pytest.approx(30 / 5 * 144)
    run.obey(records.Pace(epochs_per_second=2))
    assert run.pace.limit == pytest.approx(2 * 144)
    run.obey(records.Respec(run="r1", spec=RbmSpec(hidden=5)))
    assert run.pace.limit == pytest.approx(2 * 144)


def test_beginning_anew_may_take_the_next_seed_another_specification_or_other_pictures() -> None:
    run = machine()
    run.obey(records.Step(batches=2))
    run.advance(60.0)
    assert run.obey(Restart()) == BEGUN_ANEW
    assert (run.state().epoch, run.spec.seed) == (0, 3)
    run.obey(Restart(origin="new-seed"))
    assert run.spec.seed == 4
    run.obey(records.Respec(run="r1", spec=RbmSpec(hidden=7)))
    assert run.state().resolved["hidden"] == 7
    run.obey(records.Train())
    assert run.obey(records.Retarget(target=PatternsSubject())) == BEGUN_ANEW
    assert (run.subject.data, run.busy, run.state().n_train) == ("digits", True, 1437)


def test_other_pictures_set_going_all_that_nobody_holds_whether_or_not_they_had_ended() -> None:
    short, long = machine(), machine(SPEC.model_copy(update={"epochs": 100_000}))
    for each in (short, long):
        each.obey(records.Train())
    short.advance(60.0)
    long.advance(0.0)
    assert [each.state().phase for each in (short, long)] == ["finished", "training"]
    digits = records.Retarget(target=PatternsSubject())
    for _ in range(3):  # several in quick succession
        for each in (short, long):
            each.obey(digits)
        assert [(each.state().phase, each.state().epoch) for each in (short, long)] == [("training", 0)] * 2
    bars = records.Retarget(target=BARS)
    short.obey(bars)
    short.advance(60.0)
    for each in (short, long):
        each.obey(records.Pause())
        each.obey(bars)
    assert [each.state().phase for each in (short, long)] == ["ready", "ready"]
    short.obey(records.Step(batches=2))
    short.obey(bars)
    assert not short.busy


def test_one_that_had_ended_when_it_was_kept_still_begins_again_with_the_others() -> None:
    run = machine()
    run.obey(records.Train())
    run.advance(60.0)
    kept = run.checkpoint()
    for going in (True, False):
        again = Rbm("r2", run.spec, run.subject, kept)
        if going:
            again.go_on()
        again.obey(records.Retarget(target=PatternsSubject()))
        assert again.busy is going


def test_scores_say_their_epoch_and_are_forgotten_with_the_pictures() -> None:
    run = machine()
    assert run.figures({})[0].values["scored_epoch"] is None  # type: ignore[attr-defined]
    run.obey(records.Step(batches=2))
    run.advance(60.0)
    scored(run)
    run.obey(records.Step(batches=3))
    run.advance(60.0)
    figures, scores = run.figures({})
    assert (figures.step, figures.values["scored_epoch"]) == (5, 2)  # type: ignore[attr-defined]
    assert (scores.step, scores.values["scored_epoch"]) == (2, 2)  # type: ignore[attr-defined]
    run.obey(records.Retarget(target=PatternsSubject()))
    assert [each.values["scored_epoch"] for each in run.figures({})] == [None]  # type: ignore[attr-defined]


def test_a_specification_that_cannot_be_changes_nothing() -> None:
    run = machine(RbmSpec(hidden=30), PatternsSubject())
    with pytest.raises(Unsupported, match="at most 20 hidden units"):
        run.obey(records.Respec(run="r1", spec=RbmSpec(objective="exact", hidden=30)))
    assert run.spec == RbmSpec(hidden=30)
    with pytest.raises(Unsupported):
        Rbm.check([RbmSpec(objective="exact", hidden=30)], PatternsSubject())
    with pytest.raises(InvalidInput, match="two different pictures"):
        run.obey(records.Retarget(target=PatternsSubject(data="drawn", patterns=[])))
    assert run.subject.data == "digits"


def test_at_rest_it_owes_thorough_scores_once() -> None:
    run = machine()
    run.obey(records.Train())
    run.advance(60.0)
    (said,) = scored(run)  # of now; those of epochs gone by are in the curve alone
    assert isinstance(said, records.RbmScores)
    assert [each.epoch for each in run.learner.scores] == [1, 2, 3, 4, 5, 6]
    assert (said.step, said.values["log_z_exact"]) == (6, pytest.approx(said.values["log_z_ais"], abs=0.1))
    assert said.values["kl"] == pytest.approx(-np.log(30) - said.values["test_log_likelihood"])  # type: ignore[operator]
    assert run.learner.scores[-1].thorough
    assert run.owed({}) == []
    assert said in run.figures({})


def test_while_it_learns_scores_come_after_a_pause_as_long_as_its_share_says() -> None:
    run = machine(RbmSpec(hidden=4, epochs=100_000, chains=20, k=1))
    run.obey(records.Train())
    while not run.owed({"likelihood": 10.0}):
        run.advance(0.001)
    for _ in range(5):
        run.advance(0.001)
        assert run.owed({"likelihood": 1e9}) == []
    assert run.learner.scoring is None
    assert run.in_use() == ("likelihood",)


def test_what_costs_nothing_is_said_of_the_averaged_weights() -> None:
    run = machine(RbmSpec(hidden=4), PatternsSubject())
    (said,) = run.figures({})
    assert isinstance(said, records.RbmFigures)
    assert said.values["epoch"] == 0
    assert said.values["reconstruction_error"] == pytest.approx(0.2648, abs=0.001)
    assert {measure.name for measure in Rbm.measures} >= set(said.values)


def test_every_figure_has_a_measure_of_its_name() -> None:
    run = machine()
    names = {measure.name for measure in Rbm.measures}
    (said,) = scored(run)
    assert set(said.values) <= names  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("spec", "subject"),
    [(SPEC, BARS), (RbmSpec(objective="exact", hidden=3), BARS), (RbmSpec(hidden=4), PatternsSubject())],
)
def test_it_goes_on_from_its_checkpoint_as_if_nothing_had_been(spec: RbmSpec, subject: PatternsSubject) -> None:
    run = machine(spec, subject)
    run.obey(records.Step(batches=4))
    run.advance(60.0)
    scored(run)
    again = Rbm("r2", run.spec, run.subject, run.checkpoint())
    assert again.state() == run.state().model_copy(update={"run": "r2"})
    assert again.figures({})[1].values == run.figures({})[1].values  # type: ignore[attr-defined]
    for each in (run, again):
        each.obey(records.Pace(epochs_per_second=None))
        each.obey(records.Step(batches=150))
        each.advance(60.0)
    assert np.array_equal(again.learner.training.machine.weights, run.learner.training.machine.weights)
    assert np.array_equal(again.learner.fantasies, run.learner.fantasies)
    assert again.checkpoint() == run.checkpoint()


def test_what_was_going_on_is_taken_up_again() -> None:
    run = machine()
    run.obey(records.Train())
    again = Rbm("r2", run.spec, run.subject, run.checkpoint())
    assert (again.busy, again.held().phase) == (False, "ready")
    again.go_on()
    assert again.busy


def test_its_weights_data_and_curves_can_be_had_as_files() -> None:
    run = machine()
    run.obey(records.Step(batches=3))
    run.advance(60.0)
    scored(run)
    with np.load(io.BytesIO(run.export("arrays"))) as found:
        assert np.array_equal(found["weights"], run.learner.training.averaged.weights)
        assert np.array_equal(found["last_weights"], run.learner.training.machine.weights)
        assert (found["train"].shape, found["fantasies"].shape) == ((30, 16), (100, 16))
        assert found["scored_epoch"].tolist() == [1, 2, 3]
        assert found["kl"].tolist() == [each.kl for each in run.learner.scores]
    assert np.array_equal(load_rbm(run.export("weights")).weights, run.learner.training.averaged.weights)


def test_one_that_was_stopped_says_why() -> None:
    run = machine()
    run.obey(records.Train())
    run.stop("It broke.")
    assert (run.busy, run.state().phase, run.state().message) == (False, "failed", "It broke.")


def test_a_list_of_experiments_says_what_it_was() -> None:
    run = machine()
    assert Rbm.summary(run.spec, run.state()) == {
        "title": "Restricted Boltzmann machine: pcd",
        "seed": 3,
        "step": 0,
        "n_steps": 6,
    }
    Rbm.rehearse()


def test_a_million_hidden_units_are_refused_in_a_sentence() -> None:
    with pytest.raises(InvalidInput, match=r"hidden units \(hidden\) must be a whole number in \[1, 1024\]"):
        RbmSpec.parse({"hidden": 10**6})
