"""What is refused before anything runs."""

from __future__ import annotations

from collections.abc import Sequence

from scorescape.models.processes import PROCESSES

from ..protocol.experiment import ExperimentSpec


def check(spec: ExperimentSpec) -> bool:
    """Errors: those of the panels' kind, for one that could not be built."""
    PROCESSES.get(spec.kind).check(spec.panels, spec.target)
    return True


def check_kept(question: tuple[ExperimentSpec, Sequence[bytes]]) -> bool:
    """Bring every panel to life from its checkpoint once. Errors: whatever hinders it."""
    spec, checkpoints = question
    kind = PROCESSES.get(spec.kind)
    for panel, checkpoint in zip(spec.panels, checkpoints, strict=True):
        kind("check", panel, spec.target, checkpoint)
    return True
