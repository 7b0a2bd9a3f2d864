"""What well-kept readers of tables get right of the files in tests/models/targets/tables/corpus.py, beside ours.

A reader is right about a file if two of its columns hold the right numbers, whichever it would choose; each has the
text in its right encoding, the sniffing it has, and both decimal signs where it takes one. An encoding is right if both
names are. Prints a line a reader. The readers are no dependency: what is not installed is passed over.
    pip install clevercsv charset-normalizer polars pandas pyarrow && python -m benchmarks.table_readers
"""

from __future__ import annotations

import csv
import io
import math
import time
from collections.abc import Callable, Iterable
from typing import Any

from scorescape.models.targets.point_files import read_points, read_table
from tests.models.targets.tables.corpus import ENCODINGS, TABLES, Table

Column = list[Any]


def _columns(rows: list[list[str]]) -> list[Column]:
    width = max(map(len, rows), default=0)
    return [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]


def _numbers(column: Column, decimal: str) -> list[float]:
    found = []
    for cell in column:
        try:
            value = float(str(cell).replace(decimal, ".") if decimal == "," else cell)
        except (TypeError, ValueError):
            continue
        if math.isfinite(value):
            found.append(value)
    return found


def _holds(columns: Iterable[Column], wanted: list[float]) -> bool:
    return any(
        len(numbers) >= len(wanted) and all(math.isclose(a, b) for a, b in zip(wanted, numbers, strict=False))
        for column in columns
        for decimal in (".", ",")
        for numbers in [_numbers(column, decimal)]
    )


def _text(table: Table) -> str:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"):
        try:
            text = table.data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text and table.names[0][:2] in text.replace("\ufeff", ""):
            return text.lstrip("\ufeff")
    return table.data.decode("latin-1")


def _csv(text: str) -> list[Column]:
    return _columns(list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text))))


def _clevercsv(text: str) -> list[Column]:
    import clevercsv

    dialect = clevercsv.Sniffer().sniff(text)
    return _columns(list(clevercsv.reader(io.StringIO(text), dialect)))


def _pandas(text: str) -> list[Column]:
    import pandas

    read = [pandas.read_csv(io.StringIO(text), sep=None, engine="python", decimal=sign) for sign in ".,"]
    return [list(frame[name]) for frame in read for name in frame.columns]


def _polars(text: str) -> list[Column]:
    import polars

    frame = polars.read_csv(text.encode(), truncate_ragged_lines=True)
    return [frame[name].to_list() for name in frame.columns]


def _pyarrow(text: str) -> list[Column]:
    from pyarrow import csv as arrow

    table = arrow.read_csv(io.BytesIO(text.encode()))
    return [column.to_pylist() for column in table.columns]


def _ours(text: str) -> list[Column]:
    points = read_points(text.encode()).points
    return [points[:, 0].tolist(), points[:, 1].tolist()]


READERS: dict[str, Callable[[str], list[Column]]] = {
    "csv.Sniffer": _csv,
    "clevercsv": _clevercsv,
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "ours": _ours,
}


HEADERS = (
    "Länge;Größe",
    "Höhe (m);Gewicht",
    "Temperatur (°C);Feuchte (%)",
    "hauteur mesurée;été",
    "température;humidité",
    "Año;Población",
    "ø;å",
    "Höjd;Bredd på",
    "x (µm);y (µm)",
    "Fläche (m²);Umfang",
    "Preis (€);Stück",
    "Nº;medición",
)


def _with_header(header: str) -> Table:
    rows = "".join(f"{i},5;{i + 1},5\r\n" for i in range(20))
    first, second = header.split(";")
    return Table(header, f"{header}\r\n{rows}".encode("cp1252"), (first, second))


def _normalizer(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else ""


def _our_decoding(data: bytes) -> str:
    return " ".join(column.name for column in read_table(data).columns)


def _right(reader: Callable[[str], list[Column]], table: Table) -> bool:
    try:
        columns = reader(_text(table))
    except Exception:
        return False  # whatever a reader raises, it has not read the file
    return all(_holds(columns, [point[axis] for point in table.points]) for axis in (0, 1))


def _named(decode: Callable[[bytes], str], table: Table) -> bool:
    try:
        text = decode(table.data)
    except Exception:
        return False
    return all(name in text for name in table.names)


def main() -> None:
    for name, reader in READERS.items():
        began = time.process_time()
        wrong = [table.name for table in TABLES if not _right(reader, table)]
        if len(wrong) == len(TABLES):
            print(f"{name}: not installed")
            continue
        each = (time.process_time() - began) / len(TABLES)
        print(f"{name}: {len(TABLES) - len(wrong)} of {len(TABLES)} right, {1e3 * each:.1f} ms a file; wrong: {wrong}")
    for name, decode in {"charset-normalizer": _normalizer, "ours": _our_decoding}.items():
        tables = [*ENCODINGS, *map(_with_header, HEADERS)]
        wrong = [table.name for table in tables if not _named(decode, table)]
        print(f"{name}: {len(tables) - len(wrong)} of {len(tables)} encodings right; wrong: {wrong}")


if __name__ == "__main__":
    main()
