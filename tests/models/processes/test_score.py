"""A score panel: what each command does to it and calls for, and that it goes on from its checkpoint."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import ScorescapeError
from scorescape.models.processes import score_commands as commands
from scorescape.models.processes.base import Effects
from scorescape.models.processes.records import Restart
from scorescape.models.processes.score import BEGUN_ANEW, Score
from scorescape.models.processes.score_events import Probed
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.components import PresetTarget
from scorescape.models.training.spec import RunSpec

TWO, RINGS = PresetTarget(name="two-gaussians"), PresetTarget(name="rings")
RUN = {"network": {"width": 8, "depth": 1}, "n_steps": 20, "seed": 3}
SPEC = PanelSpec.parse({"run": RUN, "sampler": {"n_particles": 20, "field": "exact"}})


def panel() -> Score:
    return Score("r1", SPEC, TWO)


def test_it_trains_when_told_and_holds_when_told() -> None:
    score = panel()
    assert (score.busy, score.learning, score.state().phase) == (False, False, "ready")
    assert score.obey(commands.Train()) == Effects()
    assert (score.busy, score.learning, score.state().phase) == (True, True, "training")
    held = score.obey(commands.Pause())
    assert (held.measure, held.save, held.settle) == (True, True, False)
    assert (score.busy, score.state().phase) == (False, "paused")


def test_a_run_that_begins_anew_says_so_and_may_have_the_next_seed() -> None:
    score = panel()
    score.study.train_step()
    assert score.obey(Restart()) == BEGUN_ANEW
    assert (score.state().step, score.spec.run.seed) == (0, 3)
    score.obey(Restart(origin="new-seed"))
    assert score.spec.run.seed == 4
    score.obey(commands.Respec(run="r1", spec=RunSpec.parse(RUN | {"seed": 9})))
    assert score.spec.run.seed == 9


def test_another_drawing_is_its_subject_from_then_on() -> None:
    score = panel()
    assert score.obey(commands.Retarget(target=RINGS)) == BEGUN_ANEW
    assert score.subject == RINGS
    assert score.study.mixture.fingerprint() == RINGS.mixture().fingerprint()


def test_it_is_measured_at_the_steps_that_are_asked_for_and_then_goes_on() -> None:
    score = panel()
    score.obey(commands.Step(n_steps=12, measure_at=[5, 9]))
    said = []
    for _ in range(3):
        score.advance(60.0)
        marked = score.marked
        said += [(marked, event.model_dump()["step"]) for event in score.figures({})]
    assert said == [(True, 5), (True, 9), (False, 12)]


def test_a_field_of_an_earlier_drawing_says_so() -> None:
    score = panel()
    score.obey(commands.Retarget(target=RINGS))
    assert score.state().retargeted_at == 0, "an untrained run begins on the new one"
    for _ in range(3):
        score.study.train_step()
    score.obey(commands.Retarget(target=TWO))
    assert (score.state().step, score.state().retargeted_at) == (3, 3)
    score.study.train_step()
    back = Score("r1", SPEC, TWO, score.checkpoint())
    assert (back.state().step, back.state().retargeted_at) == (4, 3)


def test_a_question_is_answered_silently() -> None:
    effects = panel().obey(commands.Probe(question="q1", points=[(0.0, 1.0), (1.0, 1.0)]))
    [answer] = effects.events
    assert isinstance(answer, Probed)
    assert (effects.silent, answer.run, answer.question, len(answer.readings)) == (True, "r1", "q1", 2)


def test_what_could_not_be_built_is_amended_as_it_would_have_been() -> None:
    changed = RunSpec.parse(RUN | {"seed": 8})
    spec, subject = Score.amended(SPEC, TWO, commands.Respec(run="r1", spec=changed))
    assert (spec.run, subject) == (changed, TWO)
    assert Score.amended(SPEC, TWO, commands.Retarget(target=RINGS)) == (SPEC, RINGS)
    assert Score.amended(SPEC, TWO, Restart(origin="new-seed"))[0].run.seed == 4
    assert Score.amended(SPEC, TWO, commands.Pause()) == (SPEC, TWO)


def test_it_goes_on_from_its_checkpoint_as_it_would_have() -> None:
    straight = panel()
    for _ in range(4):
        straight.study.train_step()
    resumed = Score("r1", SPEC, TWO, straight.checkpoint())
    for score in (straight, resumed):
        score.study.train_step()
    for name, value in straight.study.run.network.state_dict().items():
        assert torch.equal(value, resumed.study.run.network.state_dict()[name]), name


def test_what_cannot_run_is_refused_before_it_does_and_described_all_the_same() -> None:
    wrong = SPEC.model_copy(update={"run": RunSpec(objective="maximum-likelihood")})
    Score.check([SPEC], TWO)
    with pytest.raises(ScorescapeError, match="model = energy"):
        Score.check([SPEC, wrong], TWO)
    blank = Score.blank("r1", SPEC, "failed", "No.")
    assert (blank.phase, blank.message, blank.n_steps, blank.sampling) == ("failed", "No.", 20, "idle")
    assert Score.summary(SPEC, blank)["title"] == "denoising-score-matching"
