"""What every named target owes: its words, and a mixture that the page can show."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from ..domain import HALF_WIDTH, Grid
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.preset import Preset
from .battery import Check
from .words import sentences

# of the target's mass, at least this much lies in the box that is drawn
INSIDE = 0.98


def facts(kind: type[Preset]) -> Iterator[str]:
    """What a menu says of it."""
    if not getattr(kind, "title", ""):
        yield f"{kind.__name__} states no title; write title = '...' in the class."
    if sentences(getattr(kind, "description", "")) == 0:
        yield f"{kind.__name__} must state description: a sentence on what it teaches."


def mixture(kind: type[Preset]) -> Iterator[str]:
    """The same finite mixture at every call, inside the box."""
    found, again = kind().mixture(), kind().mixture()
    if not isinstance(found, GaussianMixture):
        yield f"mixture() of {kind.__name__} must return a GaussianMixture."
        return
    if not torch.equal(found.means, again.means) or not torch.equal(found.weights, again.weights):
        yield f"{kind.__name__} is another mixture at every call; fix its seed."
    inside = float(found.cell_mass(Grid(1)))
    if not inside >= INSIDE:
        yield f"Only {inside:.0%} of {kind.__name__} lies in the box [-{HALF_WIDTH:g}, {HALF_WIDTH:g}]^2 that is drawn."


CHECKS: dict[str, Check[Preset]] = {"words": facts, "mixture": mixture}
