"""The one secret a server may ask for: whoever has the token is let in.

The page's URL carries it once (`?token=...`); from then on the browser holds it in a cookie, which also opens the
WebSocket. Programs send `Authorization: Bearer ...`. Probes of life (`/healthz`, `/readyz`) stay open.
"""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "scorescape-token"
OPEN_PATHS = {"/healthz", "/readyz"}
REFUSAL = "This server asks for a token; open the URL it printed when it started."
POLICY_VIOLATION = 1008


class Access:
    """ASGI middleware; with an empty token everybody is let in."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._token or scope["type"] == "lifespan" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        if not self._known(connection):
            await _turn_away(scope, receive, send)
        elif "token" in connection.query_params and scope["type"] == "http":
            await self._app(scope, receive, self._with_cookie(send))
        else:
            await self._app(scope, receive, send)

    def _known(self, connection: HTTPConnection) -> bool:
        bearer = connection.headers.get("authorization", "").removeprefix("Bearer ")
        shown = (connection.query_params.get("token", ""), connection.cookies.get(COOKIE, ""), bearer)
        return any(secrets.compare_digest(each.encode(), self._token.encode()) for each in shown)

    def _with_cookie(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={self._token}; HttpOnly; SameSite=Strict; Path=/"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        return sending


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": REFUSAL})
        return
    headers = {"WWW-Authenticate": "Bearer"}
    answer = JSONResponse({"field": "token", "message": REFUSAL}, status_code=401, headers=headers)
    await answer(scope, receive, send)
