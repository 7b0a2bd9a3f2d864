"""Between the experiments that are alive and the gallery: saving one, and bringing one back."""

from __future__ import annotations

import asyncio
import base64
import zlib

from scorescape.models.errors import InvalidInput
from scorescape.models.processes import PROCESSES
from scorescape.models.settings import Settings

from ..engine.engine import Engine
from ..engine.messages import Kept
from ..protocol.experiment import ExperimentSpec, parse_spec
from ..protocol.gallery import GalleryEntry, KeptExperiment, KeptPanel, PanelSummary, Reopened, SaveRequest
from ..store.gallery import Draft, Gallery
from ..store.tables import Entry
from .experiment import Experiment
from .experiments import Experiments


async def save(request: SaveRequest, experiment: Experiment, engine: Engine, gallery: Gallery) -> GalleryEntry:
    """Each run answers between two of its steps, so what is kept of it is of one moment.

    Errors: InvalidInput if a run's worker has died or the whole is too large; GalleryUnavailable.
    """
    runs, spec = list(experiment.states), experiment.spec
    kept: list[Kept] = await asyncio.gather(*(engine.ask("keep", run, run) for run in runs))
    steps = {run: getattr(each.state, "step", 0) for run, each in zip(runs, kept, strict=True)}
    document = KeptExperiment(
        kind=spec.kind,
        target=spec.target.model_dump(),
        panels=[_panel(panel, each) for panel, each in zip(spec.panels, kept, strict=True)],
        history=experiment.history.dump(until=steps),
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
    kind = PROCESSES.get(document.kind)
    summaries = [
        kind.summary(parse_spec(document.kind, panel.spec), kind.state_type.parse(panel.state))
        for panel in document.panels
    ]
    return Draft(request.name, [dict(each) for each in summaries], parts)


def _panel(spec: Settings, kept: Kept) -> KeptPanel:
    newest = kept.newest[0].model_dump() if kept.newest else None
    return KeptPanel(spec=spec.model_dump(), state=kept.state.model_dump(), samples=newest)


async def reopen(key: str, experiments: Experiments, engine: Engine, gallery: Gallery) -> Reopened:
    """The experiment with every run where it stood, held still.

    Errors: KeyError if it is not in the gallery; InvalidInput if it was saved by a version this one cannot read.
    """
    parts = await gallery.parts(key)
    entry = await gallery.entry(key)
    document = await asyncio.to_thread(_document, parts["document"])
    checkpoints = [parts[f"panel-{index}"] for index in range(len(document.panels))]
    panels = [panel.spec for panel in document.panels]
    spec = ExperimentSpec.parse({"kind": document.kind, "target": document.target, "panels": panels})
    # the desk brings every panel to life first: one that cannot be is refused before anything runs
    await engine.ask("check-kept", (spec, checkpoints))
    states = [panel.state for panel in document.panels]
    experiment = experiments.revive(spec, states, checkpoints, document.history)
    return Reopened(experiment=experiment.info(), name=entry.name, link=document.link)


def _document(data: bytes) -> KeptExperiment:
    try:
        return KeptExperiment.model_validate_json(zlib.decompress(data))
    except (zlib.error, ValueError) as error:
        raise InvalidInput(
            "gallery",
            f"This entry cannot be read ({type(error).__name__}): it is damaged or of another version of Scorescape; "
            "open it with the version that saved it.",
        ) from None


def entry_of(entry: Entry) -> GalleryEntry:
    """A row as the protocol says it."""
    return GalleryEntry(
        id=entry.id,
        name=entry.name,
        created=entry.created,
        app_version=entry.app_version,
        n_bytes=entry.n_bytes,
        panels=[PanelSummary.model_validate(panel) for panel in entry.summary],
        removed=entry.removed,
    )
