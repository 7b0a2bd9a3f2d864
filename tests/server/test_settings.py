"""Settings of the server from its environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from scorescape.server.settings import ServerSettings


def test_the_environment_is_read_under_the_program_s_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORESCAPE_PORT", "9000")
    monkeypatch.setenv("PORT", "9001")
    monkeypatch.setenv("SCORESCAPE_PLUGINS", os.pathsep.join(["/a/mine.py", "", "yours.py"]))
    settings = ServerSettings()
    assert (settings.host, settings.port) == ("127.0.0.1", 9000)
    assert settings.plugins == [Path("/a/mine.py"), Path("yours.py")]


@pytest.mark.parametrize("wrong", [{"port": 70_000}, {"workers": 0}, {"token": "a b"}, {"token": "a/b"}])
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ServerSettings(**wrong)  # type: ignore[arg-type]
