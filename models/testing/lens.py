"""What every lens owes."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from ..domain import Grid
from ..exact_field import ExactField
from ..field import Field
from ..lenses.base import Lens, Look, Map, Specimen, Trail
from ..lenses.sound import flaws_of_shapes
from ..networks.base import Scaling
from ..networks.build import build_network
from ..networks.spec import NetworkSpec
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import find_modes
from .battery import Check, OwnRandomness
from .lens_gaussian import gaussian
from .lens_mirror import mirror
from .words import settings, words

GRID = Grid(32)
PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 0.5], [-2.0, 0.0]], [0.5, 0.5])
SPEC = NetworkSpec(width=16, depth=2)
LONGEST_QUESTION = 12


def fields() -> dict[str, Field]:
    """A field of every kind that a panel may hold, by what it is called."""
    scaling, noise = Scaling.of(PAIR), (0.1, 10.0)
    return {
        "the exact field": ExactField(PAIR),
        "a score network": build_network(SPEC, "score", scaling, None, stream(0, "init")).requires_grad_(False),
        "an energy network": build_network(SPEC, "energy", scaling, None, stream(0, "init")).requires_grad_(False),
        "a network of many noise levels": build_network(
            SPEC, "score", scaling, noise, stream(0, "init")
        ).requires_grad_(False),
    }


def specimen(field: Field, walked: bool) -> Specimen:
    """With particles and their trail, or as a panel is before anything was sampled."""
    known = Specimen(PAIR, find_modes(PAIR), field)
    if not walked:
        return known
    particles = PAIR.to(torch.float32).sample(300, stream(0, "particles"))
    trail = Trail(torch.tensor([10.0, 20.0]), torch.tensor([1.0, 0.5]), 0.1)
    return Specimen(known.mixture, known.modes, field, particles, None, 0.0, trail)


def facts(kind: type[Lens]) -> Iterator[str]:
    """What the page says of it, and the question it answers."""
    yield from words(kind)
    question = getattr(kind, "question", "")
    if not question.endswith("?") or len(question.split()) > LONGEST_QUESTION:
        yield f"{kind.__name__} must state question: what it answers, in at most {LONGEST_QUESTION} words and a '?'."


def look(kind: type[Lens]) -> Iterator[str]:
    """It looks at every kind of field, walked on or not, and shows what a page can draw."""
    for called, field in fields().items():
        for walked in (True, False):
            with torch.no_grad():
                seen = kind().look(specimen(field, walked), GRID, stream(0, "lens"))
            yield from (f"Looking at {called}, {kind.__name__} {fault}" for fault in _undrawable(seen, kind))


def _undrawable(seen: Look, kind: type[Lens]) -> Iterator[str]:
    if not (seen.maps or seen.numbers or seen.curves or seen.note or seen.slices or seen.bars or seen.marks):
        yield "shows nothing; say why in the look's note."
    for name, shown in seen.maps.items():
        yield from (f"shows a map {name!r} {fault}" for fault in _undrawable_map(shown))
    for name, number in seen.numbers.items():
        if not (number.label and number.unit):
            yield f"gives the number {name!r} no label or no unit."
    for name, curve in seen.curves.items():
        if curve.x.shape != curve.y.shape or not (curve.x_label and curve.y_label):
            yield f"gives the curve {name!r} no labels, or not one y for every x."
    if seen.hatch is not None and (seen.hatch.shape != (GRID.side, GRID.side) or seen.hatch.dtype != torch.bool):
        yield "hatches something other than cells of the grid, (G, G) of bool."
    yield from (f"shows what cannot be drawn: {flaw}" for flaw in flaws_of_shapes(seen, kind))


def _undrawable_map(shown: Map) -> Iterator[str]:
    if shown.values.shape != (GRID.side, GRID.side):
        yield "that does not have the grid's shape (G, G)."
        return
    if bool(torch.isinf(shown.values).any()) or not bool(torch.isfinite(shown.values).any()):
        yield "with infinite values or none; NaN stands for nothing to say."
    if not (shown.quantity and shown.unit):
        yield "without its quantity or unit."


def randomness(kind: type[Lens]) -> Iterator[str]:
    """The same generator gives the same look, and no other is drawn from."""
    known = specimen(ExactField(PAIR), walked=True)
    with OwnRandomness() as own, torch.no_grad():
        looks = [kind().look(known, GRID, stream(0, "lens")) for _ in range(2)]
    if not own.kept:
        yield f"{kind.__name__} draws from torch's global generator; pass generator=generator to every draw."
    first, second = ([float(number.value) for number in seen.numbers.values()] for seen in looks)
    if not torch.equal(torch.tensor(first).nan_to_num(), torch.tensor(second).nan_to_num()):
        yield f"{kind.__name__} sees two things in one specimen; draw from the generator alone."


CHECKS: dict[str, Check[Lens]] = {
    "words": facts,
    "settings": settings,
    "look": look,
    "randomness": randomness,
    "mirror": mirror,
    "gaussian": gaussian,
}
