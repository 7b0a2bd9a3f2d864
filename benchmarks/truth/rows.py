"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure of ours, the independent one, and how far they may lie apart."""

    quantity: str
    case: str
    ours: float
    independent: float
    tolerance: float
    relative: bool = False
    excused: str = ""
    """What the program says of a figure that may not be believed; such a figure need not be right."""

    @property
    def difference(self) -> float:
        """Of the size of the independent one where it is relative."""
        size = abs(self.independent) if self.relative else 1.0
        return abs(self.ours - self.independent) / size

    @property
    def holds(self) -> bool:
        """Whether it is right, or said to be none to rely on."""
        return self.difference <= self.tolerance or bool(self.excused)

    def line(self) -> str:
        """Of the table in docs/truth.md."""
        mark = "" if self.difference <= self.tolerance else (self.excused or "**wrong**")
        kind = " rel." if self.relative else ""
        bound = f"{self.tolerance:.0e}{kind}"
        return (
            f"| {self.quantity} | {self.case} | {self.ours:.9g} | {self.independent:.9g} | {self.difference:.1e} | "
            f"{bound} | {mark} |"
        )
