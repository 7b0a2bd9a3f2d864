"""Where a verb leaves a file: `--out`, held to be writable before the work and said in a sentence where it was not."""

from __future__ import annotations

import os
from pathlib import Path

from scorescape.models.errors import InvalidInput


def check_writable(out: str | None) -> None:
    """Before anything runs. Errors: InvalidInput if a file cannot be written there."""
    if not out:
        return
    place = Path(out)
    if place.is_dir() or not place.parent.is_dir() or not os.access(place.parent, os.W_OK):
        raise InvalidInput("out", f"--out {out!r} cannot be written; give a file in a folder that exists.")


def write(out: str, data: bytes) -> None:
    """Errors: InvalidInput if it turned out that it cannot be written, as on a full disk."""
    try:
        Path(out).write_bytes(data)
    except OSError:
        raise InvalidInput("out", f"--out {out!r} cannot be written; choose another place.") from None
