"""What figures and lenses take of a worker's time: `python -m benchmarks.diagnostics`.

A real worker, its pipe replaced by a drain, trains and walks two panels while every lens in turn is looked through and
every frame is asked for at once. Counted is the processor's own time inside figures and looks, beside all of it.
"""

from __future__ import annotations

import multiprocessing.connection
import time
from collections.abc import Callable
from typing import Any, cast

import torch

from models.lenses import LENSES
from models.targets.spec import PresetTarget
from server.engine.messages import Add, Demand, Order
from server.engine.worker import Worker
from server.protocol import commands
from server.protocol.experiment import PanelSpec

from .machine import machine

SECONDS = 12.0
ASKED = 10.0
ENERGY = {"objective": "noise-contrastive-estimation", "model": "energy", "n_steps": 1_000_000}
SCORE = {"objective": "score-matching", "n_steps": 1_000_000}


class Drain:
    """Stands for the pipe: everything is taken, nothing ever comes."""

    def send(self, _: Any) -> None:
        pass

    def poll(self, _: float) -> bool:
        return False


class Clock:
    """Adds up the processor's time inside the functions it wraps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, function: Callable[..., Any], counts: Callable[..., bool]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            began = time.process_time()
            try:
                return function(*arguments)
            finally:
                self.seconds += (time.process_time() - began) if counts(*arguments) else 0.0

        return timed


def share(lens: str, seconds: float) -> tuple[float, float]:
    """% of the worker's time spent on figures, and on looks through this lens."""
    worker = Worker(cast(multiprocessing.connection.Connection, Drain()))
    for name, run in (("r1", SCORE), ("r2", ENERGY)):
        worker._obey(Add(name, PanelSpec.parse({"run": run}), PresetTarget(name="two-gaussians")))
        for command in (commands.Train(), commands.Sample(), commands.View(kinds=["lens"], lens=lens)):
            worker._obey(Order(name, command))
    figures, looks = Clock(), Clock()
    worker._measure = figures.around(worker._measure, lambda *_: True)  # type: ignore[method-assign]
    worker._send_frame = looks.around(worker._send_frame, lambda seat, kind, now: kind == "lens")  # type: ignore[method-assign]
    turn_until(
        worker, lambda: all("lens" in seat.sent for seat in worker._seats.values())
    )  # the first look is owed at once
    figures.seconds = looks.seconds = 0.0
    began, end = time.process_time(), time.perf_counter() + seconds
    turn_until(worker, lambda: time.perf_counter() >= end)
    spent = time.process_time() - began
    return 100 * figures.seconds / spent, 100 * looks.seconds / spent


def turn_until(worker: Worker, reached: Callable[[], bool]) -> None:
    """Turns of the worker while everything is asked for."""
    while not reached():
        for name in ("r1", "r2"):
            for kind in ("field", "particles", "lens"):
                worker._obey(Demand(name, kind))
        worker.turn()


def main() -> None:
    torch.set_num_threads(1)
    print(f"Measured on: {machine()}; two panels that train and walk, {SECONDS:g} s a lens\n")
    print("| lens | figures, % | looks, % | together, % | asked |\n|---|---|---|---|---|")
    for lens in LENSES:
        figures, looks = share(lens, SECONDS)
        print(f"| {lens} | {figures:.1f} | {looks:.1f} | {figures + looks:.1f} | {ASKED:g} |", flush=True)


if __name__ == "__main__":
    main()
