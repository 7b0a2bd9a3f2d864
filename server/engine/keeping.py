"""A panel as bytes and back: a panel made of them holds still there and goes on bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorescape.models.parcel import Parcel
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk

from .messages import Kept
from .tape import Tape

if TYPE_CHECKING:
    from .panel import Panel

FORMAT = "scorescape-panel/1"


def keep(panel: Panel) -> Kept:
    """All that the gallery keeps of a panel; the panel itself goes on."""
    held = panel.state().model_copy(update=_held(panel))
    return Kept(held, panel.sample_metrics(), checkpoint(panel))


def _held(panel: Panel) -> dict[str, Any]:
    """What a panel is doing once it holds still."""
    return {
        "phase": "paused" if panel.phase == "training" else panel.phase,
        "sampling": "paused" if panel.sampling == "walking" else panel.sampling,
    }


def checkpoint(panel: Panel) -> bytes:
    """The run with its tape and the walk, as they stand."""
    own = _held(panel) | {
        "message": panel.message,
        "reached": panel.reached,
        "walk_seconds": panel.walk_seconds,
    }
    parts = {"own": Parcel(values=own), "run": panel.run.packed(), "tape": panel.tape.packed()}
    if panel.walk:
        parts["walk"] = panel.walk.packed()
    return Parcel.of(**parts).to_bytes(FORMAT)


def read(data: bytes) -> Parcel:
    """Errors: InvalidInput if the checkpoint is damaged or of another version."""
    return Parcel.from_bytes(data, FORMAT)


def go_on(panel: Panel, kept: Parcel) -> None:
    """Bring a panel that has the run of this checkpoint to where the rest of it stood."""
    own, walk = kept.part("own").values, kept.part("walk")
    panel.phase, panel.sampling, panel.message = own["phase"], own["sampling"], own["message"]
    panel.reached = [(evaluations, distance) for evaluations, distance in own["reached"]]
    panel.tape = Tape.unpacked(kept.part("tape"))
    panel.walk_seconds = own["walk_seconds"]
    if walk.values:
        field = panel.field_of(SamplerSpec.parse(walk.part("own").values["spec"]))
        panel.walk = Walk.unpacked(walk, field, panel.mixture, panel.modes)
