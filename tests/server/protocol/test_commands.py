"""Commands as JSON: told apart by their type, those of version 1 unchanged, and what is none of them is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scorescape.models.processes.score_commands import Pause, Sample, Train
from scorescape.server.protocol.commands import Ack, View, command_adapter

READ = command_adapter("score").validate_python


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"type": "train"}, Train()),
        ({"type": "train", "runs": ["r1"], "n_steps": 5}, Train(runs=["r1"], n_steps=5)),
        ({"type": "pause", "what": "sampling"}, Pause(what="sampling")),
        ({"type": "sample", "resume": True}, Sample(resume=True)),
        ({"type": "view", "kinds": ["field"]}, View(kinds=["field"])),
        ({"type": "ack", "run": "r1", "kind": "field", "seq": 3}, Ack(run="r1", kind="field", seq=3)),
    ],
)
def test_a_command_is_what_its_type_says(said: dict[str, object], meant: object) -> None:
    assert READ(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type": "dance"},
        {"type": "train", "n_steps": 0},
        {"type": "train", "haste": 1},
        {"type": "ack", "run": "r1"},
    ],
)
def test_what_is_no_command_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        READ(said)


def test_whom_a_command_is_for() -> None:
    assert Train().for_runs() == []
    assert Train(runs=["r2"]).for_runs() == ["r2"]
    assert Ack(run="r1", kind="field", seq=0).for_runs() == ["r1"]
