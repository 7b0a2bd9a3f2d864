"""One fault after the other, and whether a test notices.

The tests are collected once; a fault then lives in a fork of that process. Functions get their faulty code there; what
runs at import is imported again, in the fork, with the fault in it.
"""

from __future__ import annotations

import gc
import importlib.machinery
import math
import mmap
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from .forked import in_child
from .population import Mutant
from .survey import Cost, passes, survey
from .swapped import functions_by_file, swap

# a test that takes longer is not asked
MOST_SECONDS = 5.0
# nor are tests that take longer together, unless told otherwise: the mirrored ones first
BUDGET = 8.0
# but for those that cost next to nothing: they come first, wherever they are
CHEAP = 0.05
MARGIN = 8


@dataclass(frozen=True)
class Verdict:
    """Of one fault: killed, timeout (counts as killed) or survived, and how many tests were asked."""

    mutant: Mutant
    outcome: str
    asked: int


class Trials:
    """A plugin that asks about each fault instead of running the tests."""

    def __init__(
        self, root: Path, mutants: Sequence[Mutant], kept: Path, told: Callable[[Verdict], None], budget: float
    ) -> None:
        self._root, self._mutants, self._kept, self._told, self._budget = root, mutants, kept, told, budget
        self._items: dict[str, pytest.Item] = {}
        self._costs: dict[str, Cost] = {}
        self._functions: dict[str, list[FunctionType]] = {}
        self._noticed = Counter[str]()
        """How often a test was the first that noticed: the next fault may be one of its kind."""
        self._first = mmap.mmap(-1, 4)
        """Written by a fork: the place of the test that noticed, counted from 1."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        found = survey(session.items, self._root, MOST_SECONDS, self._kept)
        self._costs = {name: cost for name, cost in found.items() if cost.calls is not None and name in self._items}
        gc.unfreeze()  # what is frozen cannot be found
        self._functions = functions_by_file()
        gc.freeze()  # so that a fork does not copy what its collector looks at
        for mutant in self._mutants:
            self._told(self._verdict(mutant))
        return True

    def _verdict(self, mutant: Mutant) -> Verdict:
        file = (self._root / mutant.file).read_text(encoding="utf-8")
        changed = mutant.applied(file)
        try:
            name, place = enclosing(compile(file, mutant.file, "exec"), mutant.line), self._loaded(mutant)
        except SyntaxError:
            return Verdict(mutant, "killed", 0)
        tests = self._tests(mutant, name)
        # what a test costs is known from a survey with a tracer, which is slower
        seconds = math.ceil(1.5 * sum(self._costs[test].seconds for test in tests)) + MARGIN

        def question() -> int:
            if swap(self._functions.get(place, []), place, file, changed):
                return self._run(tests)
            return _imported_again(place, changed, _Chosen(tests, self._note))

        self._note(0)
        code = in_child(question, seconds)
        if first := int.from_bytes(self._first[:4], "little"):
            self._noticed[tests[first - 1]] += 1
        outcome = "timeout" if code is None else "survived" if code == 0 else "killed"
        return Verdict(mutant, outcome, len(tests))

    def _loaded(self, mutant: Mutant) -> str:
        """The name under which the file was imported."""
        return next(
            (
                module.__file__
                for name, module in list(sys.modules.items())
                if name.startswith("scorescape") and module.__file__ and module.__file__.endswith("/" + mutant.file)
            ),
            str(self._root / "src/scorescape" / mutant.file),
        )

    def _tests(self, mutant: Mutant, name: str) -> list[str]:
        """Those that call the function, or anything of the file: the cheap ones, the mirrored, the costly last."""

        def concerned(cost: Cost) -> bool:
            here = {called for file, called in cost.calls or () if file.endswith("/" + mutant.file)}
            return any(called == name or called.startswith(f"{name}.<") for called in here) if name else bool(here)

        mirror = "tests/" + mutant.file.rpartition("/")[0] + "/"
        own = mirror + "test_" + mutant.file.rpartition("/")[2]
        found = [test for test, cost in self._costs.items() if concerned(cost)]
        if not name or not found:  # what runs at import, such as a setting's bounds, is called by nobody
            found = [test for test in self._costs if test in found or test.startswith(mirror)]

        def order(test: str) -> tuple[bool, bool, bool, float]:
            seconds = self._costs[test].seconds
            return seconds > CHEAP, not test.startswith(own), not test.startswith(mirror), seconds

        found.sort(key=order)
        spent, chosen = 0.0, []
        for test in found:
            if spent + self._costs[test].seconds <= self._budget:
                spent += self._costs[test].seconds
                chosen.append(test)
        return sorted(chosen, key=lambda test: self._costs[test].seconds / (1 + 20 * self._noticed[test]))

    def _run(self, tests: list[str]) -> int:
        items = [self._items[test] for test in tests]
        for at, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True), 1):
            if not passes(item, following):
                self._note(at)
                return 1
        return 0

    def _note(self, place: int) -> None:
        self._first[:4] = place.to_bytes(4, "little")


class _Chosen:
    """A plugin that runs these tests alone, in this order, and notes the place of the first that fails."""

    def __init__(self, tests: Sequence[str], note: Callable[[int], None]) -> None:
        self.files = sorted({test.partition("::")[0] for test in tests})
        self._place = {test: place for place, test in enumerate(tests, 1)}
        self._note = note

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._place]
        items[:] = sorted(chosen, key=lambda item: self._place[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._note(self._place[report.nodeid])


def enclosing(code: CodeType, line: int) -> str:
    """The qualified name of the outermost function that holds a line; empty outside of any."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            lines = [number for *_, number in each.co_lines() if number is not None]
            inner = [number for child in each.co_consts if isinstance(child, CodeType) for number in _lines(child)]
            if each.co_flags & 2:
                if min([*lines, *inner]) <= line <= max([*lines, *inner]):
                    return each.co_qualname
            elif name := enclosing(each, line):
                return name
    return ""


def _lines(code: CodeType) -> list[int]:
    own = [number for *_, number in code.co_lines() if number is not None]
    return own + [number for each in code.co_consts if isinstance(each, CodeType) for number in _lines(each)]


def _imported_again(place: str, changed: str, chosen: _Chosen) -> int:
    """Everything of this project anew, with the fault in it."""
    loader = importlib.machinery.SourceFileLoader
    usual = loader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        return compile(changed, place, "exec") if self.path == place else usual(self, fullname)

    loader.get_code = get_code  # type: ignore[method-assign]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("scorescape", "tests", "benchmarks")]:
        del sys.modules[name]
    # files and not tests: pytest looks for many names one by one
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *chosen.files], plugins=[chosen]) not in (0, 5))
