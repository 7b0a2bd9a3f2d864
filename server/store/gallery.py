"""The gallery: saved experiments by id. Every verb runs in a thread of its own pool: the event loop never waits."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, TypeVar

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.orm import Session

from scorescape.models.errors import InvalidInput

from ..protocol.gallery import UNDO_HOURS
from .database import Database
from .faults import GalleryUnavailable
from .tables import Entry, Part

LOG = logging.getLogger(__name__)
Result = TypeVar("Result")
# a locked file keeps a thread for the time it may be waited for; the server's other threads are not held up by it
THREADS = 4
MEGABYTE = 1_000_000
# for how long a removal can be undone; what is older goes for good with the next change of the gallery
UNDO = timedelta(hours=UNDO_HOURS)
NEWEST_FIRST = select(Entry).where(Entry.removed.is_(None)).order_by(Entry.created.desc(), Entry.id)


@dataclass(frozen=True)
class Draft:
    """What is saved: a name, what the list shows of each panel, and the blobs."""

    name: str
    summary: list[dict[str, Any]]
    parts: dict[str, bytes]

    @property
    def n_bytes(self) -> int:
        return sum(len(data) for data in self.parts.values())


class Gallery:
    """Errors of every verb: GalleryUnavailable with a sentence; KeyError for an id that is not here."""

    def __init__(
        self, database: Database, max_entry_megabytes: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database, self._limit, self._now = database, max_entry_megabytes, now
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="scorescape-gallery")

    def begin(self) -> None:
        """Open the database in the background; a fault is logged now and said at every use."""
        self._threads.submit(self._try)

    def _try(self) -> None:
        try:
            with self._database.reading():
                pass
        except GalleryUnavailable as fault:
            LOG.warning("%s", fault.message)

    async def close(self) -> None:
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self._database.close()

    async def entries(self) -> list[Entry]:
        """All of them, the newest first."""
        return await self._reading(lambda session: list(session.scalars(NEWEST_FIRST)))

    async def removed(self) -> list[Entry]:
        """Those whose removal can be undone, the one removed last first."""
        since = self._stamp(-UNDO)
        return await self._reading(lambda session: list(session.scalars(_removed_since(since))))

    async def save(self, draft: Draft) -> Entry:
        """Errors: InvalidInput if it is larger than an entry may be."""
        size = draft.n_bytes / MEGABYTE
        if size > self._limit:
            raise InvalidInput(
                "gallery",
                f"This experiment takes {size:.1f} MB and the gallery keeps at most {self._limit} MB of each; "
                "save fewer panels or smaller networks, or start Scorescape with a larger --max-entry-mb.",
            )
        return await self._writing(lambda session: _insert(session, draft, self._stamp()))

    async def entry(self, key: str) -> Entry:
        return await self._reading(lambda session: _existing(session, key))

    async def part(self, key: str, name: str) -> bytes:
        return (await self.parts(key, name))[name]

    async def parts(self, key: str, *names: str) -> dict[str, bytes]:
        """The blobs of an entry: those that are named, or all of them."""
        found = await self._reading(lambda session: _parts(session, key, names))
        if not found or not set(names) <= set(found):
            raise KeyError(key)
        return found

    async def rename(self, key: str, name: str) -> Entry:
        return await self._writing(lambda session: _rename(session, key, name))

    async def remove(self, key: str) -> Entry:
        """Out of the gallery; `restore` brings it back within UNDO."""
        return await self._writing(lambda session: _mark(session, key, self._stamp()))

    async def restore(self, key: str) -> Entry:
        """Back where it was."""
        since = self._stamp(-UNDO)
        return await self._writing(lambda session: _restore(session, key, since))

    def _stamp(self, after: timedelta = timedelta()) -> str:
        return (self._now() + after).isoformat(timespec="milliseconds")

    async def _reading(self, ask: Callable[[Session], Result]) -> Result:
        def asked() -> Result:
            with self._database.reading() as session:
                return ask(session)

        return await asyncio.get_running_loop().run_in_executor(self._threads, asked)

    async def _writing(self, change: Callable[[Session], Result]) -> Result:
        def changed() -> Result:
            with self._database.writing() as session:
                _purge(session, self._stamp(-UNDO))
                return change(session)

        return await asyncio.get_running_loop().run_in_executor(self._threads, changed)


def _insert(session: Session, draft: Draft, created: str) -> Entry:
    entry = Entry(
        id=secrets.token_urlsafe(9),
        name=draft.name,
        created=created,
        app_version=version("scorescape"),
        n_bytes=draft.n_bytes,
        summary=draft.summary,
    )
    session.add(entry)
    session.flush()
    session.execute(insert(Part), [{"entry": entry.id, "name": n, "data": d} for n, d in draft.parts.items()])
    return entry


def _parts(session: Session, key: str, names: tuple[str, ...]) -> dict[str, bytes]:
    wanted = select(Part.name, Part.data).join(Entry).where(Part.entry == key, Entry.removed.is_(None))
    if names:
        wanted = wanted.where(Part.name.in_(names))
    return {row.name: row.data for row in session.execute(wanted)}


def _rename(session: Session, key: str, name: str) -> Entry:
    entry = _existing(session, key)
    entry.name = name
    return entry


def _mark(session: Session, key: str, removed: str) -> Entry:
    entry = _existing(session, key)
    entry.removed = removed
    return entry


def _removed_since(since: str) -> Select[Entry]:
    return select(Entry).where(Entry.removed > since).order_by(Entry.removed.desc(), Entry.id)


def _restore(session: Session, key: str, since: str) -> Entry:
    entry = session.scalar(_removed_since(since).where(Entry.id == key))
    if entry is None:
        raise KeyError(key)
    entry.removed = None
    return entry


def _purge(session: Session, before: str) -> None:
    """What was removed before then goes for good."""
    old = select(Entry.id).where(Entry.removed <= before)
    session.execute(delete(Part).where(Part.entry.in_(old)))
    session.execute(delete(Entry).where(Entry.removed <= before))


def _existing(session: Session, key: str) -> Entry:
    entry = session.get(Entry, key)
    if entry is None or entry.removed is not None:
        raise KeyError(key)
    return entry
