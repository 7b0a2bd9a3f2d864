"""A place in a worker: built, given up, and what it owes its viewers."""

from __future__ import annotations

import pytest
import safetensors.torch

from scorescape.models.errors import ScorescapeError
from scorescape.models.layers.base import Sight
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.engine.messages import Hosting
from scorescape.server.engine.seat import Seat

SPEC = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})


def seat(target: str = "two-gaussians") -> Seat:
    return Seat("r1", Hosting("score", SPEC, PresetTarget(name=target)))


def test_before_it_is_built_it_is_queued_and_owes_nothing() -> None:
    one = seat()
    one.wanted = {"field"}
    state = one.state()
    assert (state.run, state.phase, one.due(), one.busy, one.has_work()) == ("r1", "queued", [], False, False)


def test_what_cannot_be_built_says_why_until_it_can() -> None:
    one = seat("nonsense")
    one.wanted = {"field"}
    with pytest.raises(ScorescapeError):
        one.build()
    one.give_up("There is no such target.")
    assert (one.state().phase, one.state().message, one.wanted) == ("failed", "There is no such target.", set())
    one.hosting = seat().hosting
    one.build()
    assert (one.state().phase, one.state().message) == ("ready", "")


def test_a_picture_is_owed_until_it_was_sent_and_again_when_it_is_another() -> None:
    one = seat()
    process = one.build()
    one.wanted = {"field", "particles"}
    assert one.due() == ["field"], "there are no particles yet"
    seq, data = one.frame("field")
    assert seq == 1
    assert set(safetensors.torch.load(data)) == {"score"}
    one.sent["field"] = one.version("field")  # type: ignore[assignment]
    assert one.due() == []
    process.study.train_step()  # type: ignore[attr-defined]
    assert one.due() == ["field"]
    assert one.frame("field")[0] == 2


def test_looking_in_another_way_forgets_how_long_the_last_look_took() -> None:
    one = seat()
    one.seconds["lens"] = 2.0
    one.look(Sight())
    assert one.seconds == {"lens": 2.0}
    one.look(Sight("energy"))
    assert one.seconds == {}
