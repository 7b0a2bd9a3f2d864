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


def test_one_control_in_a_hundred_characters_is_still_text() -> None:
    assert decode(b"\x07" + b"1,2\n" * 50)[0].startswith("\x07")
    assert decode(b"\x07" + b"1,2\n")[0].startswith("\x07"), "of a short text one as well"
    for controls, length in ((2, 60), (6, 500)):
        with pytest.raises(InvalidInput, match="is not text"):
            decode(b"\x07" * controls + b"1" * (length - controls))


def test_zeros_here_and_there_are_not_utf_16() -> None:
    data = b"1\0" * 20 + b"1,2\n" * 20
    with pytest.raises(InvalidInput, match="is not text"):
        decode(data)
    assert decode(("1,2\n" * 20 + "Ω" * 30).encode("utf-16-le"))[1] == "UTF-16"
