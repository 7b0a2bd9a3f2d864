"""The files of the page: compressed where they were at build time, and kept by browsers as long as they hold.

The build names what is in `assets/` by its content, so such a file never changes: browsers keep it for a year and
ask for it no more. Everything else, the page itself above all, is asked for every time and answered with 304 while
it is the same. Beside a file NAME the build may have written NAME.br and NAME.gz (frontend/vite.config.ts): whoever
understands one of them is sent that instead.
"""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"
ASSETS = "assets"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
"""What a file can be sent as, the smallest first, and how such a file's name ends."""


class PageFiles(StaticFiles):
    """Files below a folder, with `index.html` at its root."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)
        self._assets = os.path.realpath(folder / ASSETS)

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        asked = Headers(scope=scope)
        path, encoding = _smallest(os.fspath(full_path), asked.get("accept-encoding", ""))
        kept = FOREVER if os.path.dirname(full_path) == self._assets else ASK
        headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        kind, _ = mimetypes.guess_type(full_path)
        answer = FileResponse(
            path, status_code, headers, media_type=kind or "application/octet-stream", stat_result=os.stat(path)
        )
        return NotModifiedResponse(answer.headers) if self.is_not_modified(answer.headers, asked) else answer


def _smallest(path: str, accepted: str) -> tuple[str, str]:
    """The file to send and how it is encoded; the file as it is where nothing smaller is understood."""
    understood = _understood(accepted)
    for encoding, ending in ENCODINGS:
        if encoding in understood and os.path.isfile(path + ending):
            return path + ending, encoding
    return path, ""


def _understood(accepted: str) -> set[str]:
    """The encodings of an Accept-Encoding header, without those it forbids by `q=0`."""
    named: set[str] = set()
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [value for value in parameters if value.replace(" ", "").startswith("q=")]
        if not any(_is_zero(value) for value in weights):
            named.add(name)
    return named


def _is_zero(weight: str) -> bool:
    try:
        return float(weight.split("=", 1)[1]) == 0
    except ValueError:
        return False
