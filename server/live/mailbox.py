"""What waits for one client: words in order and never lost, frames one per lane with the newest winning."""

from __future__ import annotations

import asyncio

from .credit import Lane

# a client that lets this many words pile up has stopped reading; words are small and rare
MAX_WORDS = 2_000


class Overflow(Exception):
    """The client has stopped reading."""


class Mailbox:
    """Bounded: at most MAX_WORDS texts and one frame per lane."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._frames: dict[Lane, tuple[int, bytes]] = {}
        self._arrived = asyncio.Event()
        self.overflowed = False

    def put_word(self, text: str) -> None:
        if len(self._words) >= MAX_WORDS:
            self.overflowed = True
        else:
            self._words.append(text)
        self._arrived.set()

    def put_frame(self, lane: Lane, seq: int, data: bytes) -> None:
        self._frames[lane] = (seq, data)
        self._arrived.set()

    async def take(self) -> tuple[list[str], list[tuple[Lane, int, bytes]]]:
        """Everything that waits, once there is something. Errors: Overflow."""
        await self._arrived.wait()
        self._arrived.clear()
        if self.overflowed:
            raise Overflow
        words, self._words = self._words, []
        frames = [(lane, seq, data) for lane, (seq, data) in self._frames.items()]
        self._frames.clear()
        return words, frames
