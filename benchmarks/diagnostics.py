"""What figures and lenses take of a worker's time: `python -m benchmarks.diagnostics`.

A real worker, its pipe replaced by a drain, trains and walks two panels, one of them an energy, while every lens in
turn is looked through and every frame is asked for at once. Counted is the time of the processor inside figures and
looks, beside all of it, from the end of each first look to the end of a later one: whole rounds, however far apart.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import torch

from scorescape.models.lenses import LENSES
from scorescape.models.processes import score_commands as commands
from scorescape.models.study.records import PanelSpec
from scorescape.models.targets.spec import PresetTarget
from scorescape.server.engine.channel import Channel
from scorescape.server.engine.checkpoints import Checkpoints
from scorescape.server.engine.messages import Add, Demand, Hosting, Order
from scorescape.server.engine.worker import Worker
from scorescape.server.protocol.commands import View

from .machine import machine

# at least so long, and so many looks of every panel after its first
SECONDS, LOOKS = 10.0, 3
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
    """Adds up the processor's time inside the functions it wraps, and counts their calls for each seat."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.calls: Counter[str] = Counter()

    def least(self, worker: Worker) -> int:
        """Calls for the seat that had the fewest."""
        return min(self.calls[run] for run in worker._seats)

    def around(self, function: Callable[..., Any], counts: Callable[..., bool]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            began = time.process_time()
            try:
                return function(*arguments)
            finally:
                if counts(*arguments):
                    self.seconds += time.process_time() - began
                    self.calls[arguments[0].run] += 1

        return timed


def share(lens: str) -> tuple[float, float, int]:
    """% of the worker's time spent on figures and on looks through this lens, and the looks that were counted."""
    with tempfile.TemporaryDirectory() as folder:
        return _share(Worker(cast(Channel, Drain()), Checkpoints(Path(folder)), {}), lens)


def _share(worker: Worker, lens: str) -> tuple[float, float, int]:
    for name, run in (("r1", SCORE), ("r2", ENERGY)):
        worker._obey(Add(name, Hosting("score", PanelSpec.parse({"run": run}), PresetTarget(name="two-gaussians"))))
        for command in (commands.Train(), commands.Sample(), View(kinds=["lens"], lens=lens)):
            worker._obey(Order(name, command))
    figures, looks = Clock(), Clock()
    worker._measure = figures.around(worker._measure, lambda *_: True)  # type: ignore[method-assign]
    worker._send_frame = looks.around(worker._send_frame, lambda seat, kind, now: kind == "lens")  # type: ignore[method-assign]
    turn_until(worker, lambda: looks.least(worker) >= 1)  # the first look is owed at once
    figures.seconds = looks.seconds = 0.0
    looks.calls.clear()
    began, end = time.process_time(), time.perf_counter() + SECONDS
    turn_until(worker, lambda: time.perf_counter() >= end and looks.least(worker) >= LOOKS)
    spent = time.process_time() - began
    return 100 * figures.seconds / spent, 100 * looks.seconds / spent, looks.calls.total()


def turn_until(worker: Worker, reached: Callable[[], bool]) -> None:
    """Turns of the worker while everything is asked for."""
    while not reached():
        for name in ("r1", "r2"):
            for kind in ("field", "particles", "lens"):
                worker._obey(Demand(name, kind))
        worker.turn()


def main() -> None:
    torch.set_num_threads(1)
    print(f"Measured on: {machine()}; two panels that train and walk\n")
    print("| lens | figures, % | looks, % | together, % | asked, at most | looks counted |\n|---|---|---|---|---|---|")
    for lens in LENSES:
        figures, looks, counted = share(lens)
        print(f"| {lens} | {figures:.1f} | {looks:.1f} | {figures + looks:.1f} | {ASKED:g} | {counted} |", flush=True)


if __name__ == "__main__":
    main()
