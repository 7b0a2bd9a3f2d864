"""What of the messages that wait for a worker is still worth doing: setting a panel up takes a tenth of a second, and
nobody sees one that is to be removed, or learn a target that is to be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from ..protocol import commands
from .messages import Add, Demand, Order, Remove

# what may stand between a target and its successor without seeing it
BLIND = (commands.View, commands.Pace)


def waiting(pipe: Connection, timeout: float) -> list[Any]:
    """What is worth doing of all that waits in the pipe; empty if nothing comes in time. Errors: the pipe's."""
    arrived = []
    while pipe.poll(timeout):
        arrived.append(pipe.recv())
        timeout = 0.0
    return worth_doing(arrived)


def worth_doing(messages: Sequence[Any]) -> list[Any]:
    """The messages in their order without those whose effect a later one of them takes back."""
    kept: list[Any] = []
    removed: set[str] = set()
    replaced: set[str] = set()
    for message in reversed(messages):
        if isinstance(message, Remove):
            removed.add(message.run)
        elif isinstance(message, Add | Order | Demand) and message.run in removed:
            continue
        elif isinstance(message, Order) and isinstance(message.command, commands.Retarget):
            if message.run in replaced:
                continue
            replaced.add(message.run)
        elif isinstance(message, Order) and not isinstance(message.command, BLIND):
            replaced.discard(message.run)
        kept.append(message)
    return kept[::-1]
