"""A study: equal specification and seed give equal figures, kept or begun anew; log Z is found once."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.errors import InvalidInput, ScorescapeError
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS

TWO = PRESETS.get("two-gaussians")().mixture()
SPEC = PanelSpec.parse(
    {
        "run": {"network": {"width": 16, "depth": 2}, "n_steps": 60, "seed": 5},
        "sampler": {"sampler": "annealed-langevin", "n_particles": 200, "field": "exact"},
    }
)


def energy() -> Study:
    return Study(TWO, PanelSpec.parse({"run": {"model": "energy", "network": {"width": 8, "depth": 1}}}))


def test_equal_specification_and_seed_give_equal_figures_and_the_judges_own() -> None:
    one, other = Study(TWO, SPEC), Study(TWO, SPEC)
    for study in (one, other):
        study.train()
        study.walk_steps(30)
    figures = one.training_figures().values
    assert figures["relative_fisher_error"] == other.training_figures().values["relative_fisher_error"]
    assert figures["relative_fisher_error"] == FieldJudge(TWO).judge(one.field).relative_fisher_error
    assert one.sampling_figures().values == other.sampling_figures().values  # type: ignore[union-attr]


def test_steps_asked_for_have_a_schedule_of_their_own() -> None:
    asked, specified = (
        Study(TWO, SPEC),
        Study(TWO, SPEC.model_copy(update={"run": SPEC.run.model_copy(update={"n_steps": 20})})),
    )
    asked.train(20)
    specified.train()
    assert (asked.run.step_count, specified.run.step_count) == (20, 20)
    for name, value in asked.run.network.state_dict().items():
        assert torch.equal(value, specified.run.network.state_dict()[name]), name
    asked.train(5)
    assert asked.run.step_count == 25


def test_kept_and_gone_on_with_it_is_the_same_study_bit_for_bit() -> None:
    straight, held = Study(TWO, SPEC), Study(TWO, SPEC)
    for study in (straight, held):
        for _ in range(23):
            study.train_step()
        study.walk_steps(25)
    back = Study.go_on(Study.kept(held.to_bytes()), TWO, SPEC)
    assert back.training_figures().values == held.training_figures().values
    assert back.sampling_figures() == held.sampling_figures()
    for study in (straight, back):
        for _ in range(37):
            study.train_step()
        study.walk_steps(35)
    ours, theirs = straight.field.state_dict(), back.field.state_dict()  # type: ignore[attr-defined]
    assert all(torch.equal(ours[name], theirs[name]) for name in ours)
    assert straight.walk is not None
    assert back.walk is not None
    assert torch.equal(straight.walk.x, back.walk.x)
    assert [m.step for m in back.tape.moments] == [m.step for m in straight.tape.moments]
    assert all(torch.equal(a.score, b.score) for a, b in zip(straight.tape.moments, back.tape.moments, strict=True))


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        Study.kept(Study(TWO, SPEC).to_bytes()[:-20])


def test_log_z_is_found_once_for_equal_weights_and_an_older_one_is_said_to_be_older() -> None:
    study = energy()
    found, step = study.partition()
    assert (step, math.isfinite(found.log_z)) == (0, True)
    assert found.log_z == partition_function(study.field).log_z
    assert study.partition()[0] is found
    study.run.step()
    assert study.partition(afresh=False) == (found, 0)
    assert study.partition()[1] == 1
    study.respec(study.spec)
    assert study.partition(afresh=False)[1] == 0, "another run's log Z is no help"


def test_lenses_look_at_the_quadrature_that_the_study_keeps() -> None:
    study = energy()
    study.train(2)
    found, _ = study.partition()
    assert study.specimen().partition() is found
    study.train(1)
    afresh = study.specimen().partition()
    assert afresh is not found
    assert afresh.log_z == partition_function(study.field).log_z


def test_nothing_changes_where_a_study_refuses() -> None:
    study = Study(TWO, SPEC)
    before = study.run
    with pytest.raises(ScorescapeError):
        study.respec(PanelSpec.parse({"run": {"objective": "score-matching", "settings": {"unknown": 1}}}))
    assert study.run is before
    with pytest.raises(ScorescapeError, match="sample first"):
        study.sampling.tune({"step_size": 0.1})


def test_a_crowd_in_motion_is_judged_by_its_first_and_at_rest_as_a_whole() -> None:
    study = Study(TWO)
    study.start_walk(SamplerSpec(n_particles=3_000, init="data"))
    moving, rest = study.sampling_figures(moving=True), study.sampling_figures()
    assert moving is not None
    assert rest is not None
    assert study.walk is not None
    for found, n in ((moving, 2_000), (rest, 3_000)):
        judge = SlicedWasserstein(TWO, n)
        assert found.values["sliced_wasserstein"] == judge.distance(study.walk.x[:n])
        assert found.values["sliced_wasserstein_floor"] == judge.floor
    trail = study.sampling.trail()
    assert trail is not None
    assert trail.floor == SlicedWasserstein(TWO, 2_000).floor, "the curve and its floor are of as many"


def test_a_generation_is_a_field_that_began_anew() -> None:
    study = Study(TWO, SPEC)
    assert study.trained == (1, 0)
    study.train_step()
    assert study.trained == (1, 1)
    study.respec(SPEC)
    assert study.trained == (2, 0)
    run = study.run
    study.retarget(TWO.smoothed(0.1))
    assert study.trained == (3, 0)
    assert study.run is not run, "a run that has taken no step begins as if the target had been its own"
    study.train_step()
    run = study.run
    study.retarget(TWO)
    assert study.run is run
    assert study.trained == (4, 1)


def test_figures_are_asked_for_without_patience_and_waited_for() -> None:
    study, asked = energy(), {}
    for _ in range(2):
        assert "kl" in study.training_figures().values, "whoever says nothing is always answered"
    study.sampling.figures = lambda **how: asked.update(how)  # type: ignore[method-assign, assignment, return-value]
    study.sampling_figures()
    assert asked == {"moving": False, "wait": True}
