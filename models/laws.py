"""The way out for who has no law to state: said with a reason, never by leaving it out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NoLaw:
    """A declared absence."""

    reason: str
    """One sentence."""
