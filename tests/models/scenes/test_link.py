"""A link is a scene as text: those of an earlier version's page mean what the page made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.scenes import link
from scorescape.models.scenes.scene import Scene

FILE = Path(__file__).parents[2] / "fixtures" / "today" / "links.json"
LINKS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("said", LINKS, ids=[each["name"] for each in LINKS])
def test_a_link_says_in_python_what_it_says_on_the_page(said: dict[str, Any]) -> None:
    """The body that the page posted: the target as it was drawn, panels as far as they were said, and samplers."""
    scene = Scene.from_link(said["hash"])
    assert link.read(said["hash"])["subject"] == said["posted"]["target"]
    assert [{**scene.common, **panel} for panel in scene.processes] == said["posted"]["panels"]


@pytest.mark.parametrize("said", LINKS, ids=[each["name"] for each in LINKS])
def test_a_link_is_looked_at_as_on_the_page(said: dict[str, Any]) -> None:
    sights, view = Scene.from_link(said["hash"]).sights, said["view"]
    wanted = [(pace["what"], pace["steps_per_second"]) for pace in said["paces"]]
    paces = [("training", sights.training_pace), ("sampling", sights.pace)]
    assert [pace for pace in paces if pace[1] is not None] == wanted
    assert (sights.lens.name if sights.lens else "") == said["facts"]["lens"]
    assert (sights.lens.settings if sights.lens else {}) == view.get("lens_settings", {})
    assert (sights.camera.zoom if sights.camera else 1) == pytest.approx(float(said["facts"]["zoom"]), abs=0.01)
    if sights.layers is not None:
        assert set(said["facts"]["layers"]) == set(sights.layers.partition(";")[0].split("."))


def test_which_sampler_is_common_and_which_is_a_panels_own() -> None:
    scene = Scene.from_link("http://localhost:8000/#v=1&t=preset.rings&p=score-matching&p=diffusion&s=hmc&o=2;mala")
    assert scene.common == {"sampler": {"sampler": "hmc", "settings": {}}}
    assert ["sampler" in panel for panel in scene.processes] == [False, True]
    assert [spec.sampler.sampler for spec in scene.specs()] == ["hmc", "mala"]


def test_a_sampler_of_a_panel_that_is_not_there_is_nobodys() -> None:
    scene = Scene.from_link("#p=score-matching&o=1;hmc&o=3;mala")
    assert [panel["sampler"]["sampler"] for panel in scene.processes] == ["hmc"]
    assert Scene.from_link("#o=1;hmc").processes == []


def test_a_plug_in_network_is_named() -> None:
    scene = Scene.from_link("#p=score-matching;architecture=my-network")
    assert scene.specs()[0].run.architecture == "my-network"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#v=2&t=preset.rings", "version 2"),
        ("#v=new&t=preset.rings", "version"),
        ("#v=1&t=drawing.0.2,1!+1", "the drawing could not be read; copy it again"),
        ("#v=1&t=preset.rings&p=score-matching;n_steps=0&s=", "the panels and the sampler could not"),
        ("#v=1&o=9;mala", "samplers of single panels"),
        ("#v=1&c=0,0,-1&w=0&y=;;", "the pace and the layers and the zoom"),
        ("#v=1&l=energy&zoom=3", "'zoom' could not be read"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        Scene.from_link(text)


def test_of_a_damaged_link_the_rest_is_understood() -> None:
    assert link.understood("#v=1&t=nonsense&l=basins&s=%FF") == {"sights": {"lens": {"name": "basins", "settings": {}}}}
    assert link.understood("no link at all") == {}
