"""Any error as {"field", "message"} with one sentence and the right status."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scorescape.models.errors import ScorescapeError
from scorescape.models.settings import refusal_of

from ..store.faults import GalleryUnavailable

MAX_BODY_BYTES = 8_000_000
# beyond this a sender is cut off without its sentence
MAX_DRAINED_BYTES = 256_000_000


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(GalleryUnavailable)
    async def _unavailable(_: Request, error: GalleryUnavailable) -> JSONResponse:
        return _answer(503, error.message, "gallery")

    @app.exception_handler(ScorescapeError)
    async def _refused(_: Request, error: ScorescapeError) -> JSONResponse:
        return _answer(422, error.message, getattr(error, "field", ""))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fault = error.errors()[0]
        refused = refusal_of(dict(fault), [str(part) for part in fault["loc"] if part != "body"])
        return _answer(422, refused.message, refused.field)

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        return _answer(error.status_code, str(error.detail))


def _answer(status: int, message: str, field: str = "") -> JSONResponse:
    return JSONResponse({"field": field, "message": message}, status_code=status)


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
