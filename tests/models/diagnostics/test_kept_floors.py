"""Floors on disk: what was written is read, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scorescape.models.diagnostics import kept_floors
from scorescape.models.diagnostics.kept_floors import FORMAT, KeptFloors
from scorescape.models.parcel import Parcel

DISTANCES = [0.5, 0.25, 0.125]


def test_what_was_written_is_read_by_target_and_number(tmp_path: Path) -> None:
    kept = KeptFloors(tmp_path / "new" / "folder")
    kept.write("ab", 100, DISTANCES)
    assert kept.read("ab", 100) == DISTANCES
    assert kept.read("ab", 101) == kept.read("ac", 100) == []
    kept.write("ab", 100, [*DISTANCES, 1.0])
    assert kept.read("ab", 100) == [*DISTANCES, 1.0]
    assert [file.name for file in (tmp_path / "new" / "folder").iterdir()] == ["ab-100"], "no part of one is left"


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "other format", "another's", "negative", "not a number"])
def test_a_damaged_file_is_as_good_as_none_and_is_made_anew(tmp_path: Path, damage: str) -> None:
    kept, file = KeptFloors(tmp_path), tmp_path / "ab-100"
    kept.write("ab", 100, {"negative": [-1.0], "not a number": [float("nan")]}.get(damage, DISTANCES))
    if damage == "another's":
        kept.write("ac", 100, DISTANCES)
        (tmp_path / "ac-100").replace(file)
    other = Parcel(values={"target": "ab", "n": 100}).to_bytes(FORMAT + "0")
    damaged = {"cut": file.read_bytes()[:-5], "empty": b"", "text": b"[0.5, 0.25]", "other format": other}
    file.write_bytes(damaged.get(damage, file.read_bytes()))
    assert kept.read("ab", 100) == []
    kept.write("ab", 100, DISTANCES)
    assert kept.read("ab", 100) == DISTANCES


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptFloors(tmp_path / "file" / "floors")
    kept.write("ab", 100, DISTANCES)
    assert kept.read("ab", 100) == []
    KeptFloors(None).write("ab", 100, DISTANCES)
    assert KeptFloors(None).read("ab", 100) == []


def test_the_longest_unused_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_floors, "MAX_FILES", 3)
    kept = KeptFloors(tmp_path)
    for n in (1, 2, 3):
        kept.write("ab", n, DISTANCES)
        os.utime(tmp_path / f"ab-{n}", (n, n))
    assert kept.read("ab", 1) == DISTANCES  # used: now it is the youngest
    kept.write("ab", 4, DISTANCES)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ab-1", "ab-3", "ab-4"]


def test_a_file_that_somebody_else_removes_meanwhile_keeps_nobody_from_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, unlink = KeptFloors(tmp_path), Path.unlink
    for n in (1, 2, 3):
        kept.write("ab", n, DISTANCES)
        os.utime(tmp_path / f"ab-{n}", (n, n))

    def with_the_second(file: Path, missing_ok: bool = False) -> None:
        unlink(file, missing_ok)
        if file.name == "ab-1":
            unlink(tmp_path / "ab-2")

    monkeypatch.setattr(kept_floors, "MAX_FILES", 1)
    monkeypatch.setattr(Path, "unlink", with_the_second)
    kept.write("ab", 4, DISTANCES)
    assert [file.name for file in tmp_path.iterdir()] == ["ab-4"]
