from __future__ import annotations

import base64

import numpy as np
import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.processes.patterns_records import PatternsSubject


def test_digits_are_parted_by_the_split() -> None:
    one, other = PatternsSubject().pictures(), PatternsSubject(split=1).pictures()
    assert (len(one.train), len(one.test)) == (1437, 360)
    assert (one.test != other.test).any()


def test_bars_and_stripes_and_drawn_pictures() -> None:
    assert len(PatternsSubject(data="bars-and-stripes").pictures().rows) == 30
    bits = [base64.b64encode(np.packbits(row).tobytes()).decode() for row in np.eye(6, dtype=np.uint8)]
    assert PatternsSubject(data="drawn", patterns=bits, width=3, height=2).pictures().rows.sum() == 6


def test_nothing_drawn_is_said() -> None:
    with pytest.raises(InvalidInput, match="two different pictures"):
        PatternsSubject(data="drawn").pictures()
