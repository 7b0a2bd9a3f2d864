"""What the tests of the automaton say to it and read off it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.client import Client, Stream
from tests.second_room.automaton import SIDE

Cells = NDArray[np.bool_]


def hosted(room: Client, density: float = 0.3, *seeds: int) -> dict[str, Any]:
    """An experiment with a run for each seed."""
    body = {"kind": "automaton", "target": {"density": density}, "panels": [{"seed": seed} for seed in seeds or (0,)]}
    status, info = room.request("POST", "/api/experiments", body)
    assert status == 201, info
    return dict(info)


def cells_of(frame: dict[str, Any]) -> Cells:
    tensor = frame["tensors"]["cells"]
    assert (frame["shape"], tensor["shape"], tensor["dtype"]) == ("pixels", [SIDE, SIDE], "U8")
    return np.frombuffer(tensor["bytes"], np.uint8).reshape(SIDE, SIDE) > 127


def a_frame(stream: Stream, least: int = 0) -> dict[str, Any]:
    """The next picture of a generation that is not before `least`."""
    return stream.until(lambda heard: heard["type"] == "frame" and int(heard["step"]) >= least)


def standing(stream: Stream, phase: str) -> dict[str, Any]:
    """The state in which a run reaches this phase."""
    heard = stream.until(lambda each: each["type"] == "status" and each["state"]["phase"] == phase)
    return dict(heard["state"])
