"""What whoever runs the server asks of it: is it alive, is it ready, how much does it hold."""

from __future__ import annotations

import os

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from ..protocol.health import Alive, Ready
from .routes import EngineDep, ExperimentsDep

router = APIRouter()


@router.get("/healthz")
async def healthz() -> Alive:
    return Alive()


@router.get("/readyz")
async def readyz(experiments: ExperimentsDep, engine: EngineDep) -> Ready:
    return Ready(pid=os.getpid(), experiments=len(experiments), workers=engine.describe().homes)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(experiments: ExperimentsDep) -> str:
    """Gauges as Prometheus reads them."""
    gauges = {"experiments": len(experiments), "clients": experiments.n_clients()}
    return "".join(f"# TYPE scorescape_{name} gauge\nscorescape_{name} {value}\n" for name, value in gauges.items())
