"""What the page and the server say of saved experiments."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from scorescape.models.settings import Settings
from scorescape.models.targets.spec import TargetSpec

from .events import Metrics, SampleMetrics
from .experiment import ExperimentInfo, PanelSpec, RunState

MAX_NAME = 120
UNDO_HOURS = 24
MAX_LINK = 2_000_000
MAX_THUMBNAIL = 400_000
PNG = b"\x89PNG\r\n\x1a\n"


def _a_picture(text: str) -> str:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("The thumbnail must be the base64 of a PNG.") from None
    if data and not data.startswith(PNG):
        raise ValueError("The thumbnail must be a PNG.")
    return text


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME),
    Field(description="1 to 120 characters."),
]


class SaveRequest(Settings):
    """Keep an experiment that is alive, with all its runs as they stand."""

    experiment: str
    name: Name
    link: str = Field("", max_length=MAX_LINK, description="The page's link: its view comes back with the experiment.")
    thumbnail: Annotated[str, AfterValidator(_a_picture)] = Field(
        "", max_length=MAX_THUMBNAIL, description="Base64 of a PNG; empty for none."
    )


class RenameRequest(Settings):
    """Another name for a saved experiment."""

    name: Name


class PanelSummary(Settings):
    """What the list says of a panel."""

    objective: str
    model: str
    seed: int
    step: int
    n_steps: int


class GalleryEntry(Settings):
    """A saved experiment as the list shows it."""

    id: str
    name: str
    created: str = Field(description="ISO 8601, UTC.")
    app_version: str
    n_bytes: int
    panels: list[PanelSummary]
    removed: str | None = Field(description="When it was removed, ISO 8601, UTC; null while it is in the gallery.")


class Reopened(Settings):
    """A saved experiment that is alive again, under new run ids."""

    experiment: ExperimentInfo
    name: str
    link: str


class KeptPanel(Settings):
    """A panel as it was saved; its checkpoint is a part beside this."""

    spec: PanelSpec
    state: RunState
    samples: SampleMetrics | None


class KeptExperiment(Settings):
    """The document of an entry."""

    target: TargetSpec
    panels: list[KeptPanel]
    history: list[Metrics]
    link: str
