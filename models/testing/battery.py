"""How a battery runs: each clause of a contract is a function of the class that yields sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import torch

from ..faults import where
from .fault import Fault

T = TypeVar("T")
Check = Callable[[type[T]], Iterable[str]]
"""One sentence for everything that is wrong; nothing where the clause is kept."""


def run(kind: type[T], checks: Mapping[str, Check[T]]) -> list[Fault]:
    """All checks, each by itself: one that raises is a fault of its own and hides no other."""
    faults = []
    for name, check in checks.items():
        try:
            faults += [Fault(name, sentence) for sentence in check(kind)]
        except Exception as error:
            faults.append(Fault(name, f"{kind.__name__} failed under this check ({where(error)}); mend it."))
    return faults


class OwnRandomness:
    """Whether torch's global generator was left alone while this context was open."""

    def __enter__(self) -> OwnRandomness:
        self._before = torch.get_rng_state()
        self.kept = True
        return self

    def __exit__(self, *_: object) -> None:
        self.kept = torch.equal(self._before, torch.get_rng_state())
