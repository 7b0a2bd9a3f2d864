"""The OpenAPI document, `/openapi.json`: what FastAPI reads off the routes, made exact where types cannot say it.

The records name variants by text, as plug-ins may add some: here the names are those of the registries. What a document
says of a process is read by its kind: here it is any of the kinds there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, get_args

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from scorescape.models.lenses import LENSES
from scorescape.models.networks import NETWORKS
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.processes import PROCESSES
from scorescape.models.samplers import SAMPLERS
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.spec import TargetSpec

from .access import OPEN_PATHS
from .answers import NO_TOKEN

Json = dict[str, Any]
TARGETS = tuple(kind.__name__ for kind in get_args(get_args(TargetSpec)[0]))
SCHEMAS = "#/components/schemas/"
ABOUT = (
    "Every refusal is a `Refusal`: one sentence, and the field it is about. The WebSocket that a run is watched and "
    "commanded on, and all that this document cannot say, is in docs/protocol.md."
)


def install(app: FastAPI, token: str) -> None:
    """The document of this application, made when it is first asked for."""

    def document() -> Json:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=version("scorescape"), description=ABOUT, routes=app.routes)
            _be_exact(made)
            if token:
                _ask_for_token(made)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _be_exact(document: Json) -> None:
    schemas: Json = document["components"]["schemas"]
    _name_variants(schemas)
    _say_kinds(schemas)
    for name in TARGETS:
        for each in (name, f"{name}-Input"):
            if each in schemas:  # which of them it is goes by it
                schemas[each]["required"] = sorted({"kind", *schemas[each].get("required", [])})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for _, _, operation in _operations(document):
        # no route can do without: a fault is answered like a refusal
        fault = {"description": "The server failed through no fault of the request."}
        operation["responses"]["500"] = fault | {"content": _refusal()}


def _name_variants(schemas: Json) -> None:
    """The names that a registry knows, in place of any text."""
    names: dict[tuple[str, str], Callable[[], list[str]]] = {
        ("PresetTarget", "name"): lambda: list(PRESETS),
        ("RunSpec", "objective"): lambda: list(OBJECTIVES),
        ("RunSpec", "architecture"): lambda: list(NETWORKS),
        ("SamplerSpec", "sampler"): lambda: list(SAMPLERS),
        ("Sights", "lens"): lambda: list(LENSES),
    }
    for (record, field), known in names.items():
        for name in (record, f"{record}-Input", f"{record}-Output"):
            for option in _options(schemas.get(name, {}).get("properties", {}).get(field, {})):
                if option.get("type") == "string":
                    option["enum"] = known()


def _options(schema: Json) -> list[Json]:
    return list(schema.get("anyOf", [schema]))


def _say_kinds(schemas: Json) -> None:
    """States and specifications of every kind of process, where a record says those of any."""
    states = [_put(schemas, kind.state_type, "serialization") for _, kind in PROCESSES.items()]
    schemas["ExperimentInfo"]["properties"]["runs"]["items"] = _any_of(states)
    schemas["NewPanel"]["properties"]["panel"] |= _any_of(
        [_put(schemas, kind.spec_type, "validation", "-Input") for _, kind in PROCESSES.items()]
    )
    # scenes keep what was said as it was said: what is left out is left out
    said: Json = schemas["Scene-Output"]["properties"]
    for field in (said.get("common", {}), said.get("processes", {}).get("items", {})):
        if field.get("$ref", "").endswith("PanelSpec-Output"):
            field["$ref"] = SCHEMAS + "PanelSpec-Input"
    others = [kind for name, kind in PROCESSES.items() if name != SCORE]
    specs = [_put(schemas, kind.spec_type, "validation") for kind in others]
    # a plug-in's subject may be a union without a name
    subjects = [
        _put(schemas, kind.subject_type, "validation") for kind in others if isinstance(kind.subject_type, type)
    ]
    for name in ("ExperimentSpec", "Scene"):
        for way in ("", "-Input", "-Output"):
            fields: Json = schemas.get(name + way, {}).get("properties", {})
            _also(fields, ("target", "subject"), subjects)
            _also(fields, ("panels", "processes", "common"), specs)


def _put(schemas: Json, record: Any, mode: Any, suffix: str = "") -> Json:
    """The record's schema among the others, unless it is there under its name with the suffix; a reference to it."""
    if record.__name__ + suffix in schemas:
        return {"$ref": SCHEMAS + record.__name__ + suffix}
    schema = TypeAdapter(record).json_schema(mode=mode, ref_template=SCHEMAS + "{model}")
    for name, inner in schema.pop("$defs", {}).items():
        schemas.setdefault(name, inner)
    schemas[record.__name__] = schema
    return {"$ref": SCHEMAS + record.__name__}


def _also(fields: Json, names: tuple[str, ...], more: list[Json]) -> None:
    """Let these fields, or what they are lists of, be one of `more` too; what is said of them stays."""
    for name in names:
        found = fields.get(name)
        if found is None or not more:
            continue
        schema = found.get("items", found)
        said = {key: schema.pop(key) for key in ("title", "description", "default") if key in schema}
        before = _options(dict(schema))
        schema.clear()
        schema.update(said | _any_of([*before, *more]))


def _any_of(schemas: list[Json]) -> Json:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _refusal() -> Json:
    return {"application/json": {"schema": {"$ref": SCHEMAS + "Refusal"}}}


def _ask_for_token(document: Json) -> None:
    document["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "query": {"type": "apiKey", "in": "query", "name": "token"},
    }
    for path, _, operation in _operations(document):
        if path not in OPEN_PATHS:
            operation["security"] = [{"bearer": []}, {"query": []}]
            operation["responses"]["401"] = {"description": NO_TOKEN, "content": _refusal()}
