"""Floors on disk, one small file each, so that no pair of clouds is compared twice.

A file is written beside its place and moved there, so that nobody reads half of one. One that is damaged, of another
version or that cannot be read is as good as none; so is a folder that cannot be written. The folder holds at most
MAX_FILES: the longest unused go first.
"""

from __future__ import annotations

import contextlib
import math
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from ..cache_folder import cache_folder
from ..errors import InvalidInput
from ..parcel import Parcel

# raised whenever the judge or the pairs change: floors of another judge are no floors
FORMAT = "scorescape-floor/1"
# some 7 KB each
MAX_FILES = 2_000


class KeptFloors:
    """Distances by target and number of points; `folder` None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def here() -> KeptFloors:
        """Those of this user."""
        return KeptFloors(cache_folder() / "floors")

    def read(self, fingerprint: str, n: int) -> list[float]:
        """The distances that were kept; none if there are no sound ones."""
        if self._folder is None:
            return []
        file = self._file(self._folder, fingerprint, n)
        try:
            kept = Parcel.from_bytes(file.read_bytes(), FORMAT)
            distances = kept.tensors["distances"].double().reshape(-1).tolist()
        except (OSError, InvalidInput, KeyError, TypeError, ValueError):
            return []
        of_this = kept.values == {"target": fingerprint, "n": n}
        if not of_this or not all(math.isfinite(each) and each >= 0 for each in distances):
            return []
        with contextlib.suppress(OSError):
            os.utime(file)
        return list(distances)

    def write(self, fingerprint: str, n: int, distances: Sequence[float]) -> None:
        """Keep these in place of what was kept."""
        if self._folder is None:
            return
        own = Parcel({"distances": torch.tensor(distances, dtype=torch.float64)}, {"target": fingerprint, "n": n})
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(own.to_bytes(FORMAT))
                Path(beside).replace(self._file(self._folder, fingerprint, n))
            finally:
                Path(beside).unlink(missing_ok=True)
            self._trim(self._folder)

    def _file(self, folder: Path, fingerprint: str, n: int) -> Path:
        return folder / f"{fingerprint}-{n}"

    def _trim(self, folder: Path) -> None:
        files = list(folder.iterdir())
        if len(files) > MAX_FILES:
            for file in sorted(files, key=lambda each: each.stat().st_mtime)[: len(files) - MAX_FILES]:
                file.unlink(missing_ok=True)
