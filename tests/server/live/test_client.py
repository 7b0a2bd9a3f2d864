"""A client is asked frames for what it watches and has credit for, and is posted no others."""

from __future__ import annotations

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
    assert client.acknowledge(Ack(run="r1", kind="field", seq=0)) == [FIELD]
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
