"""The application: routes, errors, the page, and the engine's life."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.responses import Response

from scorescape.models.plugins import load_plugins

from .api import errors, files, health, openapi
from .api import gallery as kept
from .api.access import Access
from .api.page import PageFiles
from .api.routes import router
from .engine.choice import engine_of
from .live.experiments import Experiments
from .settings import ServerSettings
from .store.database import Database
from .store.gallery import Gallery

LOG = logging.getLogger(__name__)
PAGE = Path(__file__).parent / "page"
# bytes from which an answer is worth compressing, and what numbers as bytes would not shrink by
LARGE = 2_000
DENSE = ("application/octet-stream",)
NOT_BUILT = "<h1>Scorescape</h1><p>The page is not built; run <code>make run</code>.</p>"


def create_app(settings: ServerSettings | None = None) -> FastAPI:
    """One application with its own worker processes, which live exactly as long as it does.

    Errors: InvalidInput for a file of plug-ins that cannot be used.
    """
    settings = settings or ServerSettings()
    load_plugins(settings.plugins, lambda line: LOG.warning("%s", line))
    engine = engine_of(settings)
    experiments = Experiments(engine, settings.max_experiments)
    gallery = Gallery(Database(settings.database_url), settings.max_entry_mb)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        gallery.begin()
        await engine.open(experiments)
        try:
            yield
        finally:
            await engine.close()
            await gallery.close()

    app = FastAPI(title="Scorescape", lifespan=life)
    app.state.engine, app.state.experiments, app.state.gallery = engine, experiments, gallery
    errors.install(app)
    openapi.install(app, settings.token)
    app.add_middleware(errors.BodyLimit)
    app.add_middleware(Access, token=settings.token)
    dense = (*DEFAULT_EXCLUDED_CONTENT_TYPES, *DENSE)
    app.add_middleware(GZipMiddleware, minimum_size=LARGE, compresslevel=5, exclude_content_types=dense)
    app.include_router(router)
    app.include_router(files.router)
    app.include_router(kept.router)
    app.include_router(health.router)
    _close_api(app)
    _add_page(app)
    return app


def _close_api(app: FastAPI) -> None:
    """Whatever no route below /api answers is no file of the page either."""

    @app.api_route("/api/{rest:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def nothing(request: Request) -> None:
        raise HTTPException(405 if errors.methods_of(app, request.url.path) else 404)


def _add_page(app: FastAPI) -> None:
    """Last, as it answers every path that nobody else does."""
    if (PAGE / "index.html").exists():
        files = PageFiles(PAGE)

        async def index(request: Request) -> Response:
            return await files.get_response("index.html", request.scope)

        for name in _pages():
            app.add_api_route(f"/{name}", index, methods=["GET", "HEAD"], include_in_schema=False)
        app.mount("/", files, name="page")
    else:

        @app.get("/", response_class=HTMLResponse)
        async def not_built() -> str:
            return NOT_BUILT


def _pages() -> list[str]:
    """The names of the pages that were built; each opens at its name."""
    built = PAGE / "pages.json"
    return list(json.loads(built.read_text(encoding="utf-8"))) if built.exists() else []
