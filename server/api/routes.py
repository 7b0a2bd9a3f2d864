"""The routes: the catalogue, previews of targets, experiments and their exports."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Query, Request, Response, WebSocket
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from scorescape.models.processes.records import MAX_ID
from scorescape.models.settings import Settings, refusal_of
from scorescape.models.targets.spec import TargetSpec

from ..engine.engine import Engine
from ..live.experiment import Experiment
from ..live.experiments import Experiments
from ..live.panels import Panels
from ..protocol.catalogue import Catalogue, catalogue
from ..protocol.experiment import (
    ExperimentExport,
    ExperimentInfo,
    ExperimentSpec,
    NewPanel,
    PanelOrder,
    RestoredPanel,
    parse_spec,
)
from ..protocol.parts import TargetParts
from ..protocol.preview import TargetPreview
from . import socket
from .answers import refuses, sends
from .json_body import JsonRoute

router = APIRouter(prefix="/api", route_class=JsonRoute)


def _experiments(request: Request) -> Experiments:
    return cast(Experiments, request.app.state.experiments)


def _engine(request: Request) -> Engine:
    return cast(Engine, request.app.state.engine)


ExperimentsDep = Annotated[Experiments, Depends(_experiments)]
EngineDep = Annotated[Engine, Depends(_engine)]


def _panels(experiments: ExperimentsDep, engine: EngineDep) -> Panels:
    return Panels(experiments, engine)


PanelsDep = Annotated[Panels, Depends(_panels)]


def found(key: str, experiments: ExperimentsDep) -> Experiment:
    experiment = experiments.get(key)
    if experiment is None:
        raise HTTPException(404, "This experiment is no longer here; start it again.")
    return experiment


ExperimentDep = Annotated[Experiment, Depends(found)]


@router.get("/catalogue", responses=refuses(422))
async def get_catalogue(kind: Annotated[str | None, Query(max_length=MAX_ID)] = None) -> Catalogue:
    """All names; with `kind` only what concerns that kind of process, of which there may be none."""
    return catalogue() if kind is None else catalogue().of(kind)


@router.post("/targets/preview", response_model=TargetPreview, responses=refuses(413, 422))
async def preview_target(target: TargetSpec, engine: EngineDep) -> Response:
    return Response(await engine.ask("preview", target), media_type="application/json")


@router.post("/targets/parts", response_model=TargetParts, responses=refuses(413, 422))
async def parts_of_target(target: TargetSpec, engine: EngineDep) -> Response:
    """The exact mixture, and the levels of noise at which its modes merge."""
    return Response(await engine.ask("parts", target), media_type="application/json")


@router.get("/experiments")
async def list_experiments(experiments: ExperimentsDep) -> list[ExperimentInfo]:
    return experiments.all()


@router.post("/experiments", status_code=201, responses=refuses(409, 413, 422))
async def create_experiment(spec: ExperimentSpec, experiments: ExperimentsDep, engine: EngineDep) -> ExperimentInfo:
    # the desk builds the target and resolves every panel first: a bad one is refused before anything runs
    await engine.ask("check", spec)
    return experiments.create(spec).info()


@router.get("/experiments/{key}", responses=refuses(404, 422))
async def get_experiment(experiment: ExperimentDep) -> ExperimentInfo:
    return experiment.info()


@router.delete("/experiments/{key}", status_code=204, responses=refuses(404, 422))
async def delete_experiment(experiment: ExperimentDep, experiments: ExperimentsDep) -> None:
    experiments.remove(experiment.id)


@router.post("/experiments/{key}/panels", status_code=201, responses=refuses(404, 409, 413, 422))
async def add_panel(new: NewPanel, experiment: ExperimentDep, panels: PanelsDep, engine: EngineDep) -> ExperimentInfo:
    panel = _panel(experiment.spec.kind, new.panel)
    if new.instead is not None:
        _demand(new.instead, experiment)
    await engine.ask("check", experiment.spec.model_copy(update={"panels": [panel]}))
    return await panels.add(experiment, panel, new.at, new.instead)


def _panel(kind: str, values: object) -> Settings:
    try:
        return parse_spec(kind, values)
    except ValidationError as error:
        fault = error.errors()[0]
        raise refusal_of(dict(fault), ["panel", *map(str, fault["loc"])]) from None


@router.put("/experiments/{key}/panels", responses=refuses(404, 413, 422))
async def arrange_panels(order: PanelOrder, experiment: ExperimentDep, panels: PanelsDep) -> ExperimentInfo:
    return panels.arrange(experiment, order.runs)


@router.delete("/experiments/{key}/panels/{run}", responses=refuses(404, 409, 422))
async def remove_panel(run: str, experiment: ExperimentDep, panels: PanelsDep) -> ExperimentInfo:
    """The run is set aside as it stands: `restore` brings it back while the experiment lives."""
    _demand(run, experiment)
    return await panels.remove(experiment, run)


@router.post("/experiments/{key}/panels/{run}/restore", responses=refuses(404, 409, 413, 422))
async def restore_panel(run: str, where: RestoredPanel, experiment: ExperimentDep, panels: PanelsDep) -> ExperimentInfo:
    """A panel that was removed or replaced, with what it had learnt."""
    if where.instead is not None:
        _demand(where.instead, experiment)
    if run not in experiment.aside:
        raise HTTPException(404, f"The panel {run[:40]!r} is no longer kept; add it anew.")
    return await panels.restore(experiment, run, where.at, where.instead)


@router.get("/experiments/{key}/export.json", responses=refuses(404, 422))
async def export_json(experiment: ExperimentDep) -> ExperimentExport:
    """The specification, where each run stands, and the figures along all of them."""
    return ExperimentExport(experiment=experiment.info(), history=experiment.history.dump())


def _run(experiment: ExperimentDep, run: str = "") -> str:
    """The run that is asked for, or the first if none is named."""
    run = run or next(iter(experiment.states))
    _demand(run, experiment)
    return run


def _demand(run: str, experiment: Experiment) -> None:
    if run not in experiment.states:
        raise HTTPException(404, f"This experiment has no run {run[:40]!r}; it has {', '.join(experiment.states)}.")


RunDep = Annotated[str, Depends(_run)]


def _file(what: str) -> dict[str, Any]:
    """What a route that answers with a file of a run declares."""
    files = sends("application/octet-stream", what=what) | refuses(404, 409, 422)
    return {"response_class": Response, "responses": files}


@router.get("/experiments/{key}/export.safetensors", **_file("The weights."))
async def export_weights(run: RunDep, engine: EngineDep) -> Response:
    """The weights of one run, with everything needed to rebuild its field."""
    return _download(f"{run}.safetensors", await engine.ask("export", (run, "weights"), run))


@router.get("/experiments/{key}/export.npz", **_file("Fields and particles as NumPy arrays."))
async def export_arrays(run: RunDep, engine: EngineDep) -> Response:
    """The learnt and the exact field of one run on a grid, and its particles, as NumPy arrays."""
    return _download(f"{run}.npz", await engine.ask("export", (run, "arrays"), run))


@router.get("/experiments/{key}/tape.safetensors", **_file("The tape."))
async def export_tape(run: RunDep, engine: EngineDep) -> Response:
    """The field of one run at up to 256 moments of its training, for scrubbing."""
    return _download(f"{run}-tape.safetensors", await engine.ask("export", (run, "tape"), run))


def _download(name: str, data: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.websocket("/experiments/{key}/stream")
async def stream_experiment(websocket: WebSocket, key: str) -> None:
    await socket.serve(websocket, cast(Experiments, websocket.app.state.experiments), key)
