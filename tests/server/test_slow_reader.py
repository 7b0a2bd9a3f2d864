"""A page that stops reading is let go; memory stays flat and nobody else notices."""

from __future__ import annotations

import json
import socket
import struct
from pathlib import Path

import pytest

from tests.client import DEADLINE, Client, wait_until
from tests.server.test_stream import TWO, finished, panel

MEGABYTE = 1_000_000
# the server answers each with a sentence of about 150 bytes: far more than the kernel's buffers hold
TOO_MANY = 200_000
ROUND = 5_000


def resident(pid: int) -> int:
    """Bytes of memory a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096


def clients(server: Client) -> int:
    """How many connections the server serves."""
    text = server.request("GET", "/metrics")[1].decode()
    return int(text.rpartition("scorescape_clients ")[2])


def deaf_connection(server: Client, key: str) -> socket.socket:
    """A WebSocket by hand: nothing on this side ever reads after the handshake."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    wire = socket.create_connection((host, int(port)), timeout=DEADLINE)
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    lines = [
        f"GET /api/experiments/{key}/stream HTTP/1.1",
        f"Host: {host}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: c2NvcmVzY2FwZS10ZXN0IQ==",
        "Sec-WebSocket-Version: 13",
    ]
    wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    assert wire.recv(12) == b"HTTP/1.1 101"
    return wire


def text_frame(text: str) -> bytes:
    """One masked text message; a mask of zeros leaves the text as it is."""
    data = text.encode()
    assert len(data) < 126
    return struct.pack("!BB4x", 0x81, 0x80 | len(data)) + data


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_a_client_that_stops_reading_is_let_go(server: Client) -> None:
    wait_until(lambda: clients(server) == 0)
    sleepy, awake = server.create(TWO, panel()), server.create(TWO, panel(n_steps=300))
    pid = server.request("GET", "/readyz")[1]["pid"]
    before = resident(pid)
    nonsense = text_frame(json.dumps({"type": "tune", "settings": {"step_size": -1}, "runs": ["nobody"]}))
    with deaf_connection(server, sleepy["id"]) as deaf, server.stream(awake["id"]) as other:
        wait_until(lambda: clients(server) == 2)
        sent = 0
        while clients(server) == 2 and sent < TOO_MANY:
            deaf.sendall(nonsense * ROUND)
            sent += ROUND
        assert clients(server) == 1, "the server still serves a page that does not read"
        grown = resident(pid) - before
        other.say("train")
        other.until(finished)
    assert grown < 30 * MEGABYTE
