"""Files that were right once: bytes and lines of good ones flipped, cut, doubled, mixed and put in odd places."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

FILES = Path(__file__).parents[3] / "fixtures" / "files"
WORDS = (
    b"\0",
    b"\xff",
    b'"',
    b"''",
    b",",
    b";",
    b"\t",
    b"\r",
    b"nan",
    b"-inf",
    b"1e999",
    b"-1e-320",
    b"9" * 400,
    b"1,2,3,4,5",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"#",
    b"sep=|\n",
    b"\xe2\x88\x92",
    b"\n" * 9,
    b"{",
    b"[[",
    b"(-3, 2)",
    b"(99999999999, 2)",
    b"|O",
    b"<f2",
    b"True",
    b"PK\x03\x04",
    b"\x93NUMPY",
    b"IDAT",
    b"\xff\xe1",
)


def mutated(n: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(name of the original, bytes) of n files, the same for a seed."""
    draw = random.Random(seed)
    originals = [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]
    for _ in range(n):
        name, data = draw.choice(originals)
        for _ in range(draw.choice((1, 1, 2, 5, 20))):
            data = draw.choice(MUTATIONS)(data, draw, draw.choice(originals)[1])
        yield name, data[:200_000]


def _at(data: bytes, draw: random.Random) -> int:
    """A place, often one of the first: headers are where readers trust."""
    return draw.randrange(min(len(data), draw.choice((16, 128, 100_000))) or 1)


def _flip(data: bytes, draw: random.Random, _: bytes) -> bytes:
    at = _at(data, draw)
    return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, draw: random.Random, _: bytes) -> bytes:
    return data[: _at(data, draw)]


def _behead(data: bytes, draw: random.Random, _: bytes) -> bytes:
    return data[_at(data, draw) :]


def _insert(data: bytes, draw: random.Random, _: bytes) -> bytes:
    at = _at(data, draw)
    return data[:at] + draw.choice(WORDS) + data[at:]


def _overwrite(data: bytes, draw: random.Random, _: bytes) -> bytes:
    at, word = _at(data, draw), draw.choice(WORDS)
    return data[:at] + word + data[at + len(word) :]


def _lines(data: bytes, draw: random.Random, _: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw.randrange(len(lines))
    doing = draw.choice(("drop", "double", "shuffle", "empty"))
    if doing == "shuffle":
        draw.shuffle(lines)
        return b"\n".join(lines)
    taken = {"drop": [], "double": [lines[at]] * 2, "empty": [b""]}[doing]
    return b"\n".join([*lines[:at], *taken, *lines[at + 1 :]])


def _splice(data: bytes, draw: random.Random, other: bytes) -> bytes:
    at, there = _at(data, draw), _at(other, draw)
    return data[:at] + other[there : there + 400] + data[at:]


def _recode(data: bytes, draw: random.Random, _: bytes) -> bytes:
    return data.decode("latin-1").encode(draw.choice(("utf-16", "utf-16-le", "utf-8", "utf-32")))


MUTATIONS: tuple[Callable[[bytes, random.Random, bytes], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _behead,
    _insert,
    _insert,
    _overwrite,
    _overwrite,
    _lines,
    _splice,
    _recode,
)
