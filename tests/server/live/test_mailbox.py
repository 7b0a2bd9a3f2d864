"""The mailbox: words in order, of a lane the newest frame alone, and an end for who has stopped reading."""

from __future__ import annotations

import asyncio

import pytest

from scorescape.server.live import mailbox as module
from scorescape.server.live.mailbox import Mailbox, Overflow

FIELD, PARTICLES = ("r1", "field"), ("r1", "particles")


def taken(mailbox: Mailbox) -> tuple[list[str], list[tuple[tuple[str, str], int, bytes]]]:
    return asyncio.run(asyncio.wait_for(mailbox.take(), 5))


def test_words_keep_their_order_and_frames_are_replaced_by_newer_ones() -> None:
    mailbox = Mailbox()
    for word in ("a", "b", "a"):
        mailbox.put_word(word)
    mailbox.put_frame(FIELD, 1, b"old")
    mailbox.put_frame(PARTICLES, 1, b"p")
    mailbox.put_frame(FIELD, 2, b"new")
    assert taken(mailbox) == (["a", "b", "a"], [(FIELD, 2, b"new"), (PARTICLES, 1, b"p")])


def test_what_was_taken_is_gone_and_an_empty_box_is_waited_for() -> None:
    async def story() -> tuple[bool, list[str]]:
        mailbox = Mailbox()
        mailbox.put_word("first")
        await mailbox.take()
        waiting = asyncio.ensure_future(mailbox.take())
        await asyncio.sleep(0)
        early = waiting.done()
        mailbox.put_word("second")
        words, _ = await asyncio.wait_for(waiting, 5)
        return early, words

    assert asyncio.run(story()) == (False, ["second"])


def test_who_has_stopped_reading_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WORDS", 2)
    mailbox = Mailbox()
    mailbox.put_word("a")
    mailbox.put_word("b")
    assert not mailbox.overflowed
    mailbox.put_word("c")
    with pytest.raises(Overflow):
        taken(mailbox)
