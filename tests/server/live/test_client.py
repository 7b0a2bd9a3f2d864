"""A client is asked frames for what it watches and has credit for, and is posted no others."""

from __future__ import annotations

import asyncio

from scorescape.server.live.client import Client
from scorescape.server.protocol.commands import Ack, View
from scorescape.server.protocol.frames import IN_FLIGHT

FIELD = ("r1", "field")


def watching(*kinds: str) -> Client:
    client = Client()
    client.watch(View(kinds=list(kinds)), ["r1"])
    return client


def test_a_view_replaces_the_last_one_of_its_runs_alone() -> None:
    client = watching("field", "particles")
    assert set(client.watch(View(kinds=["data"]), ["r2"])) == {FIELD, ("r1", "particles"), ("r2", "data")}
    assert set(client.watch(View(kinds=["energy"]), ["r1"])) == {("r1", "energy"), ("r2", "data")}
    assert not client.watches(FIELD)


def test_frames_go_out_as_long_as_there_is_credit() -> None:
    client = watching("field")
    assert [client.post(FIELD, seq, b"") for seq in range(IN_FLIGHT + 1)] == [True] * IN_FLIGHT + [False]
    assert client.wanted() == []
    assert client.acknowledge(Ack(run="r1", kind="field", seq=IN_FLIGHT - 1)) == [FIELD]
    assert client.wanted() == [FIELD]


def test_nobody_is_posted_what_nobody_watches() -> None:
    client = watching("field")
    assert not client.post(("r1", "energy"), 1, b"")
    assert client.acknowledge(Ack(run="r1", kind="energy", seq=1)) == []


def test_a_hidden_page_comes_back_with_all_its_credit() -> None:
    client = watching("field")
    for seq in range(IN_FLIGHT):
        client.post(FIELD, seq, b"")
    assert client.watch(View(kinds=[]), ["r1"]) == []
    assert client.watch(View(kinds=["field"]), ["r1"]) == [FIELD]


def test_the_last_picture_of_what_stands_still_waits_for_credit() -> None:
    client = watching("field")
    last = IN_FLIGHT + 1
    for seq in range(last + 1):
        client.post(FIELD, seq, b"")
    asyncio.run(client.mailbox.take())
    assert client.acknowledge(Ack(run="r1", kind="field", seq=0)) == [], "its credit went to the one it missed"
    _, frames = asyncio.run(client.mailbox.take())
    assert [seq for _, seq, _ in frames] == [last], "nobody will make it again"
    assert client.acknowledge(Ack(run="r1", kind="field", seq=last)) == [FIELD]
