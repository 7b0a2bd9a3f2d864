"""docs/protocol.md has the records as they are; a field that changes makes it stale."""

from __future__ import annotations

import pytest

from scorescape.models.processes.score import Score
from scorescape.server.protocol import reference
from scorescape.server.protocol.commands import GENERAL as GENERAL_COMMANDS
from scorescape.server.protocol.events import GENERAL as GENERAL_EVENTS

TEXT = reference.DOCUMENT.read_text(encoding="utf-8")


def test_the_document_is_current() -> None:
    assert reference.written(TEXT) == TEXT, "run `python -m scorescape.server.protocol.reference`"


def test_a_field_says_what_it_takes_with_bounds_unit_and_default() -> None:
    made = reference.written("<!-- table: SamplerSpec Step Obeyed -->\nan old table\n<!-- end -->")
    assert "an old table" not in made
    assert "| `n_particles` | whole number in [1, 50000] (particles) | `2000` | How many particles walk. |" in made
    assert "| `points` | list of [number, number], 0 to 1,000 | empty |" in made
    assert "**`step`**: Take so many steps" in made
    assert "| `n_steps` | whole number in [1, 1000000] | `1` | How many steps. |" in made
    assert "| `command` | text | needed | The command's type. |" in made


def test_a_table_of_no_record_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.written("<!-- table: Nothing -->\n<!-- end -->")


def test_every_command_and_event_has_its_table() -> None:
    kinds = {*GENERAL_COMMANDS, *GENERAL_EVENTS, *Score.commands, *Score.events}
    words = {kind.model_fields["type"].default for kind in kinds}
    assert words >= {"view", "ack", "restart", "train", "look-back", "hello", "metrics", "obeyed"}
    assert {word for word in words if f"**`{word}`**: " not in TEXT} == set()
