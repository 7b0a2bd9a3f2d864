"""Writes the tables of docs/protocol.md from the records: `python -m scorescape.server.protocol.reference [--check]`.

Prose is written by hand; a table stands between `<!-- table: NAMES -->` and `<!-- end -->`, a record a table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.settings import interval
from scorescape.models.training.spec import OptimiserSpec

from . import experiment, files, health, refusals
from .schemas import OF_SCORE, SENT_BY_BROWSER, SENT_BY_SERVER, schemas

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "protocol.md"
PLACE = re.compile(r"(<!-- table: ([^>]*) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
# records that the page has no use for, and parts of others that have a table of their own
ALSO_SENT = [NetworkSpec, OptimiserSpec, files.PictureQuery]
ALSO_HEARD = [experiment.ExperimentExport, refusals.Refusal, health.Ready]


def written(text: str) -> str:
    """The document with every table as the records are now. Errors: KeyError for a table of no record."""
    known = schemas([*SENT_BY_SERVER, *ALSO_HEARD], [*SENT_BY_BROWSER, *ALSO_SENT])
    return PLACE.sub(lambda place: place[1] + "\n".join(_tables(place[2].split(), known)) + place[4], text)


def _tables(names: list[str], known: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name in names:
        schema = known[name]
        yield f"**{_called(name, schema)}**: {' '.join(schema.get('description', '').split())}\n"
        rows = list(_rows(schema))
        if rows:
            yield "| field | takes | left out | meaning |"
            yield "|---|---|---|---|"
            yield from rows
            yield ""


def _called(name: str, schema: dict[str, Any]) -> str:
    kind = schema.get("properties", {}).get("type", {}).get("const")
    return f"`{kind}`" if kind else f"`{name}`"


def _rows(schema: dict[str, Any]) -> Iterator[str]:
    needed = schema.get("required", [])
    for field, inner in schema.get("properties", {}).items():
        if field == "type" and "const" in inner:
            continue
        default = "needed" if field in needed else _default(inner)
        meaning = " ".join((inner.get("description") or "").split()).replace("|", "\\|")
        yield f"| `{field}` | {_takes(inner)} | {default} | {meaning} |"


def _default(inner: dict[str, Any]) -> str:
    if "default" not in inner:
        return "empty"
    value = inner["default"]
    return "empty" if value in ("", [], {}) else "null" if value is None else f"`{value}`"


def _takes(schema: dict[str, Any]) -> str:
    """What a field takes, in words, with its bounds and unit."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"`{OF_SCORE.get(name, name)}`"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            unit = _unit(schema)
            return " or ".join(dict.fromkeys(_takes(option) for option in schema[key])) + unit
    kind = schema.get("type")
    if kind == "array":
        return _list(schema)
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"object of {_takes(values)}" if isinstance(values, dict) else "object"
    named = {
        "integer": "whole number",
        "number": "number",
        "string": "text",
        "boolean": "true or false",
        "null": "null",
    }
    return named.get(str(kind), "any JSON") + _bounds(schema) + _unit(schema)


def _list(schema: dict[str, Any]) -> str:
    if "prefixItems" in schema:
        return "[" + ", ".join(_takes(item) for item in schema["prefixItems"]) + "]"
    low, high = schema.get("minItems"), schema.get("maxItems")
    many = f", {low or 0:,} to {high:,}" if high else f", at least {low}" if low else ""
    return f"list of {_takes(schema.get('items', {}))}{many}"


def _bounds(schema: dict[str, Any]) -> str:
    if "maxLength" in schema or "minLength" in schema:
        return f" of {schema.get('minLength', 0)} to {schema.get('maxLength', 'any number of')} characters"
    between = interval(schema)
    return f" in {between}" if between else ""


def _unit(schema: dict[str, Any]) -> str:
    unit = schema.get("unit", "1")
    return f" ({unit})" if unit != "1" else ""


def main() -> int:
    text = DOCUMENT.read_text(encoding="utf-8")
    made = written(text)
    if "--check" in sys.argv:
        if made != text:
            sys.stderr.write(f"{DOCUMENT.name} is stale; run `python -m scorescape.server.protocol.reference`.\n")
        return int(made != text)
    DOCUMENT.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
