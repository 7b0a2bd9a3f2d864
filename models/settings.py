"""Hyper-parameters as frozen records that carry their bounds, unit and meaning.

A record's JSON Schema draws its form in the page, checks the command line's `--set key=value`, and gives the
sentence a user sees when a value is refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema

from .errors import InvalidInput
from .exactly import exactly

Scalar = bool | int | float | str
"""What a setting may be where it is given by name."""
Record = TypeVar("Record", bound=BaseModel)


class Settings(BaseModel):
    """Base of every record of settings: immutable, closed to unknown keys, defaults always written out.

    A number is a number and a truth is a truth (exactly.py).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
        allow_inf_nan=False,
    )

    from_text: ClassVar[bool] = False
    """Whether its values arrive as text, as those of a query do, and are read from it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        made: CoreSchema = schema if cls.from_text else exactly(schema)
        return made

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> Self:
        """Build the record, or raise InvalidInput with one sentence that names the field and its range."""
        try:
            return cls.model_validate(dict(values))
        except ValidationError as error:
            raise refusal(cls, error) from None


def setting(
    default: Any = ...,
    *,
    title: str,
    description: str,
    unit: str = "1",
    gt: float | None = None,
    ge: float | None = None,
    lt: float | None = None,
    le: float | None = None,
    advanced: bool = False,
    scale: str | None = None,
) -> Any:
    """A pydantic field with what a form needs: title, unit, bounds, and `scale="log"` for a logarithmic slider."""
    extra: dict[str, Any] = {"unit": unit}
    if advanced:
        extra["advanced"] = True
    if scale:
        extra["scale"] = scale
    return Field(
        default,
        title=title,
        description=description,
        gt=gt,
        ge=ge,
        lt=lt,
        le=le,
        json_schema_extra=extra,
    )


def with_next_seed(record: Record) -> Record:
    """The record with the next seed; after the largest that it takes comes 0, so that it can still be kept and read."""
    seed = record.model_dump(include={"seed"})["seed"] + 1
    most = type(record).model_json_schema()["properties"]["seed"].get("maximum", math.inf)
    return record.model_copy(update={"seed": seed if seed <= most else 0})


def refusal(model: type[BaseModel], error: ValidationError) -> InvalidInput:
    """The first fault pydantic found, as InvalidInput with a sentence for a person."""
    fault = error.errors(include_url=False)[0]
    return refusal_of(dict(fault), [str(part) for part in fault["loc"]], model)


def refusal_of(fault: dict[str, Any], path: list[str], model: type[BaseModel] | None = None) -> InvalidInput:
    """One fault at a path, as InvalidInput; `model`, if given, tells the names and ranges at the path's start."""
    root = model.__name__ if model else "The request"
    named = path[:-1] if path and path[-1] in UNION_BRANCHES else path
    return InvalidInput(".".join(named), _sentence(model, path, root, fault))


LONGEST_SHOWN = 10**30
LIMITS = {
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
}
UNION_BRANCHES = {"bool", "int", "float", "str"}


def _sentence(model: type[BaseModel] | None, path: list[str], root: str, fault: dict[str, Any]) -> str:
    if path and path[-1] in UNION_BRANCHES and len(path) > 1:  # a value that is none of a scalar's kinds
        return f"{'.'.join(path[:-1])} must be a finite number, true, false or text; got {_shown(fault['input'])}."
    name, where = path[-1] if path else root, ".".join(path) or root
    if fault["type"] == "json_invalid":
        return "The request is not JSON; send one JSON object."
    if fault["type"] in ("union_tag_not_found", "union_tag_invalid"):
        asked = fault["ctx"]["discriminator"].strip("'")
        known = fault["ctx"].get("expected_tags", "").replace("'", "")
        return f"{where} must say its {asked}" + (f", one of {known}." if known else "; the schema lists them.")
    if fault["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields) if model and len(path) == 1 else ""
        return f"There is no setting {name!r} here" + (f"; choose one of: {known}." if known else ".")
    if fault["type"] == "missing":
        return f"{where} is missing; give it a value."
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    field = model.model_fields.get(path[0]) if model and len(path) == 1 else None
    if fault["type"] in LIMITS and field is None:
        words, key = LIMITS[fault["type"]]
        return f"{where} must be {words} {fault['ctx'][key]:.12g}; got {_shown(fault['input'])}."
    if model is None or field is None:
        return f"{where}: {fault['msg']}; got {_shown(fault['input'])}."
    label = f"{field.title} ({name})" if field.title else name
    allowed = allowed_range(model, name)
    return f"{label} must be {allowed or fault['msg']}; got {_shown(fault['input'])}."


def allowed_range(model: type[BaseModel], name: str) -> str:
    """What a field takes, in words: `a number in (0, 2] world units`; empty if the schema states no range."""
    schema = model.model_json_schema()["properties"][name]
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    option = options[0]
    unit = schema.get("unit", "")
    suffix = f" {unit}" if unit and unit != "1" else ""
    if "enum" in option:
        return "one of " + ", ".join(map(str, option["enum"]))
    kind = {"number": "a number", "integer": "a whole number", "boolean": "true or false"}.get(option.get("type"))
    if kind is None:
        return ""
    between = interval(option)
    return f"{kind} in {between}{suffix}" if between else kind


def interval(schema: Mapping[str, Any]) -> str:
    """The bounds of a number's schema: `(0, 2]`; empty if it states none."""
    low = f"({schema['exclusiveMinimum']:.12g}" if "exclusiveMinimum" in schema else None
    low = low or (f"[{schema['minimum']:.12g}" if "minimum" in schema else None)
    high = f"{schema['exclusiveMaximum']:.12g})" if "exclusiveMaximum" in schema else None
    high = high or (f"{schema['maximum']:.12g}]" if "maximum" in schema else None)
    return "" if low is None and high is None else f"{low or '(-inf'}, {high or 'inf)'}"


def _shown(value: object) -> str:
    if isinstance(value, int) and abs(value) > LONGEST_SHOWN:  # Python refuses to write the longest ones at all
        return "a whole number of more than 30 digits"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
