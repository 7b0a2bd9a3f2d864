"""Figures of studies, their tapes and their words, as kept."""

from __future__ import annotations

import pytest

from scorescape.models.errors import ScorescapeError
from scorescape.models.study.arrows import arrow_scores
from scorescape.models.study.hindsight import Hindsight, measure_past
from scorescape.models.study.player import Player
from scorescape.models.study.probe import probe
from scorescape.models.study.records import ModeShare, PanelSpec, Reading, SamplingFigures, TrainingFigures
from scorescape.models.study.script import ScriptStudy
from scorescape.models.study.study import Study
from scorescape.models.study.tape import FIRST_MOMENTS, MAX_MOMENTS, PAST_BYTES, Tape
from scorescape.models.targets.preset import PRESETS
from tests.kept import as_kept, bounds

THREE = PRESETS.get("unequal-three")().mixture()
CLOCKS = ("ms_per_step", "seconds")
BY_THE_LAST_BIT = ("floor", "sliced_wasserstein", "log_z")
SMALL = {"network": {"width": 8, "depth": 1}, "n_steps": 12, "optimiser": {"batch_size": 16}}
PANELS = {
    "denoising": ({"objective": "denoising-score-matching"}, {"sampler": "langevin", "init": "uniform"}),
    "energy": (
        {"objective": "maximum-likelihood", "model": "energy", "data": {"n_points": 50}},
        {"sampler": "mala", "init": "data"},
    ),
    "levels": ({"objective": "noise-conditional-score-matching"}, {"sampler": "annealed-langevin"}),
}


def study_of(name: str) -> Study:
    run, sampler = PANELS[name]
    return Study(THREE, PanelSpec.parse({"run": SMALL | run, "sampler": {"n_particles": 60} | sampler}))


def without_clocks(found: dict[str, object]) -> dict[str, object]:
    """Nor floors, which grow more exact while nobody looks, nor what the last bit of a field or a particle decides."""
    return {key: value for key, value in found.items() if not any(name in key for name in (*CLOCKS, *BY_THE_LAST_BIT))}


@pytest.mark.parametrize("name", sorted(PANELS))
def test_a_study_s_figures_are_as_kept(name: str) -> None:
    study = study_of(name)
    begun = study.training_figures().model_dump()
    study.train(9)
    study.walk_steps(6)
    study.walk_steps(1)
    trained, sampled = study.training_figures().model_dump(), study.sampling_figures()
    assert sampled is not None
    probed = probe(study, [(0.0, 0.0), (1.0, -2.0)], afresh=True)
    trail = study.sampling.trail()
    assert trail is not None
    found = {
        "begun": without_clocks(begun) | {"values": without_clocks(begun["values"])},
        "trained": without_clocks(trained) | {"values": without_clocks(trained["values"])},
        "sampled": without_clocks(sampled.model_dump(exclude={"verdicts", "unreliable", "values"})),
        "values": without_clocks(sampled.values),
        "arrows": arrow_scores(study.field),
        "probed": [probed.step, probed.log_z_step, [each.model_dump(exclude={"energy"}) for each in probed.readings]],
        "trail": [trail.evaluations, len(trail.distance)],
        "tape": [study.tape.stride, [[moment.step, moment.measured_step] for moment in study.tape.moments]],
        "trained at": [study.generation, study.run.step_count],
    }
    as_kept(f"study-{name}", found)


@pytest.mark.parametrize(("n_steps", "stride"), [(1, 1), (100, 1), (101, 2), (1500, 15), (20_000, 200)])
def test_a_tape_s_stride_fills_it_to_a_hundred(n_steps: int, stride: int) -> None:
    study = Study(THREE, PanelSpec.parse({"run": SMALL | {"n_steps": n_steps}}))
    assert study.tape.stride == stride
    assert (FIRST_MOMENTS, MAX_MOMENTS, PAST_BYTES) == (100, 256, 40_000_000)


def test_a_full_tape_keeps_every_second_moment() -> None:
    study = study_of("denoising")
    study.tape = tape = Tape(stride=1)
    while len(tape.moments) < MAX_MOMENTS:
        tape.mark(study.run)
        study.run.step_count += 1
    assert [moment.step for moment in tape.moments] == list(range(MAX_MOMENTS))
    tape.mark(study.run)
    assert tape.stride == 2
    assert [moment.step for moment in tape.moments] == list(range(0, MAX_MOMENTS + 1, 2))


def test_players_say_as_kept_what_they_refuse() -> None:
    player = Player(study_of("denoising"))
    found = {"idle": [player.phase, player.sampling, player.busy, player.hurried, player.held()]}

    def refused(*verbs: object) -> list[object]:
        said = []
        for verb in verbs:
            with pytest.raises(ScorescapeError) as error:
                verb()  # type: ignore[operator]
            said.append(error.value.message)
        return said

    found["tune"] = refused(lambda: player.tune({}))
    player.step_training(4)
    found["training"] = [player.phase, player.busy, player.hurried, player.held()]
    player.advance(60.0)
    found["held"] = [player.phase, player.study.run.step_count, player.busy]
    player.train(None)
    player.advance(60.0)
    found["finished"] = [player.phase, player.study.run.step_count, player.hurried, player.held()]
    found["over"] = refused(lambda: player.step_training(1))
    player.sample(None)
    found["walking"] = [player.sampling, player.busy, player.hurried, player.held()]
    player.pause("training")
    found["still walking"] = player.sampling
    player.pause("sampling")
    found["paused"] = [player.sampling, player.busy]
    player.resume_sampling()
    player.stop("No more.")
    found["stopped"] = [player.phase, player.sampling, player.message]
    found["failed"] = refused(lambda: player.train(None), lambda: player.step_training(1))
    as_kept("study-player", found)


def test_the_past_is_measured_as_it_was() -> None:
    study = study_of("energy")
    study.train()
    study.training_figures()
    found = {}
    for step in (0, 5, 12, 99):
        past = measure_past(study, step)
        found[str(step)] = None if past is None else without_clocks(dict(past.values))
    as_kept("study-past", found)
    wanted = Hindsight(asked=7)
    answer = wanted.answer(study, 0.0)
    assert answer is not None
    assert (answer.step, wanted.asked) == (7, None)
    wanted.asked = 8
    assert wanted.answer(study, 1e9) is None, "not before the last one is paid for"


def test_a_script_s_study_is_as_kept() -> None:
    study = ScriptStudy("unequal-three", objective="score-matching", settings={"width": 8, "depth": 1}, seed=3)
    study.train(5)
    study.sample("langevin", 50, steps=4)
    look = study.look("curl-and-divergence")
    found = without_clocks(dict(study.figures()))
    as_kept("study-script", {"figures": found, "look": look})


def test_records_of_figures_are_bounded_as_kept() -> None:
    kinds = (PanelSpec, TrainingFigures, SamplingFigures, ModeShare, Reading)
    as_kept("study-records", {kind.__name__: bounds(kind) for kind in kinds})
