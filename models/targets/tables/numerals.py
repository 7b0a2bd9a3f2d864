"""Numbers as people and programs write them: with a decimal point or a decimal comma, in groups of three or not."""

from __future__ import annotations

import math
import re
from typing import Literal

from .names import is_unit

Decimal = Literal[".", ","]

# what stands for a value that is missing
MISSING = frozenset(
    [
        "",
        "na",
        "n/a",
        "#n/a",
        "<na>",
        "nan",
        "-nan",
        "nat",
        "null",
        "none",
        "nil",
        "missing",
        "fehlt",
        "k.a.",
        "-",
        "--",
        "---",
        ".",
        "..",
        "...",
        "?",
        "*",
        "#null!",
        "#div/0!",
        "#value!",
        "1.#ind",
        "1.#qnan",
    ]
)
INFINITE = frozenset(("inf", "infinity", "1.#inf", "∞"))
# minus signs, blanks and apostrophes of typography
_PLAIN = str.maketrans(
    {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\ufe63": "-", "\uff0d": "-"}
    | dict.fromkeys("\u00a0\u202f\u2009\u2007", " ")
    | {"\u2019": "'", "\u00b4": "'"}
)
_UNITED = re.compile(r"([+-]?[\d.,]*\d) ?([^\W\d_]{1,4})")
_EXPONENT = r"(?:[eEdD][+-]?\d{1,5})?"


def _grammar(point: str, groups: str) -> re.Pattern[str]:
    grouped = rf"\d{{1,3}}(?:([{groups}])\d{{3}})(?:\1\d{{3}})*(?:{point}\d*)?"
    plain = rf"(?:\d+(?:{point}\d*)?|{point}\d+)"
    return re.compile(rf"[+-]? ?(?:{grouped}|{plain}){_EXPONENT}", re.ASCII)


_GRAMMAR = {".": _grammar(r"\.", r", '"), ",": _grammar(",", r"\. '")}


def number(cell: str, decimal: Decimal = ".", *, strict: bool = False) -> float:
    """The cell's value; NaN where it holds none, an infinity where it says so or is beyond 64 bits.

    Unless `strict`, one that can only be read with the other sign is: 101.0 among decimal commas.
    """
    if decimal == "." and "_" not in cell:
        try:
            return float(cell)
        except ValueError:
            pass
    text = _bare(cell)
    found = _GRAMMAR[decimal].fullmatch(text)
    if found is None and not strict:
        found = _GRAMMAR["," if decimal == "." else "."].fullmatch(text)
    if found is None:
        word = text.lower().lstrip("+-")
        return math.copysign(math.inf, -1 if text.startswith("-") else 1) if word in INFINITE else math.nan
    if found.group(1):
        text = text.replace(found.group(1), "")
    return float(text.replace(" ", "").replace(",", ".").replace("D", "E").replace("d", "e"))


def _bare(cell: str) -> str:
    """The cell without what is written around numbers: brackets, currencies, units, a spreadsheet's ="..."."""
    text = cell.translate(_PLAIN).strip()
    if text.startswith("(") and text.endswith(")"):  # how accountants write what is negative
        return "-" + text[1:-1].strip("$€£ ")
    text = text.strip("=\"'()[]{}$€£ ").rstrip("%° ")
    united = _UNITED.fullmatch(text)
    return united.group(1) if united and is_unit(united.group(2)) else text


def is_missing(cell: str) -> bool:
    """Whether the cell says that there is no value."""
    return cell.translate(_PLAIN).strip().lower() in MISSING


def decimal_of(cells: list[str], *, comma_parts: bool) -> Decimal:
    """The sign under which more of the cells are numbers.

    Where both read all, as of 1,234 and 1.234, a comma that parts no cells is the decimal sign, and a point always.
    """
    point, comma = (sum(not math.isnan(number(cell, sign, strict=True)) for cell in cells) for sign in (".", ","))
    if point != comma:
        return "." if point > comma else ","
    with_commas = any("," in cell for cell in cells)
    with_points = any("." in cell for cell in cells)
    return "," if with_commas and not with_points and not comma_parts else "."
