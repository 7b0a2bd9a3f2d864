"""Between the experiments that are alive and the gallery: saving one, and bringing one back."""

from __future__ import annotations

import asyncio
import base64
import zlib

from scorescape.models.errors import InvalidInput
from scorescape.models.processes import PROCESSES
from scorescape.models.scenes import link
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.scenes.scene import Scene

from ..engine.engine import Engine
from ..engine.messages import Kept
from ..protocol.experiment import ExperimentSpec
from ..protocol.gallery import GalleryEntry, KeptExperiment, KeptRun, PanelSummary, Reopened, SaveRequest
from ..store.gallery import Draft, Gallery
from ..store.tables import Entry
from .experiment import Experiment
from .experiments import Experiments


async def save(request: SaveRequest, experiment: Experiment, engine: Engine, gallery: Gallery) -> GalleryEntry:
    """Each run answers between two of its steps, so what is kept of it is of one moment.

    Errors: NotNow if a run's worker has died; InvalidInput if the whole is too large; GalleryUnavailable.
    """
    runs, spec = list(experiment.states), experiment.spec
    kept: list[Kept] = await asyncio.gather(*(engine.ask("keep", run, run) for run in runs))
    reached = {run: each.state.reached() for run, each in zip(runs, kept, strict=True)}
    shown = request.scene or Scene.parse(link.understood(request.link))
    document = KeptExperiment(
        scene=shown.standing(spec.kind, spec.target, spec.panels),
        runs=[_run(each) for each in kept],
        history=experiment.history.dump(until=reached),
        link=request.link,
    )
    draft = await asyncio.to_thread(_draft, request, document, [each.checkpoint for each in kept])
    return entry_of(await gallery.save(draft))


def _draft(request: SaveRequest, document: KeptExperiment, checkpoints: list[bytes]) -> Draft:
    parts = {
        "document": zlib.compress(document.model_dump_json().encode()),
        "thumbnail": base64.b64decode(request.thumbnail),
    }
    parts |= {f"panel-{index}": checkpoint for index, checkpoint in enumerate(checkpoints)}
    kind = PROCESSES.get(document.scene.kind)
    summaries = [
        kind.summary(spec, kind.state_type.parse(run.state))
        for spec, run in zip(document.scene.specs(), document.runs, strict=True)
    ]
    return Draft(request.name, [{**each, "kind": document.scene.kind} for each in summaries], parts)


def _run(kept: Kept) -> KeptRun:
    newest = kept.newest[0].model_dump() if kept.newest else None
    return KeptRun(state=kept.state.model_dump(), samples=newest)


async def reopen(key: str, experiments: Experiments, engine: Engine, gallery: Gallery) -> Reopened:
    """The experiment with every run where it stood, held still.

    Errors: KeyError if it is not in the gallery; InvalidInput if it was saved by a version this one cannot read.
    """
    parts = await gallery.parts(key)
    entry = await gallery.entry(key)
    document = await asyncio.to_thread(_document, parts["document"])
    scene, runs = document.scene, document.runs
    checkpoints = [parts[f"panel-{index}"] for index in range(len(runs))]
    spec = ExperimentSpec.parse({"kind": scene.kind, "target": scene.subject, "panels": scene.specs()})
    # the desk brings every panel to life first: one that cannot be is refused before anything runs
    await engine.ask("check-kept", (spec, checkpoints))
    experiment = experiments.revive(spec, [run.state for run in runs], checkpoints, document.history)
    return Reopened(experiment=experiment.info(), name=entry.name, scene=scene, link=document.link)


async def scene_of(key: str, gallery: Gallery) -> Scene:
    """What was on show. Errors: KeyError if it is not in the gallery; InvalidInput if it cannot be read."""
    return (await asyncio.to_thread(_document, await gallery.part(key, "document"))).scene


def _document(data: bytes) -> KeptExperiment:
    """Errors: InvalidInput if it is of a newer version, or cannot be read."""
    try:
        return KeptExperiment.model_validate_json(zlib.decompress(data))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            "gallery",
            f"This entry cannot be read ({type(error).__name__}): it is damaged or of another version of Scorescape; "
            "open it with the version that saved it.",
        ) from None


def entry_of(entry: Entry) -> GalleryEntry:
    """A row as the protocol says it."""
    return GalleryEntry(
        id=entry.id,
        kind=_kind_of(entry),
        name=entry.name,
        created=entry.created,
        app_version=entry.app_version,
        n_bytes=entry.n_bytes,
        panels=[
            PanelSummary.model_validate({name: said for name, said in panel.items() if name != "kind"})
            for panel in entry.summary
        ],
        removed=entry.removed,
    )


def _kind_of(entry: Entry) -> str:
    """Before kinds were kept, score panels were the only ones that said a model."""
    for panel in entry.summary:
        if kind := panel.get("kind", SCORE if panel.get("model") else ""):
            return str(kind)
    return ""
