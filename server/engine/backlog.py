"""What of the messages that wait for a worker is still worth doing: setting a run up takes a tenth of a second, and
nobody sees one that is to be removed, or learn a target that is to be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .channel import Channel
from .messages import Add, Demand, Order, Remove


def waiting(channel: Channel, timeout: float) -> list[Any]:
    """What is worth doing of all that waits in the channel; empty if nothing comes in time. Errors: the channel's."""
    arrived = []
    while channel.poll(timeout):
        arrived.append(channel.recv())
        timeout = 0.0
    return worth_doing(arrived)


def worth_doing(messages: Sequence[Any]) -> list[Any]:
    """The messages in their order without those whose effect a later one of them takes back."""
    kept: list[Any] = []
    removed: set[str] = set()
    replaced: set[tuple[str, str]] = set()
    for message in reversed(messages):
        if isinstance(message, Remove):
            removed.add(message.run)
        elif isinstance(message, Add | Order | Demand) and message.run in removed:
            continue
        elif isinstance(message, Order) and message.command.supersedes:
            if (message.run, message.command.type) in replaced:
                continue
            replaced.add((message.run, message.command.type))
        elif isinstance(message, Order) and not message.command.blind:
            replaced = {(run, type) for run, type in replaced if run != message.run}
        kept.append(message)
    return kept[::-1]
