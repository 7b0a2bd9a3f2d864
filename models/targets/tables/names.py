"""What the name of a column tells: that it is x or y, or that it is an index, an id, a label or a time.

A name is taken apart into words: "pos_x [mm]", "posX" and "X-Position (mm)" all say x and something else that x and y
have in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["", "index", "id", "label", "time"]

# (across, up) in the order in which they are believed
PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(across.split()), frozenset(up.split()))
    for across, up in (
        ("x", "y"),
        ("x1", "x2"),
        ("x0", "x1"),
        (
            "lon long lng longitude longitud longitudine länge laenge längengrad laengengrad",
            "lat latitude latitud latitudine breite breitengrad",
        ),
        ("easting east rechtswert ostwert", "northing north hochwert nordwert"),
        ("xx", "yy"),
        ("e ost", "n nord"),
        ("ra", "dec"),
        *((f"{stem}1", f"{stem}2") for stem in ("pc", "umap", "tsne", "sne", "dim", "component", "coord", "axis", "z")),
        *((f"{stem}0", f"{stem}1") for stem in ("pc", "umap", "tsne", "dim", "component", "coord", "feature", "col")),
        ("feature1", "feature2"),
        ("u", "v"),
    )
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INDEX = _words("index idx row rows rownames rowname rownum rownumber nr no num lfd obs observation line zeile")
_ID = _words("id ids key uid uuid guid code fid gid pid oid objectid")
# words of science that end as "sampleid" does
_NO_ID = _words(
    "grid fluid liquid solid acid humid rapid centroid ellipsoid asteroid steroid sigmoid valid void hybrid lipid"
)
_LABEL = _words(
    "label labels class classes klasse cluster clusters category kategorie group gruppe target species type typ fold "
    "split pred prediction"
)
_TIME = _words(
    "year years yr jahr date datum time zeit timestamp datetime epoch unix hour stunde minute month monat day tag week "
    "woche doy année annee año ano anno jour mois decade"
)
# words that stand beside x and y and say no more than that they are coordinates
_FILLERS = _words(
    "pos position coord coords coordinate coordinates koordinate koord wert value val axis achse loc location"
)
_UNIT = re.compile(r"[\(\[\{<].*?[\)\]\}>]|\s(?:in|/)\s.*$|/.*$")
_UNITS = _words(
    "mm cm dm m km um µm μm nm in inch ft px pixel pixels deg degree degrees grad rad s ms g kg mg ev kev v mv au pc "
    "kpc mpc"
)
_WORD = re.compile(r"[^\W\d_]+\d*|\d+")
_CAMEL = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])")
_GLUED = re.compile(rf"(?:{'|'.join(sorted(_FILLERS, key=len, reverse=True))})")


def is_unit(cell: str) -> bool:
    """Whether a cell below a name is its unit: in brackets, or a known one."""
    bare = cell.strip()
    return bare == "" or bare.lower() in _UNITS or (bare[0] in "[(<" and bare[-1] in "])>")


@dataclass(frozen=True)
class Words:
    """The words of a name, without its unit."""

    words: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What the name says the column is, other than data: by its first or last word; "length of day" is a length."""
        told = {*self.words[:1], *self.words[-1:]} if not {"of", "per", "pro", "je"} & {*self.words} else set()
        for kind, known in (("time", _TIME), ("label", _LABEL), ("id", _ID), ("index", _INDEX)):
            if told & known:
                return kind  # type: ignore[return-value]
        last = self.words[-1] if self.words else ""
        return "id" if len(last) > 3 and last.endswith("id") and last not in _NO_ID else ""


def words_of(name: str) -> Words:
    """Errors: none; a name of signs alone has no words."""
    bare = _UNIT.sub(" ", name) if _UNIT.sub(" ", name).strip() else name
    found = [word.lower() for part in _CAMEL.split(bare) for word in _WORD.findall(part)]
    # "x_1" is x1
    joined: list[str] = []
    for word in found:
        if word.isdigit() and joined and len(word) == 1 and joined[-1].isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    if len(joined) > 1:
        joined = joined[:1] + [word for word in joined[1:] if word not in _UNITS]
    return Words(tuple(_unglued(word) for word in joined))


def _unglued(word: str) -> str:
    """`xcoord` and `posy` say x and y."""
    rest = _GLUED.sub("", word)
    return rest if rest in {"x", "y"} else word


def telling_pair(names: Sequence[str]) -> tuple[int, int] | None:
    """The positions of the two names that call themselves x and y; None where no two do.

    Both must have the same words besides; the fewer those are the better, and the first pair of several.
    """
    words = [words_of(name).words for name in names]
    for across, up in PAIRS:
        found = [
            (len(rest), first, second)
            for first, rest in _besides(words, across)
            for second, other in _besides(words, up)
            if rest == other and first != second
        ]
        if found:
            _, first, second = min(found)
            return first, second
    return _single(words)


def _single(words: Sequence[tuple[str, ...]]) -> tuple[int, int] | None:
    """One name that says x and one that says y, whatever else they say."""
    for across, up in PAIRS[:5]:
        ones, others = _besides(words, across), _besides(words, up)
        if len(ones) == len(others) == 1 and ones[0][0] != others[0][0]:
            return ones[0][0], others[0][0]
    return None


def _besides(words: Sequence[tuple[str, ...]], known: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Position and other words of each name that has a known word."""
    return [
        (index, frozenset(each) - known - _FILLERS) for index, each in enumerate(words) if any(w in known for w in each)
    ]
