"""`scorescape serve`: the server, and its URL on standard output when it is ready."""

from __future__ import annotations

import errno
import socket
import sys
import webbrowser
from typing import Any

import uvicorn
from pydantic import ValidationError

from scorescape.models.errors import InvalidInput
from scorescape.models.settings import refusal

from ..app import create_app
from ..engine.engine import Engine
from ..settings import ServerSettings

BACKLOG = 2048


class _Server(uvicorn.Server):
    """Prints the URL once it accepts connections and its workers have rehearsed."""

    engine: Engine
    open_page = False
    token = ""

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.servers:
            await self.engine.awake()
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            url = f"http://{host}:{port}" + (f"/?token={self.token}" if self.token else "")
            sys.stdout.write(f"Scorescape is ready at {url}\n")
            sys.stdout.flush()
            if self.open_page:
                webbrowser.open(url)


def serve(flags: dict[str, Any], *, open_page: bool) -> None:
    """Runs until it is told to stop. Errors: InvalidInput for a flag out of range, and a port that is taken."""
    try:
        settings = ServerSettings(**{key: value for key, value in flags.items() if value is not None})
    except ValidationError as error:
        raise refusal(ServerSettings, error) from None
    with _listening(settings.host, settings.port) as listening:
        app = create_app(settings)
        config = uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            ws="websockets-sansio",
            # deflate costs 13 to 20 % of a core for one stream of particles
            ws_per_message_deflate=False,
            ws_max_size=16_000_000,
            timeout_graceful_shutdown=3,
        )
        server = _Server(config)
        server.engine = app.state.engine
        server.open_page, server.token = open_page, settings.token
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address, before any worker is started for it. Errors: InvalidInput if there can be none."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise InvalidInput(
            "host", f"There is no address {host!r} here; give one of this machine's to --host."
        ) from None
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise InvalidInput("port", _why(error, host, port)) from None
    return bound


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; stop what listens there, or give another to --port (0 takes any that is free)."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be listened on by you; give one above 1023 to --port."
    return f"There is no listening at {host!r}, port {port}; give an address of this machine's to --host."
