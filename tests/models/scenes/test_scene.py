"""The one document: what is said survives every journey, and what cannot be read is refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorescape.models.errors import InvalidInput
from scorescape.models.scenes.scene import Scene
from scorescape.models.settings import Settings
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.script import ScriptStudy
from scorescape.models.targets.spec import build_target
from scorescape.models.training.spec import RunSpec

NUMBERS = st.floats(-4, 4, allow_nan=False).map(lambda value: round(value, 3))
WORDS = st.text("abcdefghij-", min_size=1, max_size=12)
SETTINGS = st.dictionaries(WORDS, st.booleans() | st.integers(-5, 5) | NUMBERS | WORDS, max_size=3)
SAMPLERS = st.fixed_dictionaries(
    {"sampler": WORDS},
    optional={
        "field": st.sampled_from(["learned", "exact"]),
        "n_particles": st.integers(1, 50_000),
        "points": st.lists(st.lists(NUMBERS, min_size=2, max_size=2), max_size=3),
        "settings": SETTINGS,
    },
)
RUNS = st.fixed_dictionaries(
    {},
    optional={
        "objective": WORDS,
        "architecture": WORDS,
        "seed": st.integers(0, 99),
        "network": SETTINGS,
        "data": st.fixed_dictionaries({}, optional={"n_points": st.integers(50, 1000)}),
    },
)
STROKES = st.fixed_dictionaries({"points": st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=1, max_size=4)})
SUBJECTS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("preset"), "name": WORDS}),
    st.fixed_dictionaries({"kind": st.just("drawing"), "strokes": st.lists(STROKES, min_size=1, max_size=2)}),
)
SIGHTS = st.fixed_dictionaries(
    {},
    optional={
        "lens": st.none() | st.fixed_dictionaries({"name": WORDS}, optional={"settings": SETTINGS}),
        "layers": st.sampled_from([None, "", "density.arrows", "density;1+streamlines-arrows;d3"]),
        "camera": st.none() | st.fixed_dictionaries({"x": NUMBERS, "y": NUMBERS, "zoom": st.integers(1, 32)}),
        "pace": st.none() | st.integers(1, 500),
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "subject": SUBJECTS,
        "common": st.fixed_dictionaries({}, optional={"sampler": SAMPLERS}),
        "processes": st.lists(st.fixed_dictionaries({"run": RUNS}, optional={"sampler": SAMPLERS}), max_size=8),
        "sights": SIGHTS,
        "text": st.fixed_dictionaries({}, optional={"title": WORDS, "walk_steps": st.integers(0, 9)}),
    },
)


@given(DOCUMENTS)
def test_a_scene_survives_json(document: dict[str, Any]) -> None:
    scene = Scene.parse(document)
    again = Scene.model_validate_json(scene.model_dump_json())
    assert again == scene
    assert again.model_dump_json() == scene.model_dump_json()
    assert again.specs() == scene.specs()


@given(DOCUMENTS)
def test_what_is_left_out_of_a_process_stays_left_out(document: dict[str, Any]) -> None:
    """Which sampler is the common one, and which seed nobody chose, are not to be told from the defaults."""
    kept = json.loads(Scene.parse(document).model_dump_json())
    assert kept["processes"] == document.get("processes", [])
    assert kept["common"] == document.get("common", {})


def test_records_are_taken_as_far_as_they_were_said() -> None:
    panel = PanelSpec(run=RunSpec(objective="score-matching"))
    scene = Scene(subject={"kind": "preset", "name": "rings"}, processes=[panel])  # type: ignore[list-item]
    assert scene.processes == [{"run": {"objective": "score-matching"}}]


@given(DOCUMENTS)
def test_a_scene_of_what_stands_shares_what_it_shared(document: dict[str, Any]) -> None:
    scene = Scene.parse(document)
    subject = Scene.parse({"subject": {"kind": "preset", "name": "rings"}}).subject
    stood = scene.standing("score", subject, scene.specs())
    assert stood.specs() == scene.specs()
    assert stood.sights == scene.sights
    if scene.processes:
        assert ["sampler" in panel for panel in stood.processes] == [
            "sampler" in panel or "sampler" not in scene.common for panel in scene.processes
        ]
        assert set(stood.common) == set(scene.common)


def test_what_a_panel_says_goes_before_what_is_common() -> None:
    own = {"sampler": {"sampler": "mala"}}
    scene = Scene.parse({"common": {"sampler": {"sampler": "hmc"}}, "processes": [{}, own]})
    assert [spec.sampler.sampler for spec in scene.specs()] == ["hmc", "mala"]


def test_a_panel_that_has_come_away_from_the_common_sampler_has_its_own() -> None:
    common = {"sampler": {"sampler": "mala"}}
    scene = Scene.parse({"common": common, "processes": [{}, {}]})
    first, second = scene.specs()
    other = second.model_copy(update={"sampler": second.sampler.model_copy(update={"seed": 7})})
    stood = scene.standing("score", build_subject(), [first, other])
    assert [panel.get("sampler", {}).get("seed") for panel in stood.processes] == [None, 7]
    assert scene.standing("score", build_subject(), [first]).common == {}, "another number of panels: nothing is shared"


def build_subject() -> Settings:
    return Scene.parse({"subject": {"kind": "preset", "name": "two-gaussians"}}).subject  # type: ignore[no-any-return]


def test_a_scene_plays_from_a_script() -> None:
    """Digit for digit what a study of the same specification learns."""
    small = {"network": {"width": 16, "depth": 2}, "n_steps": 20}
    scene = Scene.parse(
        {
            "subject": {"kind": "preset", "name": "two-gaussians"},
            "common": {"sampler": {"sampler": "langevin", "n_particles": 50}},
            "processes": [{"run": {"objective": "score-matching"} | small}, {"run": {"seed": 3} | small}],
        }
    )
    first, second = scene.studies()
    assert [study.spec.run.seed for study in (first, second)] == [0, 3]
    alone = ScriptStudy(build_target(scene.subject), scene.specs()[1])
    for study in (second, alone):
        study.train()
        study.walk_steps(5)
    assert second.training_figures().values["loss"] == alone.training_figures().values["loss"]
    assert second.sampling_figures() is not None


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"version": 2, "chapters": []}, "version 2, made by a newer Scorescape.*left everything as it was: update it"),
        ({"version": -1}, "a whole number up to"),
        ({"version": "1"}, "a whole number up to"),
        ({"chapters": []}, "There is no setting 'chapters' here; choose one of: version, kind, subject"),
        ({"sights": {"zoom": 2}}, "There is no setting 'zoom' here"),
        ({"processes": [{"run": {"n_steps": 0}}]}, r"processes\.0\.run\.n_steps"),
        ({"processes": [{"lens": "energy"}]}, "There is no setting 'lens' here"),
        ({"processes": [3]}, "processes must hold objects"),
        ({"processes": [{}] * 9}, "processes"),
        ({"common": {"sampler": {"n_particles": 0}}}, "n_particles"),
        ({"kind": "ballet"}, "There is no kind of process called 'ballet'"),
        ({"sights": {"layers": "density;9+arrows"}}, "layers"),
        ({"sights": {"camera": {"x": 0, "y": 5, "zoom": 1}}}, "camera"),
        ({"text": {"proofs": [{"panel": 0, "measure": "m", "relation": "near", "bound": 1, "label": ""}]}}, "relation"),
    ],
)
def test_what_is_no_scene_is_refused_in_a_sentence(document: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        Scene.parse(document)
    assert "\n" not in str(caught.value)


def test_a_scene_of_nothing_cannot_be_studied() -> None:
    with pytest.raises(InvalidInput, match="names no target or no panels; give it both"):
        Scene.parse({"sights": {"lens": {"name": "energy"}}}).studies()
