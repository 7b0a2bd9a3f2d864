"""What each route may answer beside what it promises, as the OpenAPI document declares it."""

from __future__ import annotations

from typing import Any

from ..protocol.refusals import Refusal

Answers = dict[int | str, dict[str, Any]]
BYTES = {"schema": {"type": "string", "format": "binary"}}

WORDS = {
    404: "There is no such experiment, run or entry.",
    409: "The request is sound and the server's state is against it: its limit is reached, or a worker has died.",
    413: "The body holds more than 8 MB.",
    422: "What was sent cannot be used; `field` names the part.",
    503: "The gallery's database cannot be used now; all else goes on.",
}
# of a server that was started with a token; declared where the document declares the token
NO_TOKEN = "The server asks for a token and none, or another one, was shown."


def refuses(*statuses: int) -> Answers:
    """The refusals a route may answer, each a `Refusal`."""
    return {status: {"model": Refusal, "description": WORDS[status]} for status in statuses}


def sends(*media_types: str, what: str) -> Answers:
    """An answer that is a file."""
    return {200: {"description": what, "content": dict.fromkeys(media_types, BYTES)}}


def takes(what: str, *media_types: str) -> dict[str, Any]:
    """A body that is a file."""
    return {"requestBody": {"required": True, "description": what, "content": dict.fromkeys(media_types, BYTES)}}
