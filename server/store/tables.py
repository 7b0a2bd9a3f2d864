"""The tables. A change here is also a new file in migrations/versions; tests hold the two equal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of every table."""


class Entry(Base):
    """A saved experiment as the list shows it; all that is heavy is in its parts."""

    __tablename__ = "entries"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    created: Mapped[str] = mapped_column(String(40), index=True)
    """ISO 8601, UTC, so that texts sort as times do."""
    app_version: Mapped[str] = mapped_column(String(40))
    n_bytes: Mapped[int] = mapped_column(BigInteger)
    summary: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """One protocol.gallery.PanelSummary a panel, each with the kind of its process beside it."""
    removed: Mapped[str | None] = mapped_column(String(40), index=True)
    """When it was removed, as `created`; null while it is in the gallery."""


class Part(Base):
    """One blob of an entry: document, history, thumbnail, panel-0, panel-1, ..."""

    __tablename__ = "parts"

    entry: Mapped[str] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary(2**31 - 1))
