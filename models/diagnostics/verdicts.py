"""Whether particles can be told from exact samples, and what would have been seen.

Of exact samples 5 in 100 are told apart by mistake. A verdict that nothing was found says how large a fault it would
have found 95 times in 100: a test that sees nothing at all finds no fault either.
"""

from __future__ import annotations

from pydantic import Field

from ..settings import Settings

FALSE_ALARMS = 0.05
FOUND = 0.95


class Verdict(Settings):
    """Whether particles can be told from exact samples by one measure: 5 in 100 exact samples are, by mistake."""

    holds: bool = Field(description="Whether they cannot be told from as many exact samples.")
    sentence: str = Field(description="One sentence, with the smallest fault that would have been seen.")
    smallest_fault: float | None = Field(
        description="The smallest wrong weight of a mode, as a share, found 95 times in 100; null where none is known."
    )


def told(particles: str, fault: float | None) -> str:
    """The sentence of a verdict that nothing was found."""
    if fault is None:
        return f"{particles} cannot be told from exact samples, but are too few to show a wrong weight of any mode."
    return (
        f"{particles} cannot be told from exact samples; a mode's weight wrong by {points(fault)} or more would have "
        "been seen 95 times in 100."
    )


def points(share: float) -> str:
    """A difference of two shares, in hundredths."""
    return f"{100 * share:#.2g}".rstrip(".") + " points"
