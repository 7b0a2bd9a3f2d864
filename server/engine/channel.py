"""How a worker and the server talk: any two ends that carry messages in order will do."""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import Any, Protocol


class Gone(Exception):
    """The other end is no longer there."""


class Channel(Protocol):
    """One end. Errors: Gone."""

    def send(self, message: Any, /) -> None:
        """Pass a message on; may wait while the other end is slow."""

    def recv(self) -> Any:
        """The next message, waiting for it."""

    def poll(self, timeout: float, /) -> bool:
        """Whether a message is there within so many seconds."""


class PipeChannel:
    """A channel over a pipe of this machine."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def send(self, message: Any, /) -> None:
        try:
            self._pipe.send(message)
        except OSError:
            raise Gone from None

    def recv(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError):
            raise Gone from None

    def poll(self, timeout: float, /) -> bool:
        try:
            return self._pipe.poll(timeout)
        except (EOFError, OSError):
            raise Gone from None
