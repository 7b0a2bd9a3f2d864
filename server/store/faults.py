"""What a database can suffer, as sentences that say what to do. The rest of the server goes on without it."""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from scorescape.models.errors import ScorescapeError

ELSEWHERE = "or start Scorescape with --database-url for another one"


class GalleryUnavailable(ScorescapeError):
    """The gallery cannot be used now; the text says why and what to do."""


def sentence_of(error: Exception, url: URL) -> str:
    """The sentence for whatever SQLAlchemy or its driver raised on the database at `url`."""
    file = f"The gallery file {url.database}"
    code = _sqlite_code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{file} is locked by another program; close that program and try again, {ELSEWHERE}."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return f"{file} may only be read; give yourself the right to write it and try again, {ELSEWHERE}."
    if code == sqlite3.SQLITE_FULL:
        return f"{file} has no room to grow: free some space on its disk and try again, {ELSEWHERE}."
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"{file} is damaged; move it away, so that a new one is begun, and try again, {ELSEWHERE}."
    if code == sqlite3.SQLITE_CANTOPEN or isinstance(error, OSError):
        return f"{file} cannot be opened; see that its folder exists and may be written, {ELSEWHERE}."
    where = url.render_as_string(hide_password=True)
    return f"The gallery's database {where} did not do what was asked ({_cause(error)}); try again, {ELSEWHERE}."


def newer(url: URL) -> str:
    """The sentence for a schema that this version has no step to."""
    where = url.database or url.render_as_string(hide_password=True)
    return f"The gallery {where} was made by a newer Scorescape; update this one, {ELSEWHERE}."


def _sqlite_code(error: Exception) -> int | None:
    """The primary result code of SQLite, where there is one."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _cause(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(cause).split()).rstrip(".") or type(error).__name__
