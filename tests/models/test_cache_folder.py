"""The folder of what may be thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorescape.models.cache_folder import VARIABLE, cache_folder, keep_in


def test_it_is_the_one_that_is_named_else_the_user_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named"
    keep_in(str(tmp_path / "other"))
    assert cache_folder() == tmp_path / "other"
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache" / "scorescape"
