"""What a worker does once before anybody waits for it: set a panel up, train it, walk on it, and forget it.

The first use of an optimiser imports a good part of torch, and the first product prepares its library: most of a second
that the first visitor would otherwise wait for arrows.
"""

from __future__ import annotations

from scorescape.models.targets.spec import PresetTarget, build_target

from ..protocol.experiment import PanelSpec
from .encoder import encode_frame, field_tensors
from .panel import Panel

TARGET = PresetTarget(name="two-gaussians")
SECONDS = 0.01


def rehearse() -> None:
    """Once through all that a first page asks of a panel; nothing of it is kept."""
    panel = Panel("rehearsal", PanelSpec(), build_target(TARGET))
    panel.step_training(1)
    panel.sample(None)
    panel.advance(SECONDS)
    panel.metrics()
    panel.sample_metrics()
    encode_frame("field", panel.id, 0, panel.run.step_count, field_tensors(panel.run.field()))
