"""Every ready-made demonstration, trained and walked as a worker does it, keeps every proof it claims."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

from scorescape.models.demonstrations import DEMONSTRATIONS, HERE, Demonstration, demonstrations
from scorescape.models.errors import Diverged
from scorescape.models.layers.base import Sight
from scorescape.models.layers.lens import LensLayer
from scorescape.models.processes import PROCESSES
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.scenes.scene import Scene
from scorescape.models.scenes.text import Proof
from scorescape.models.settings import Settings
from scorescape.models.study.study import Study


def played(study: Study, scene: Scene) -> dict[str, float | None]:
    """All figures of a panel after training and walking."""
    with contextlib.suppress(Diverged):
        study.train()
    figures = dict(study.training_figures().values)
    if scene.text.walk_steps:
        study.walk_steps(scene.text.walk_steps)
        sampled = study.sampling_figures()
        assert sampled
        figures |= sampled.values
        figures |= {f"share:{index}": mode.sampled for index, mode in enumerate(sampled.modes, start=1)}
    if lens := scene.sights.lens:
        look = LensLayer().picture(study, Sight(lens.name, lens.settings)).look
        assert look
        figures |= {f"lens:{name}": number.value for name, number in look.numbers.items()}
    return figures


def ran(scene: Scene, spec: Settings) -> dict[str, float | None]:
    """The same of a run of another kind, set going as the page does it."""
    kind = PROCESSES.get(scene.kind)
    process: Any = kind("run", spec, scene.subject)
    assert kind.first
    process.obey(kind.first())
    process.pace.limit = None  # nobody watches
    while process.busy:
        process.advance(0.1)
    told = []
    while process.owes():
        told += process.owed({})
    said = [getattr(event, "values", {}) for event in told + process.figures({})]
    return {name: value for values in said for name, value in values.items()}


def holds(proof: Proof, figures: dict[str, float | None]) -> bool:
    value = figures[proof.measure]
    assert value is not None
    return value > proof.bound if proof.relation == "above" else value < proof.bound


@pytest.mark.slow
@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_every_proof_holds(demonstration: Demonstration) -> None:
    scene = demonstration.scene
    if scene.kind == SCORE:
        figures = [played(study, scene) for study in scene.studies()]
    else:
        figures = [ran(scene, spec) for spec in scene.specs()]
    for proof in scene.text.proofs:
        assert holds(proof, figures[proof.panel]), (proof, figures[proof.panel][proof.measure])


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS, ids=lambda each: each.name)
def test_captions_are_two_sentences(demonstration: Demonstration) -> None:
    text = demonstration.scene.text
    assert text.title
    assert text.caption.endswith(".")
    assert text.caption.count(". ") == 1
    panels = demonstration.scene.processes
    if demonstration.scene.kind != SCORE:
        assert {proof.panel for proof in text.proofs} <= set(range(len(panels)))
        assert text.proofs
        assert not text.walk_steps
        return
    # where nothing walks, a panel on the exact score has nothing that could come true: it would hold at once
    learning = {place for place, panel in enumerate(panels) if panel["run"].get("n_steps") != 1}
    proven = {proof.panel for proof in text.proofs}
    assert (set(range(len(panels))) if text.walk_steps else learning) <= proven <= set(range(len(panels)))


def test_they_play_in_the_order_of_a_lesson() -> None:
    """Their files are numbered; the number is no part of the name."""
    numbered = sorted(
        (int(place), name) for place, _, name in (file.stem.partition("-") for file in HERE.glob("*.json"))
    )
    assert [each.name for each in DEMONSTRATIONS] == [name for _, name in numbered]
    assert DEMONSTRATIONS[0].name == "lost-mode-weights"
    assert len({place for place, _ in numbered}) == len(numbered), "no two of them have one place"


def test_one_more_file_is_one_more_demonstration(tmp_path: Path) -> None:
    for place, file in enumerate(sorted(HERE.glob("*.json"), key=lambda each: int(each.stem.split("-")[0])), start=2):
        (tmp_path / f"{place}-{file.stem.partition('-')[2]}.json").write_bytes(file.read_bytes())
    (tmp_path / "1-a-new-one.json").write_text('{"version": 1, "text": {"title": "New"}}', encoding="utf-8")
    found = demonstrations(tmp_path)
    assert [each.name for each in found[:2]] == ["a-new-one", "lost-mode-weights"]
    assert found[1:] == DEMONSTRATIONS


def test_a_proof_can_fail() -> None:
    proof = Proof(panel=0, measure="m", relation="below", bound=0.1, label="m")
    assert holds(proof, {"m": 0.05})
    assert not holds(proof, {"m": 0.2})
