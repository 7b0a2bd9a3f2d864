"""What machines that learn pictures are about: which pictures, and which of them they never see."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from ..boltzmann.data.bars_and_stripes import bars_and_stripes
from ..boltzmann.data.digits import digits
from ..boltzmann.data.drawn import drawn
from ..boltzmann.data.patterns import Patterns
from ..settings import Settings, setting

LARGEST_SIDE = 28
MOST_PATTERNS = 2_000
MOST_TEXT = 4 * LARGEST_SIDE * LARGEST_SIDE // 24 + 8
PatternBits = Annotated[str, Field(max_length=MOST_TEXT)]


class PatternsSubject(Settings):
    """What all runs of an experiment learn."""

    data: Literal["digits", "bars-and-stripes", "drawn"] = Field("digits", title="data", description="The pictures.")
    patterns: list[PatternBits] | None = Field(
        None,
        max_length=MOST_PATTERNS,
        description="Of drawn ones: packed bits of each picture in base64, row by row from the top, 1 = on.",
    )
    width: int = setting(8, title="width", description="Pixels across a drawn picture.", ge=2, le=LARGEST_SIDE)
    height: int = setting(8, title="height", description="Pixels down a drawn picture.", ge=2, le=LARGEST_SIDE)
    split: int = setting(0, title="split", description="Which fifth of the digits is the test set.", ge=0, le=1_000_000)

    def pictures(self) -> Patterns:
        """Errors: InvalidInput with a sentence for drawings that cannot be learnt."""
        if self.data == "digits":
            return _digits(self.split)
        if self.data == "bars-and-stripes":
            return bars_and_stripes()
        return drawn(self.patterns or [], self.width, self.height)


@lru_cache(maxsize=4)
def _digits(split: int) -> Patterns:
    return digits(split)
