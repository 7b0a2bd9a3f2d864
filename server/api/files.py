"""Routes of the drawing's files: points and pictures become targets, targets become samples."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from scorescape.models.targets.imports import PointsQuery, TableQuery

from ..protocol.files import FileTable, ImportedPicture, ImportedPoints, PictureQuery, SamplesQuery
from .answers import refuses, sends, takes
from .json_body import JsonRoute
from .routes import EngineDep

router = APIRouter(prefix="/api/targets", route_class=JsonRoute)
JSON = "application/json"
A_FILE_OF_POINTS = takes("A file of points: text, NPY or NPZ.", "text/csv", "application/octet-stream")


@router.post(
    "/points",
    response_model=ImportedPoints,
    responses=refuses(413, 422),
    openapi_extra=A_FILE_OF_POINTS,
)
async def import_points(request: Request, query: Annotated[PointsQuery, Query()], engine: EngineDep) -> Response:
    """The body is the file: a table of text, NPY or NPZ."""
    return Response(await engine.ask("points", (await request.body(), query)), media_type=JSON)


@router.post(
    "/table",
    response_model=FileTable,
    responses=refuses(413, 422),
    openapi_extra=A_FILE_OF_POINTS,
)
async def look_at_table(request: Request, query: Annotated[TableQuery, Query()], engine: EngineDep) -> Response:
    """As for points: what can be chosen of the file, also where no density comes of it."""
    return Response(await engine.ask("table", (await request.body(), query)), media_type=JSON)


@router.post(
    "/picture",
    response_model=ImportedPicture,
    responses=refuses(413, 422),
    openapi_extra=takes("A picture file; or ink, width x height bytes, top row first.", "application/octet-stream"),
)
async def import_picture(request: Request, query: Annotated[PictureQuery, Query()], engine: EngineDep) -> Response:
    """The body is the picture's file, PNG, JPEG, GIF, WebP or BMP; or, with width and height, its ink: as many bytes,
    top row first, 255 is all the ink there can be."""
    return Response(await engine.ask("picture", (await request.body(), query)), media_type=JSON)


@router.post(
    "/samples",
    response_class=Response,
    responses=sends("text/csv", "application/octet-stream", what="The points.") | refuses(413, 422),
)
async def draw_samples(query: SamplesQuery, engine: EngineDep) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="samples.{query.format}"'}
    media_type = "text/csv" if query.format == "csv" else "application/octet-stream"
    return Response(await engine.ask("samples", query), media_type=media_type, headers=headers)
