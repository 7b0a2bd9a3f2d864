"""What a database can suffer, in sentences that name the file and what to do, and never a password."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from scorescape.server.store.faults import ELSEWHERE, newer, sentence_of

FILE = make_url("sqlite:////data/gallery.sqlite")


def suffered(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("the driver's own words")
    cause.sqlite_errorcode = code
    return OperationalError("select 1", None, cause)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "locked by another program"),
        (sqlite3.SQLITE_LOCKED, "locked by another program"),
        (sqlite3.SQLITE_READONLY | (4 << 8), "may only be read"),
        (sqlite3.SQLITE_FULL, "no room to grow"),
        (sqlite3.SQLITE_CORRUPT, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is damaged"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
    ],
)
def test_each_fault_of_a_file_has_its_sentence(code: int, words: str) -> None:
    sentence = sentence_of(suffered(code), FILE)
    assert words in sentence
    assert sentence.startswith("The gallery file /data/gallery.sqlite ")
    assert sentence.endswith(f"{ELSEWHERE}.")
    assert "driver" not in sentence


def test_a_folder_that_cannot_be_made_is_a_file_that_cannot_be_opened() -> None:
    assert "cannot be opened" in sentence_of(PermissionError("no"), FILE)


def test_another_database_is_named_without_its_password() -> None:
    url = make_url("postgresql://me:secret@host/scores")
    for sentence in (sentence_of(RuntimeError("lost"), url), newer(url)):
        assert "secret" not in sentence
    assert "newer Scorescape" in newer(FILE)
    assert "/data/gallery.sqlite" in newer(FILE)
