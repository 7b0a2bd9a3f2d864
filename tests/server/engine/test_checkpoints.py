"""Checkpoints in a folder: the newest of each run, and a worker that dies while writing loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorescape.server.engine.checkpoints import Checkpoints


def test_each_run_has_its_newest_and_a_run_forgotten_has_none(tmp_path: Path) -> None:
    kept = Checkpoints(tmp_path)
    assert kept.get("r1") is None
    kept.put("r1", b"old")
    kept.put("r2", b"other")
    kept.put("r1", b"new")
    assert (Checkpoints(tmp_path).get("r1"), kept.get("r2")) == (b"new", b"other")
    kept.drop("r1")
    kept.drop("r1")
    assert (kept.get("r1"), kept.get("r2")) == (None, b"other")


def test_a_writer_that_dies_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Checkpoints(tmp_path)
    kept.put("r1", b"whole")

    def dies(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:2])
        raise OSError

    monkeypatch.setattr(Path, "write_bytes", dies)
    with pytest.raises(OSError):  # noqa: PT011
        kept.put("r1", b"half written")
    assert kept.get("r1") == b"whole"
    kept.drop("r1")
    assert list(tmp_path.iterdir()) == []
