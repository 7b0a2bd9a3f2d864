"""A study that plays: what was under way is held when it is kept, goes on where it is told to, and stops in words."""

from __future__ import annotations

import pytest

from scorescape.models.errors import Diverged, ScorescapeError
from scorescape.models.study.marks import Marks
from scorescape.models.study.player import Player
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


def worked(n_steps: int, n_walked: int = 0) -> Player:
    """After so many steps of training and of a walk, both under way."""
    player = Player(Study(TWO, SPEC))
    player.train(None)
    for _ in range(n_steps):
        player.study.train_step()
    if n_walked:
        player.sample(None)
        player.study.walk_steps(n_walked)
    return player


def again(player: Player) -> Player:
    return Player.from_bytes(player.to_bytes(), TWO, SPEC)


def test_what_was_under_way_holds_still_and_the_original_goes_on() -> None:
    player = worked(23, 5)
    back = again(player)
    assert (player.phase, player.sampling) == ("training", "walking")
    assert (back.phase, back.sampling) == ("paused", "paused")


def test_told_to_go_on_it_does_what_it_did() -> None:
    back = again(worked(23, 5))
    back.go_on()
    assert (back.phase, back.sampling) == ("training", "walking")
    held = worked(23, 5)
    held.pause("both")
    back = again(held)
    back.go_on()
    assert (back.phase, back.sampling) == ("paused", "paused"), "what stood still goes on standing"


def test_training_and_walking_come_to_their_ends() -> None:
    player = worked(0, 1)
    player.walking_pace.limit = None
    while player.busy:
        player.advance(5.0)
    assert (player.phase, player.sampling) == ("finished", "finished")
    assert player.study.run.step_count == 60
    with pytest.raises(ScorescapeError, match="Train further"):
        player.step_training(1)
    with pytest.raises(ScorescapeError, match="come to its end"):
        player.step_walk(1)


def test_single_steps_hold_afterwards() -> None:
    player = Player(Study(TWO, SPEC))
    player.step_training(7)
    player.advance(60.0)
    player.walking_pace.limit = None
    player.step_walk(3)
    player.advance(60.0)
    assert (player.phase, player.study.run.step_count) == ("paused", 7)
    assert player.study.walk is not None
    assert (player.sampling, player.study.walk.chain.step) == ("paused", 3)


def test_it_waits_at_marked_steps_until_it_is_measured() -> None:
    player = Player(Study(TWO, SPEC))
    player.step_training(20, [6, 11])
    player.walking_pace.limit = None
    stood = []
    for _ in range(5):
        player.advance(60.0)
        stood.append((player.study.run.step_count, player.marked))
        player.measured()
    assert stood == [(6, True), (11, True), (20, False), (20, False), (20, False)]
    player.step_walk(5, [0, 3])
    for expected in (0, 3, 5):
        player.advance(60.0)
        assert player.study.walk is not None
        assert player.study.walk.chain.step == expected
        assert player.marked == (expected < 5)
        player.measured()


def test_a_failure_stays_said() -> None:
    player = worked(23)
    player.stop("This panel stopped on a fault.")
    back = again(player)
    assert (back.phase, back.message) == ("failed", "This panel stopped on a fault.")
    with pytest.raises(ScorescapeError, match="has failed"):
        back.train(None)


def test_a_walk_that_cannot_go_on_over_the_new_field_says_so_and_the_run_stands() -> None:
    run = {"objective": "noise-conditional-score-matching", "network": {"width": 8, "depth": 1}}
    player = Player(Study(TWO, PanelSpec.parse({"run": run, "sampler": {"sampler": "reverse-sde", "n_particles": 20}})))
    player.sample(None)
    plain = player.study.spec.model_copy(update={"run": SPEC.run})
    player.respec(plain)
    assert (player.phase, player.sampling) == ("ready", "failed")
    assert "noise" in player.message


def test_it_begins_at_rest_with_its_paces_and_nothing_to_go_on_with() -> None:
    player = Player(Study(TWO, SPEC))
    assert (player.phase, player.sampling, player.training_pace.limit, player.walking_pace.limit) == (
        "ready",
        "idle",
        None,
        60.0,
    )
    player.go_on()
    assert (player.phase, player.sampling) == ("ready", "idle")


def test_bytes_that_say_nothing_of_playing_go_on_with_nothing() -> None:
    kept = Study(TWO, SPEC).to_bytes(phase="paused", sampling="idle", message="")
    back = Player.from_bytes(kept, TWO, SPEC)
    back.go_on()
    assert (back.phase, back.sampling) == ("paused", "idle")


def test_marks_are_those_of_the_steps_it_stands_at() -> None:
    player = Player(Study(TWO, SPEC))
    player.walking_marks = Marks([0])
    assert not player.marked, "nothing walks, not even at step 0"
    player.step_training(3, [2])
    player.advance(60.0)
    assert (player.study.run.step_count, player.marked, player.fully_marked) == (2, True, True)
    player.measured()
    assert not player.fully_marked


def test_a_run_that_diverges_has_failed_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player(Study(TWO, SPEC))

    def diverge(**more: object) -> None:
        raise Diverged(3, "the loss is not finite", "Lower the learning rate.")

    monkeypatch.setattr(player.study, "train_step", diverge)
    player.train(None)
    player.advance(60.0)
    assert (player.phase, player.message) == (
        "failed",
        "Diverged at step 3: the loss is not finite. Lower the learning rate.",
    )
