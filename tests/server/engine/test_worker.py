"""What a worker sends, and what it does not, without a process around it."""

from __future__ import annotations

import multiprocessing
from typing import Any, cast

import pytest

from models.targets.spec import PresetTarget
from server.engine.worker import Add, Demand, Framed, Order, Worker
from server.protocol import commands
from server.protocol.experiment import PanelSpec


class Recorder:
    """Stands for the pipe's near end."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: Any) -> None:
        self.sent.append(message)

    def frames(self) -> int:
        return sum(isinstance(message, Framed) for message in self.sent)


@pytest.fixture
def worker() -> tuple[Worker, Recorder]:
    pipe = Recorder()
    worker = Worker(cast(multiprocessing.connection.Connection, pipe))
    spec = PanelSpec.parse({"run": {"network": {"width": 8, "depth": 1}, "n_steps": 5}})
    worker._obey(Add("r1", spec, PresetTarget(name="two-gaussians")))
    return worker, pipe


def test_a_picture_that_stands_still_is_sent_once(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    for _ in range(3):
        desk._obey(Demand("r1", "field"))
        seat.sent_at.clear()
        desk._report(seat)
    assert pipe.frames() == 1
    assert seat.due() == []
    seat.panel.run.step()
    assert seat.due() == ["field"]


def test_a_demand_waits_until_there_is_something_to_show(worker: tuple[Worker, Recorder]) -> None:
    desk, pipe = worker
    seat = desk._seats["r1"]
    desk._obey(Demand("r1", "particles"))
    desk._report(seat)
    assert pipe.frames() == 0
    desk._obey(Order("r1", commands.Sample()))
    desk._report(seat)
    assert pipe.frames() == 1
