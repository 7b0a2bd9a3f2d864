"""Bytes as text: marks, UTF-8, UTF-16 by its zeros, else Windows-1252; and what is no text."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.tables.decoding import decode

TEXT = "Länge;Größe\n1,5;2\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_encoding_is_the_same_text(codec: str, name: str) -> None:
    assert decode(TEXT.encode(codec)) == (TEXT, name)


def test_a_few_zeros_are_blanks_and_many_controls_are_no_text() -> None:
    assert decode(b"1,2\n\0\n3,4\n\x1a")[0] == "1,2\n \n3,4\n"
    with pytest.raises(InvalidInput, match="is not text"):
        decode(bytes(range(1, 32)) * 20)
