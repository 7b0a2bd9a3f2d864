"""A client of the server that knows only JSON, bytes and WebSockets, as docs/protocol.md states them."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

DEADLINE = 20.0


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end, "waited too long"


class Client:
    """Speaks the protocol as docs/protocol.md states it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE) as answer:
                return answer.status, _decoded(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _decoded(error.read())

    def create(self, target: Any, *panels: Any) -> dict[str, Any]:
        status, info = self.request("POST", "/api/experiments", {"target": target, "panels": list(panels)})
        assert status == 201, info
        return dict(info)

    @contextmanager
    def stream(self, key: str) -> Iterator[Stream]:
        url = self.url.replace("http", "ws") + f"/api/experiments/{key}/stream"
        with connect(url, compression=None, max_size=None) as socket:
            yield Stream(socket)


class Stream:
    """One connection: `say` commands, `until` something is heard."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, command: str, /, **fields: Any) -> None:
        self.socket.send(json.dumps({"type": command} | fields))

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event or frame header that is wanted; frames are acknowledged on the way."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            message = self.socket.recv(timeout=end - time.monotonic())
            heard = json.loads(message) if isinstance(message, str) else frame_of(message)
            if heard["type"] == "frame":
                self.say("ack", run=heard["run"], kind=heard["kind"], seq=int(heard["seq"]))
            if wanted(heard):
                return dict(heard)
        raise AssertionError("not heard in time")


def frame_of(message: bytes) -> dict[str, Any]:
    """Metadata of a safetensors buffer, with its tensors' shapes and bytes."""
    length = int.from_bytes(message[:8], "little")
    header = json.loads(message[8 : 8 + length])
    meta = header.pop("__metadata__")
    body = message[8 + length :]
    tensors = {
        name: {"shape": entry["shape"], "dtype": entry["dtype"], "bytes": body[slice(*entry["data_offsets"])]}
        for name, entry in header.items()
    }
    return {"type": "frame", **meta, "tensors": tensors}


def _decoded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data
