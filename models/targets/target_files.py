"""A file that is a target, as a person names it: points and pictures are imported, JSON is what was exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import Field

from ..errors import InvalidInput
from .components import MixtureTarget
from .imports import PointsQuery, import_points, sentences
from .picture import picture_mixture
from .picture_files import Mass, is_picture, read_ink
from .point_files import read_table
from .tables.table import Table
from .written import written

SUFFIXES = (".json", ".csv", ".tsv", ".txt", ".dat", ".npy", ".npz", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")
MOST_BYTES = 100_000_000


class FileQuery(PointsQuery):
    """How a file is to become a target, where the page's dialog is not there to ask."""

    columns: str | None = Field(
        None, title="columns", description="The two columns x,y of a file of points, by name or counted from 1."
    )
    mass: Mass = Field("dark", title="mass", description="Which parts of a picture are mass: dark or light.")


def read_file(text: str) -> bytes:
    """The bytes of the file at a path. Errors: InvalidInput if it is not there, too large or not to be opened."""
    path = Path(text)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InvalidInput(
                "target", f"{text!r} holds {size / 1e6:.0f} MB and at most {MOST_BYTES // 1_000_000} MB can be read."
            )
        return path.read_bytes()
    except OSError:
        raise InvalidInput(
            "target", f"There is no file {text!r} that can be read; give a preset's name or a target file."
        ) from None


def is_json(text: str, data: bytes) -> bool:
    """Whether the file is meant as JSON: by its name, or because it begins as such."""
    return Path(text).suffix.lower() == ".json" or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def decoded(text: str, data: bytes) -> Any:
    """The value in a JSON file. Errors: InvalidInput."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidInput(
            "target", f"{text!r} is not JSON; export the drawing again, or see `scorescape targets` for names."
        ) from None


def imported(data: bytes, query: FileQuery, tell: Callable[[str], None]) -> MixtureTarget:
    """What the page's dialog would take. Errors: those of `import_points` and `read_ink`."""
    if is_picture(data):
        return written(picture_mixture(read_ink(data, query.mass)))
    if query.columns is not None:
        x, y = _columns(query.columns, read_table(data, query.choices))
        query = query.model_copy(update={"x": x, "y": y})
    found = import_points(data, query)
    for sentence in sentences(found):
        tell(sentence)
    return found.target


def _columns(asked: str, table: Table) -> tuple[int, int]:
    names = [table.name(index) for index in range(len(table.columns))]
    parts = [part.strip() for part in asked.split(",")]
    places = [names.index(part) if part in names else _place(part, len(names)) for part in parts]
    if len(places) != 2 or None in places:
        raise InvalidInput(
            "columns",
            f"--columns takes two columns, such as 1,2; got {asked!r}, there are {', '.join(names[:20])}.",
        )
    x, y = places
    assert x is not None
    assert y is not None
    return x, y


def _place(part: str, n: int) -> int | None:
    return int(part) - 1 if part.isascii() and part.isdigit() and len(part) < 5 and 1 <= int(part) <= n else None
