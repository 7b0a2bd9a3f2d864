"""The gallery's file: opened from any older schema, and every fault of it a sentence that says what to do."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from scorescape.models.errors import InvalidInput
from scorescape.server.store.database import Database, _config, default_url, migrate
from scorescape.server.store.faults import GalleryUnavailable
from scorescape.server.store.gallery import UNDO, Draft, Gallery
from scorescape.server.store.tables import Base, Entry

Result = TypeVar("Result")
REVISIONS = [step.revision for step in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]
DRAFT = Draft("two lessons", [{"objective": "score-matching"}], {"document": b"d" * 40, "panel-0": b"\x00\xff" * 9})


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """What a verb of the gallery comes to, on a loop of its own: a browser's test may have left one in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gallery.db"


@contextmanager
def opened(
    url: str | Path, limit: int = 1, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[Gallery]:
    where = f"sqlite:///{url}" if isinstance(url, Path) else url
    gallery = Gallery(Database(where, busy_seconds=0.05), limit, now)
    yield gallery
    finished(gallery.close())


def save(gallery: Gallery, draft: Draft = DRAFT) -> Entry:
    return finished(gallery.save(draft))


def names(gallery: Gallery) -> list[str]:
    return [entry.name for entry in finished(gallery.entries())]


def refusal(gallery: Gallery) -> str:
    with pytest.raises(GalleryUnavailable) as refused:
        save(gallery)
    return refused.value.message


# -- schemas -----------------------------------------------------------------------------------------------


def test_what_was_saved_is_there_after_the_file_is_opened_again(file: Path) -> None:
    with opened(file) as gallery:
        key = save(gallery).id
    with opened(file) as gallery:
        (entry,) = finished(gallery.entries())
        assert (entry.id, entry.name, entry.n_bytes, entry.summary) == (key, DRAFT.name, 58, DRAFT.summary)
        assert finished(gallery.parts(key)) == DRAFT.parts
        assert finished(gallery.part(key, "panel-0")) == DRAFT.parts["panel-0"]


def test_the_steps_lead_to_the_tables_of_the_code(file: Path) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrate(connection)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_file_of_any_older_schema_is_brought_up_and_keeps_its_entries(file: Path, revision: str) -> None:
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrate(connection, revision)
        columns = {column["name"] for column in inspect(connection).get_columns("entries")}
        assert columns >= {"id", "name", "created", "app_version", "n_bytes", "summary"}
        connection.execute(
            text("INSERT INTO entries (id, name, created, app_version, n_bytes, summary) "
                 "VALUES ('k', 'an old one', '2026-01-01T00:00:00+00:00', '0.0.1', 3, '[]')")
        )  # fmt: skip
        connection.execute(text("INSERT INTO parts (entry, name, data) VALUES ('k', 'document', x'01ff02')"))
    engine.dispose()
    with opened(file) as gallery:
        assert names(gallery) == ["an old one"]
        assert finished(gallery.part("k", "document")) == b"\x01\xff\x02"
        save(gallery)
        assert names(gallery) == [DRAFT.name, "an old one"]


def test_the_user_s_folder_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/scorescape/gallery.db"
    with opened(default_url()) as gallery:
        save(gallery)
    assert (tmp_path / "scorescape" / "gallery.db").exists()


# -- faults ------------------------------------------------------------------------------------------------


def test_a_locked_file_is_said_and_used_once_it_is_free(file: Path) -> None:
    with opened(file) as gallery:
        save(gallery)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert f"{file} is locked by another program; close that program" in refusal(gallery)
            assert names(gallery) == [DRAFT.name], "it can still be read"
            other.execute("ROLLBACK")
        save(gallery)
        assert len(names(gallery)) == 2


def test_a_file_that_is_locked_when_it_is_first_opened_is_said(file: Path) -> None:
    with opened(file) as gallery, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "is locked by another program" in refusal(gallery)
        other.execute("ROLLBACK")
        save(gallery)


def test_a_file_that_may_only_be_read_is_shown_but_not_written(file: Path) -> None:
    with opened(file) as gallery:
        save(gallery)
    with opened(f"sqlite:///file:{file}?mode=ro&uri=true") as gallery:
        assert names(gallery) == [DRAFT.name]
        assert "may only be read; give yourself the right to write it" in refusal(gallery)


def test_a_full_file_keeps_what_it_has(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(file, limit=20) as gallery:
        save(gallery)
        with monkeypatch.context() as full:
            full.setattr("scorescape.server.store.database.PRAGMAS", ("PRAGMA max_page_count = 1",))
            large = Draft("large", [], {"panel-0": bytes(3_000_000)})
            with pytest.raises(GalleryUnavailable, match="has no room to grow: free some space on its disk"):
                save(gallery, large)
        assert names(gallery) == [DRAFT.name], "half an entry is none"
        save(gallery)


def test_a_full_disk_is_said() -> None:
    with opened(Path("/dev/full")) as gallery:
        assert "The gallery file /dev/full" in refusal(gallery)


@pytest.mark.parametrize("content", [b"this is a letter, not a database. " * 40, None])
def test_a_damaged_file_is_left_alone_and_a_new_one_is_begun_when_it_is_moved(
    file: Path, content: bytes | None
) -> None:
    if content is None:
        with opened(file) as gallery:
            save(gallery)
        content = file.read_bytes()[:900] + b"\xee" * 60_000
    file.write_bytes(content)
    with opened(file) as gallery:
        assert f"{file} is damaged; move it away" in refusal(gallery)
        assert file.read_bytes() == content
        file.rename(file.with_suffix(".old"))
        save(gallery)
        assert names(gallery) == [DRAFT.name]


def test_a_file_of_a_newer_version_is_left_alone(file: Path) -> None:
    with opened(file) as gallery:
        save(gallery)
    with closing(sqlite3.connect(file)) as later:
        later.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        later.commit()
    before = file.read_bytes()
    with opened(file) as gallery:
        assert "was made by a newer Scorescape; update this one" in refusal(gallery)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("not a folder")
    with opened(tmp_path / "letter" / "gallery.db") as gallery:
        assert "cannot be opened; see that its folder exists" in refusal(gallery)


def test_an_entry_has_a_bounded_size(file: Path) -> None:
    with opened(file, limit=1) as gallery:
        with pytest.raises(InvalidInput, match=r"takes 1\.5 MB and the gallery keeps at most 1 MB"):
            save(gallery, Draft("large", [], {"panel-0": bytes(1_500_000)}))
        assert names(gallery) == []


@pytest.mark.parametrize("url", ["nonsense", "nobody://here", "postgresql+nodriver://x/y"])
def test_a_url_that_cannot_be_understood_is_refused_at_once(url: str) -> None:
    with pytest.raises(InvalidInput, match="give a SQLAlchemy URL such as sqlite:///"):
        Database(url)


def test_the_password_of_a_database_is_never_said(file: Path) -> None:
    from sqlalchemy import make_url

    from scorescape.server.store.faults import newer, sentence_of

    url = make_url("postgresql://me:secret@host")
    assert "secret" not in sentence_of(RuntimeError("no route"), url) + newer(url)


# -- verbs -------------------------------------------------------------------------------------------------


def test_entries_are_renamed_and_removed(file: Path) -> None:
    with opened(file) as gallery:
        first, second = save(gallery).id, save(gallery).id
        finished(gallery.rename(first, "lesson one"))
        assert sorted(names(gallery)) == ["lesson one", DRAFT.name]
        finished(gallery.remove(first))
        assert names(gallery) == [DRAFT.name]
        for verb in (gallery.parts(first), gallery.rename(first, "x"), gallery.entry(first), gallery.restore(second)):
            with pytest.raises(KeyError):
                finished(verb)
        assert finished(gallery.parts(second)) == DRAFT.parts


def test_a_removal_can_be_undone_for_a_day_also_after_a_restart(file: Path) -> None:
    day = datetime(2026, 1, 2, 12, tzinfo=UTC)
    with opened(file, now=lambda: day) as gallery:
        kept, gone = save(gallery).id, save(gallery).id
        finished(gallery.remove(kept))
        finished(gallery.remove(gone))
    with opened(file, now=lambda: day + UNDO - timedelta(seconds=1)) as gallery:
        assert {entry.id for entry in finished(gallery.removed())} == {kept, gone}
        assert finished(gallery.restore(kept)).removed is None
        assert finished(gallery.parts(kept)) == DRAFT.parts
    with opened(file, now=lambda: day + UNDO) as gallery:
        assert finished(gallery.removed()) == []
        with pytest.raises(KeyError):
            finished(gallery.restore(gone))
        finished(gallery.rename(kept, "kept"))
        assert names(gallery) == ["kept"]
    with closing(sqlite3.connect(file)) as inside:
        assert inside.execute("SELECT DISTINCT entry FROM parts").fetchall() == [(kept,)], "nothing is left of it"
        assert inside.execute("SELECT id FROM entries").fetchall() == [(kept,)]


def test_what_is_not_here_is_a_key_error(file: Path) -> None:
    with opened(file) as gallery:
        for verb in (gallery.parts("x"), gallery.rename("x", "y"), gallery.remove("x"), gallery.entry("x")):
            with pytest.raises(KeyError):
                finished(verb)
