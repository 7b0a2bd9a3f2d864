"""What there was before a scene of today is one: each version has its step, and a newer one is refused in words."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.scenes.migrations import MIGRATIONS, VERSION, current
from scorescape.models.scenes.scene import Scene


def test_every_older_version_has_its_step() -> None:
    assert sorted(MIGRATIONS) == list(range(VERSION))


ENTRY = {
    "target": {"kind": "preset", "name": "rings"},
    "panels": [{"run": {"seed": 4}, "sampler": {"sampler": "mala"}}, {"run": {}, "sampler": {"sampler": "langevin"}}],
    "link": "#v=1&t=preset.spiral&p=diffusion&s=mala;field=exact&l=basins&w=120&y=density;1+arrows&c=1,0,2&o=1;hmc",
}


def test_an_entry_from_before_scenes_is_looked_at_as_its_link_says() -> None:
    scene = Scene.parse(ENTRY)
    assert scene.version == VERSION
    assert scene.subject.model_dump() == ENTRY["target"]
    assert scene.processes == ENTRY["panels"], "what is trained and how it is sampled is as it was kept"
    assert scene.common == {"sampler": {"sampler": "mala", "field": "exact", "settings": {}}}
    assert scene.sights.model_dump() == {
        "lens": {"name": "basins", "settings": {}},
        "layers": "density;1+arrows",
        "chart": None,
        "camera": {"x": 1, "y": 0, "zoom": 2},
        "pace": 120,
        "training_pace": None,
    }


def test_samplers_of_an_entry_that_are_alike_are_the_common_one() -> None:
    sampler = {"sampler": "mala", "seed": 3}
    panels = [{"run": {"seed": seed}, "sampler": sampler} for seed in (1, 2)]
    scene = Scene.parse(ENTRY | {"panels": panels})
    assert scene.common == {"sampler": sampler}
    assert scene.processes == [{"run": {"seed": 1}}, {"run": {"seed": 2}}]


def test_a_damaged_link_of_an_entry_costs_the_view_alone() -> None:
    scene = Scene.parse(ENTRY | {"link": "#v=1&l=%FF&c=1&w=120"})
    assert (scene.sights.lens, scene.sights.camera, scene.sights.pace) == (None, None, 120)


def test_a_document_of_today_is_left_alone() -> None:
    document = {"version": VERSION, "processes": []}
    assert current(document) is document


@pytest.mark.parametrize("version", [VERSION + 1, 99])
def test_a_newer_document_is_refused_whatever_it_holds(version: int) -> None:
    with pytest.raises(InvalidInput, match=f"version {version}, made by a newer Scorescape"):
        current({"version": version, "target": "of the future"})
