"""A run whose numbers run away: it says so, keeps what it had, and neither the stream nor its neighbour notices."""

from __future__ import annotations

import math
import re
import struct
from typing import Any

from tests.client import Client
from tests.server.test_stream import TWO, finished, panel

# a learning rate of 1 on an output a thousand times too large
WILD: dict[str, Any] = {
    "objective": "score-matching",
    "model": "energy",
    "optimiser": {"learning_rate": 1.0, "warm_up_steps": 0, "gradient_clip": 1e6},
    "network": {"width": 32, "depth": 6, "output_scale": 1000},
    "n_steps": 60,
}


def test_it_stops_with_step_cause_and_hint_and_everything_else_goes_on(server: Client) -> None:
    info = server.create(TWO, {"run": WILD}, panel(n_steps=100))
    wild, sound = (run["run"] for run in info["runs"])
    with server.stream(info["id"]) as stream:
        stream.say("train")
        states: dict[str, dict[str, Any]] = {}

        def both_ended(event: dict[str, Any]) -> bool:
            if event["type"] == "status":
                states[event["state"]["run"]] = event["state"]
            return {state["phase"] for state in states.values()} == {"failed", "finished"}

        stream.until(both_ended)
        assert states[sound]["phase"] == "finished"
        said = states[wild]["message"]
        assert re.fullmatch(
            r"Diverged at step \d+: the (loss|gradient) became .*\. Try a smaller learning rate .*\.", said
        )
        # the last good weights are there to be looked at, and finite
        stream.say("view", kinds=["field"])
        frame = stream.until(lambda event: event["type"] == "frame" and event["run"] == wild)
        values = struct.unpack(f"<{24 * 24 * 2}f", frame["tensors"]["score"]["bytes"])
        assert all(math.isfinite(value) for value in values)
        # and the run can begin anew on gentler terms
        stream.say("respec", run=wild, spec=WILD | {"optimiser": {"learning_rate": 1e-4}, "network": {"width": 32}})
        stream.until(
            lambda event: (
                event["type"] == "status" and event["state"]["run"] == wild and event["state"]["phase"] == "ready"
            )
        )
        stream.say("train", runs=[wild])
        stream.until(lambda event: finished(event) and event["state"]["run"] == wild)
