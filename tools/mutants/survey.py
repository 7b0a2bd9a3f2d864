"""Which test calls which function, and what each test costs: asked once, of the tests without a fault."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest
from _pytest.runner import runtestprotocol

from .forked import silent


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time of one test, and (file, qualified name) of what it calls; None if it fails or takes
    too long to be asked about every fault."""

    seconds: float
    calls: frozenset[tuple[str, str]] | None


class TooLong(BaseException):
    """A test took more than its share."""


def survey(items: Sequence[pytest.Item], root: Path, most_seconds: float, kept: Path) -> dict[str, Cost]:
    """By node id. What is `kept` from an earlier survey is not asked again."""
    costs: dict[str, Cost] = dict(_read(kept))
    new = [item for item in items if item.nodeid not in costs]
    pid = os.fork()
    if pid == 0:
        silent()
        signal.signal(signal.SIGPROF, _give_up)
        with kept.open("ab") as file:
            for item in new:
                pickle.dump((item.nodeid, _cost(item, root, most_seconds)), file)
                file.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    return dict(_read(kept))


def _read(kept: Path) -> Mapping[str, Cost]:
    found: dict[str, Cost] = {}
    if kept.exists():
        with kept.open("rb") as file:
            while True:
                try:
                    name, cost = pickle.load(file)
                except EOFError:
                    break
                found[name] = cost
    return found


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TooLong


def _cost(item: pytest.Item, root: Path, most_seconds: float) -> Cost:
    calls: set[tuple[str, str]] = set()
    starts = tuple(f"{root / 'src/scorescape' / part}{os.sep}" for part in ("models", "server"))

    def called(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(starts):
            calls.add((code.co_filename, code.co_qualname))

    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, 2 * most_seconds)
    sys.settrace(called)
    try:
        passed = passes(item, None)
    except TooLong:
        passed = False
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - began
    return Cost(seconds, frozenset(calls) if passed and seconds <= most_seconds else None)


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Whether a test passes, its fixtures included."""
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
