"""Bytes of a text file as text.

A mark at the beginning (BOM) is believed; zeros at every other byte are UTF-16; what is UTF-8 is UTF-8; all else is
Windows-1252, as a browser takes it. In a table of numbers only the names can be wrong then, never a number: digits and
signs are the same in all of them. Guessing by letters was measured and errs more (docs/decisions/0012-files.md).
"""

from __future__ import annotations

import codecs

from ...errors import InvalidInput

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# looked at to tell text from other bytes
PROBE = 65_536
# of the characters of a text: tables hold no bells and escapes
MOST_CONTROLS = 0.01
NOT_TEXT = "The file is not text and not an array of NumPy; give a CSV, TSV, TXT, NPY or NPZ file, one row a point."
_CONTROLS = {*range(9), *range(14, 32)} - {26}


def decode(data: bytes) -> tuple[str, str]:
    """The text, and what its encoding is called. Errors: InvalidInput for what is no text."""
    text, name = _decoded(data)
    probe = text[:PROBE]
    controls = sum(ord(each) in _CONTROLS for each in probe)
    if controls > MOST_CONTROLS * max(100, len(probe)):
        raise InvalidInput("file", NOT_TEXT)
    # a few zeros are what an interrupted program leaves behind; 26 ends a file of CP/M and DOS
    return text.replace("\0", " ").replace("\x1a", ""), name


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return data.decode(codec, errors="replace").lstrip("\ufeff"), name
    probe = data[:PROBE]
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    half = len(probe) // 2
    if half and max(even, odd) > 0.6 * half and min(even, odd) < 0.05 * half:
        return data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"
