"""One database: how it is opened, brought to the newest schema, and asked. Blocking; see gallery.py for the rest."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from scorescape.models.errors import InvalidInput

from .faults import GalleryUnavailable, newer, sentence_of
from .tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"
# how long a statement waits for another program's lock
BUSY_SECONDS = 3.0
PRAGMAS = ("PRAGMA foreign_keys = ON",)
# SQLite: take the lock at once, so that a transaction is never refused half way
WRITES = {"begin": "BEGIN IMMEDIATE"}


def default_url() -> str:
    """A file in the user's data folder (XDG_DATA_HOME on Linux)."""
    folder = platformdirs.user_data_path("scorescape", appauthor=False)
    return URL.create("sqlite", database=str(folder / "gallery.db")).render_as_string(hide_password=False)


class Database:
    """Opened at the first use, and again after a fault: a file that is mended needs no restart of the server.

    Errors: InvalidInput for a URL that cannot be understood; GalleryUnavailable with a sentence from everything else.
    """

    def __init__(self, url: str = "", busy_seconds: float = BUSY_SECONDS) -> None:
        try:
            self.url = make_url(url or default_url())
            self._engine = self._connectable(busy_seconds)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise InvalidInput(
                "database_url",
                f"The database URL cannot be used ({str(error).rstrip('.')}); give a SQLAlchemy URL such as "
                "sqlite:////home/me/gallery.db, with its driver installed.",
            ) from None
        self._opening = threading.Lock()
        self._opened = False

    def _connectable(self, busy_seconds: float) -> Engine:
        if self.url.get_backend_name() != "sqlite":
            return create_engine(self.url, pool_pre_ping=True)
        # a connection for each use: a file that was moved away or mended is seen at once
        engine = create_engine(self.url, poolclass=NullPool, connect_args={"timeout": busy_seconds})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self._guarded(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it or nothing."""
        writer = self._engine.execution_options(**WRITES)
        with self._guarded(), Session(writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            with self._opening:
                if not self._opened:
                    self._open()
            yield
        except (SQLAlchemyError, OSError) as error:
            self._opened = False
            raise GalleryUnavailable(sentence_of(error, self.url)) from error

    def _open(self) -> None:
        file = self.url.database
        if self.url.get_backend_name() == "sqlite" and file and not file.startswith(("file:", ":memory:")):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        script = ScriptDirectory.from_config(_config())
        with self._engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in {step.revision for step in script.walk_revisions()}:
            raise GalleryUnavailable(newer(self.url))
        if current != script.get_current_head():
            with self._engine.execution_options(**WRITES).begin() as connection:
                migrate(connection)
        self._opened = True

    def close(self) -> None:
        self._engine.dispose()


def migrate(connection: Connection, to: str = "head") -> None:
    """Take the steps that are missing, in the transaction of this connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["metadata"] = Base.metadata
    return config


def _prepare(connection: Any, _: Any) -> None:
    """Transactions begin where SQLAlchemy says; readers and one writer do not wait for each other (WAL)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))
