"""Core schemas whose numbers are numbers and whose truths are truths: neither is read from text, nor one as the other.

pydantic reads "5" and true as numbers unless told otherwise, where a record's JSON Schema promises numbers alone. A
whole number may still be written 5.0, as JSON knows no difference.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError, core_schema

# where a core schema holds one other, or several by name or in order
ONE = {"schema", "items_schema", "values_schema"}
SEVERAL = {"fields", "choices", "definitions", "items_schema"}


def exactly(schema: Any) -> Any:
    """The same core schema, taking nothing for a number or a truth that is none."""
    kind = schema["type"]
    if kind in ("float", "bool"):
        return schema | {"strict": True}
    if kind == "int":
        return core_schema.no_info_before_validator_function(_no_truth_or_text, schema)
    if kind == "union":  # takes the branch that fits exactly
        return schema
    return {key: _within(key, value) for key, value in schema.items()}


def _within(key: str, value: Any) -> Any:
    if key in SEVERAL and isinstance(value, list):
        return [exactly(each) for each in value]
    if key in SEVERAL and isinstance(value, dict) and "type" not in value:
        return {name: exactly(each) for name, each in value.items()}
    if key == "fields":  # one of them may be called `type`
        return {name: exactly(each) for name, each in value.items()}
    return exactly(value) if key in ONE and isinstance(value, dict) else value


def _no_truth_or_text(value: object) -> object:
    if isinstance(value, bool | str | bytes):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value
