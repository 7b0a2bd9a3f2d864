"""Where a verb leaves a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.server.verbs.out import check_writable, write


def test_what_cannot_be_written_is_refused_before_anything_runs(tmp_path: Path) -> None:
    for fine in (None, "", str(tmp_path / "field"), "field"):
        check_writable(fine)
    for wrong in (str(tmp_path), str(tmp_path / "none" / "field")):
        with pytest.raises(InvalidInput, match=r"^--out .* cannot be written; give a file in a folder that exists"):
            check_writable(wrong)


def test_what_could_not_be_written_after_all_is_said_in_a_sentence(tmp_path: Path) -> None:
    write(str(tmp_path / "field"), b"weights")
    assert (tmp_path / "field").read_bytes() == b"weights"
    with pytest.raises(InvalidInput, match=r"^--out .* cannot be written; choose another place\.$"):
        write(str(tmp_path), b"weights")
