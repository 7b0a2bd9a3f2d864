"""The checks of the help's words must themselves catch what is wrong."""

from __future__ import annotations

import pytest

from scorescape.models.testing.words import sentences
from tests.explained import check_explained

EQUATION = r"x \leftarrow x + \eta\, s(x) \\ \eta > 0"
WORDS = "It follows the score. It fails where there is none."
SOURCE = "Roberts & Tweedie 1996, eq. 3."


def test_what_is_right_passes() -> None:
    check_explained(EQUATION, WORDS, SOURCE)


@pytest.mark.parametrize(
    ("equation", "words", "source"),
    [
        (r"\frac{1}{2", WORDS, SOURCE),
        (r"\unknown{x}", WORDS, SOURCE),
        (EQUATION, "It follows the score.", SOURCE),
        (EQUATION, WORDS + " And a third one.", SOURCE),
        (EQUATION, "it follows the score. It fails.", SOURCE),
        (EQUATION, WORDS, ""),
        (EQUATION, WORDS, "Roberts & Tweedie, eq. 3."),
        (EQUATION, WORDS, "Roberts & Tweedie 1996."),
    ],
)
def test_what_is_wrong_is_caught(equation: str, words: str, source: str) -> None:
    with pytest.raises(AssertionError):
        check_explained(equation, words, source)


def test_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("See eq. 3 of it. Then go on.") == 2
