"""Any error as {"field", "message"} with one sentence and the right status."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scorescape.models.errors import ScorescapeError
from scorescape.models.settings import refusal_of

from ..protocol.refusals import NotNow
from ..store.faults import GalleryUnavailable

LOG = logging.getLogger(__name__)
MAX_BODY_BYTES = 8_000_000
# beyond this a sender is cut off without its sentence
MAX_DRAINED_BYTES = 256_000_000
FAULT = "The server failed at this through no fault of the request; its log says where. Try again, or report it."


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(GalleryUnavailable)
    async def _unavailable(_: Request, error: GalleryUnavailable) -> JSONResponse:
        return _answer(503, error.message, "gallery")

    @app.exception_handler(NotNow)
    async def _not_now(_: Request, error: NotNow) -> JSONResponse:
        return _answer(409, error.message, error.field)

    @app.exception_handler(ScorescapeError)
    async def _refused(_: Request, error: ScorescapeError) -> JSONResponse:
        return _answer(422, error.message, getattr(error, "field", ""))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fault = error.errors()[0]
        refused = refusal_of(dict(fault), [str(part) for part in fault["loc"] if part not in ("body", "query", "path")])
        return _answer(422, refused.message, refused.field)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 405:
            return _no_such_method(app, request)
        unsaid = error.status_code == 404 and error.detail == "Not Found"
        message = _nothing_at(request) if unsaid else error.detail
        return _answer(error.status_code, message, headers=error.headers)

    @app.exception_handler(Exception)
    async def _fault(_: Request, error: Exception) -> JSONResponse:
        LOG.error("a request failed", exc_info=error)
        return _answer(500, FAULT)


def _nothing_at(request: Request) -> str:
    return f"There is nothing at {request.url.path[:80]}; /openapi.json lists what there is."


def _answer(status: int, message: str, field: str = "", headers: object = None) -> JSONResponse:
    sent = dict(headers) if isinstance(headers, dict) else None
    return JSONResponse({"field": field, "message": message}, status_code=status, headers=sent)


def _no_such_method(app: FastAPI, request: Request) -> JSONResponse:
    """Several routes may share a path: what it takes is what they take together."""
    allowed = methods_of(app, request.url.path)
    if not allowed and request.url.path.startswith("/api/"):
        return _answer(404, _nothing_at(request))
    allowed = allowed or ["GET", "HEAD"]  # files of the page, and the document itself
    message = f"This path takes {', '.join(allowed)}; {request.method[:10]} is not one of them."
    return _answer(405, message, headers={"Allow": ", ".join(allowed)})


def methods_of(app: FastAPI, path: str) -> list[str]:
    """What a path of the document takes; empty for one that is not in it."""
    for known, operations in app.openapi()["paths"].items():
        if compile_path(known)[0].match(path):
            return sorted(method.upper() for method in operations)
    return []


class BodyLimit:
    """Refuses bodies over MAX_BODY_BYTES while they arrive, so that none is ever held whole."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MAX_BODY_BYTES:
                await _drain(message, receive)
                raise HTTPException(413, f"A request may hold at most {MAX_BODY_BYTES // 1_000_000} MB.")
            return message

        await self._app(scope, counted, send)


async def _drain(message: Message, receive: Receive) -> None:
    """Throw the rest of a body away: a client that is still sending would see a reset instead of the answer."""
    drained = 0
    while message["type"] == "http.request" and message.get("more_body") and drained < MAX_DRAINED_BYTES:
        message = await receive()
        drained += len(message.get("body", b""))
