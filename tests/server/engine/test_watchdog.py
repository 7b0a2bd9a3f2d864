"""A run that keeps the floor is ended after its time, on a clock that the test turns; nobody else is."""

from __future__ import annotations

from dataclasses import dataclass

from scorescape.server.engine.watchdog import Watchdog


@dataclass
class Worker:
    had_the_floor: str = ""
    beats: int = 0
    killed: bool = False

    def kill(self) -> None:
        self.killed = True


def test_a_step_without_an_end_is_ended_and_its_run_named_once() -> None:
    watchdog, stuck, busy, idle = Watchdog(60), Worker("r1", 7), Worker("r2"), Worker()
    for second in range(0, 70, 5):
        watchdog.look([stuck, busy, idle], float(second))
        busy.beats += 1
        assert stuck.killed == (second > 60), second
    assert not busy.killed
    assert not idle.killed, "nobody has the floor there"
    assert "took over 60 s" in watchdog.sentence("r1")
    assert watchdog.sentence("r1") == watchdog.sentence("r2") == ""


def test_time_counts_from_when_the_floor_was_given() -> None:
    watchdog, worker = Watchdog(60), Worker("r1", 1)
    watchdog.look([worker], 0.0)
    watchdog.look([worker], 59.0)
    worker.beats += 1
    watchdog.look([worker], 65.0)
    watchdog.look([worker], 120.0)
    assert not worker.killed
    watchdog.look([worker], 126.0)
    assert worker.killed
