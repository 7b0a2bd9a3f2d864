"""What the page and the server say of saved experiments."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from scorescape.models.scenes.scene import Scene
from scorescape.models.settings import Settings

from .experiment import ExperimentInfo

MAX_NAME = 120
UNDO_HOURS = 24
MAX_LINK = 2_000_000
MAX_THUMBNAIL = 400_000
DIGIT = "[A-Za-z0-9+/]"
BASE64_OF_PNG = f"^(iVBORw0KGgo=|iVBORw0KGg[opqr]{DIGIT}({DIGIT}{{4}})*({DIGIT}{{2}}==|{DIGIT}{{3}}=)?)?$"
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
    Field(description="1 to 120 characters, not all of them blanks.", json_schema_extra={"pattern": r"\S"}),
]


class SaveRequest(Settings):
    """Keep an experiment that is alive, with all its runs as they stand."""

    experiment: str
    name: Name
    scene: Scene | None = Field(None, description="What the page shows: how it is looked at comes back with it.")
    link: str = Field(
        "",
        max_length=MAX_LINK,
        description="The same as a link, from pages that know no scenes; it comes back unchanged.",
    )
    thumbnail: Annotated[str, AfterValidator(_a_picture)] = Field(
        "",
        max_length=MAX_THUMBNAIL,
        description="Base64 of a PNG; empty for none.",
        json_schema_extra={"pattern": BASE64_OF_PNG},
    )


class RenameRequest(Settings):
    """Another name for a saved experiment."""

    name: Name


class PanelSummary(Settings):
    """What the list says of a panel; kinds of process other than score panels have a title alone."""

    title: str = ""
    objective: str = ""
    model: str = ""
    seed: int = 0
    step: int = 0
    n_steps: int = 0


class GalleryEntry(Settings):
    """A saved experiment as the list shows it."""

    id: str
    kind: str = Field(
        description="The kind of its processes, as in its scene. Empty of anything but score panels that was saved "
        "before kinds were kept."
    )
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
    scene: Scene = Field(description="How it is looked at, and the processes as they were saved.")
    link: str = Field(description="The link it was saved with; empty where it was saved with a scene.")


class KeptRun(Settings):
    """A run as it was saved; its specification is in the scene, its checkpoint a part beside the document."""

    state: dict[str, Any]
    samples: dict[str, Any] | None = Field(description="The newest figures beside those of the history, if it had any.")


class KeptExperiment(Settings):
    """The document of an entry: a scene, and where its runs stood; that is read by their kind of process."""

    scene: Scene
    runs: list[KeptRun]
    history: list[dict[str, Any]]
    link: str = ""

    @model_validator(mode="before")
    @classmethod
    def _brought_up(cls, values: Any) -> Any:
        """An entry from before there were scenes: what of it is one, and what is the runs'."""
        if not isinstance(values, Mapping) or "scene" in values:
            return values
        panels = [dict(panel) for panel in values["panels"]]
        shown = {key: values[key] for key in ("kind", "target", "link") if key in values}
        return {
            "scene": shown | {"version": 0, "panels": [panel.pop("spec") for panel in panels]},
            "runs": panels,
            "history": values["history"],
            "link": values.get("link", ""),
        }
