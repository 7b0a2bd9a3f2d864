"""What a battery finds wrong with a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One clause of a contract that is not kept."""

    check: str
    """The clause's name, such as `law`."""
    message: str
    """One sentence for a person: what is wrong and what to do."""

    def __str__(self) -> str:
        return f"{self.check}: {self.message}"


class ContractBroken(AssertionError):
    """Raised by `demand`, with every fault in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def demand(faults: Sequence[Fault]) -> None:
    """For a test: nothing may be wrong. Errors: ContractBroken listing every fault."""
    if faults:
        raise ContractBroken(faults)
