"""A channel over a pipe: messages in order, and one error for another end that is gone, however it went."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

import pytest

from scorescape.server.engine.channel import Gone, PipeChannel


def ends() -> tuple[PipeChannel, PipeChannel, Callable[[], None]]:
    near, far = multiprocessing.Pipe()
    return PipeChannel(near), PipeChannel(far), far.close


def test_messages_come_in_order_both_ways() -> None:
    near, far, _ = ends()
    near.send({"step": 1})
    near.send("two")
    assert far.poll(1)
    assert [far.recv(), far.recv()] == [{"step": 1}, "two"]
    assert not far.poll(0)
    far.send(3)
    assert near.recv() == 3


@pytest.mark.parametrize("use", [lambda end: end.recv(), lambda end: end.send(1)], ids=["recv", "send"])
def test_an_end_that_is_gone_is_said_so(use: Callable[[PipeChannel], object]) -> None:
    near, _, close = ends()
    close()
    with pytest.raises(Gone):
        use(near)


def test_one_s_own_end_that_was_closed_is_gone_too() -> None:
    _, far, close = ends()
    close()
    with pytest.raises(Gone):
        far.poll(0)
