"""The gallery's routes: save, list, rename, remove, open again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from scorescape.models.scenes.scene import Scene

from ..live import saving
from ..protocol.gallery import GalleryEntry, RenameRequest, Reopened, SaveRequest
from ..store.gallery import Gallery
from .answers import refuses, sends
from .json_body import JsonRoute
from .routes import EngineDep, ExperimentsDep, found

router = APIRouter(prefix="/api/gallery", route_class=JsonRoute)
GONE = "This experiment is no longer in the gallery; look at the list again."


def _gallery(request: Request) -> Gallery:
    return cast(Gallery, request.app.state.gallery)


GalleryDep = Annotated[Gallery, Depends(_gallery)]


@contextmanager
def _here() -> Iterator[None]:
    """What the gallery does not know is a 404 with a sentence."""
    try:
        yield
    except KeyError:
        raise HTTPException(404, GONE) from None


@router.get("", responses=refuses(503))
async def list_entries(gallery: GalleryDep) -> list[GalleryEntry]:
    return [saving.entry_of(entry) for entry in await gallery.entries()]


@router.get("/removed", responses=refuses(503))
async def list_removed(gallery: GalleryDep) -> list[GalleryEntry]:
    """Those that can be brought back."""
    return [saving.entry_of(entry) for entry in await gallery.removed()]


@router.post("", status_code=201, responses=refuses(404, 409, 413, 422, 503))
async def save(
    request: SaveRequest, gallery: GalleryDep, experiments: ExperimentsDep, engine: EngineDep
) -> GalleryEntry:
    return await saving.save(request, found(request.experiment, experiments), engine, gallery)


@router.get(
    "/{key}/thumbnail.png",
    response_class=Response,
    responses=sends("image/png", what="The picture.") | refuses(404, 422, 503),
)
async def thumbnail(key: str, gallery: GalleryDep) -> Response:
    with _here():
        picture = await gallery.part(key, "thumbnail")
    # an entry's picture never changes
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=31536000, immutable"})


@router.get("/{key}/scene", responses=refuses(404, 422, 503))
async def scene(key: str, gallery: GalleryDep) -> Scene:
    """What was on show when it was saved, without bringing anything to life."""
    with _here():
        return await saving.scene_of(key, gallery)


@router.patch("/{key}", responses=refuses(404, 413, 422, 503))
async def rename(key: str, request: RenameRequest, gallery: GalleryDep) -> GalleryEntry:
    with _here():
        return saving.entry_of(await gallery.rename(key, request.name))


@router.delete("/{key}", responses=refuses(404, 422, 503))
async def remove(key: str, gallery: GalleryDep) -> GalleryEntry:
    with _here():
        return saving.entry_of(await gallery.remove(key))


@router.post("/{key}/restore", responses=refuses(404, 422, 503))
async def restore(key: str, gallery: GalleryDep) -> GalleryEntry:
    with _here():
        return saving.entry_of(await gallery.restore(key))


@router.post("/{key}/open", status_code=201, responses=refuses(404, 409, 422, 503))
async def reopen(key: str, gallery: GalleryDep, experiments: ExperimentsDep, engine: EngineDep) -> Reopened:
    with _here():
        return await saving.reopen(key, experiments, engine, gallery)
