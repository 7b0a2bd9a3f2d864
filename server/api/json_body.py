"""Bodies of JSON as the protocol promises them: text in UTF-8, no deeper than a stack, and a 422 for all else."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json
from starlette.exceptions import HTTPException

NOT_JSON = (
    "The request is not JSON; send one JSON value in UTF-8, nested less than 200 deep, with numbers of at most "
    "4,000 digits."
)


class JsonRequest(Request):
    """Read by pydantic's parser: Python's own takes half a surrogate and gives up on deep nesting in an exception."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            try:
                # NaN and infinities are read here, so that the field which holds one is named where it is refused
                self._json = from_json(await self.body())
            except ValueError:
                raise HTTPException(422, NOT_JSON) from None
        return self._json


class JsonRoute(APIRoute):
    """A route whose body is read so."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def read(request: Request) -> Response:
            return await handle(JsonRequest(request.scope, request.receive))

        return read
