"""Where what took long to compute is kept between two starts: whatever lies there may be thrown away at any time."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "SCORESCAPE_CACHE_FOLDER"


def keep_in(folder: str) -> None:
    """From now on, here and in processes that are started."""
    os.environ[VARIABLE] = folder


def cache_folder() -> Path:
    """The folder that the environment names, else the user's own for caches (XDG_CACHE_HOME on Linux)."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else platformdirs.user_cache_path("scorescape", appauthor=False)
