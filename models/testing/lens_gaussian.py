"""What a lens shows of a Gaussian and an affine field, held against what it says that it must show."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from ..field import Field
from ..laws import NoLaw
from ..lenses.base import Formula, GaussianSpecimen, Lens, Look, Shown, Trail
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import find_modes
from .lens_mirror import lopsided
from .lens_noise import GRID, Noise, seen
from .lens_shapes import kept_shapes, shapes_of
from .words import sentences

VARIANCE = 0.49
# an energy that is too sharp; a score that turns about the origin; one that points the wrong way
CASES = ((8.0, 0.0), (1.2, 0.9), (-0.7, 0.0))
# relative: of a map's and a curve's mean size, and of a number, which may be a mean over samples
CLOSE, CLOSE_NUMBER = 0.02, 0.08
STRAY = 0.02
TINY = 2e-3


class Affine(Field):
    """s(x) = -precision x + turn (-y, x), with the energy precision |x|^2 / 2 where there is one."""

    def __init__(self, precision: float, turn: float) -> None:
        self._precision, self._turn = precision, turn
        self.has_energy = turn == 0 and precision > 0

    def score(self, x: Tensor) -> Tensor:
        return -self._precision * x + self._turn * torch.stack([-x[:, 1], x[:, 0]], dim=1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), torch.full((len(x),), -2 * self._precision, dtype=x.dtype)

    def energy(self, x: Tensor) -> Tensor:
        return self._precision / 2 * (x**2).sum(1) if self.has_energy else super().energy(x)


def known(precision: float, turn: float) -> GaussianSpecimen:
    mixture = GaussianMixture.create([1.0], [[0.0, 0.0]], [math.sqrt(VARIANCE)])
    particles = mixture.to(torch.float32).sample(400, stream(0, "particles"))
    trail = Trail(torch.tensor([10.0, 20.0, 30.0]), torch.tensor([1.0, 0.4, 0.5]), 0.1)
    modes, field = find_modes(mixture), Affine(precision, turn)
    return GaussianSpecimen(mixture, modes, field, particles, None, 0.0, trail, None, VARIANCE, precision, turn)


def gaussian(kind: type[Lens]) -> Iterator[str]:
    """A lens states what it must show of a Gaussian, and shows it."""
    name = kind.__name__
    if kind.on_gaussian is Lens.on_gaussian:
        yield (
            f"{name} does not say what it must show of a Gaussian: define on_gaussian(specimen), "
            "or return NoLaw('...') with the reason."
        )
        return
    stated: list[Shown] = []
    for case in CASES:
        specimen = known(*case)
        shown = kind().on_gaussian(specimen)
        if isinstance(shown, NoLaw):
            if sentences(shown.reason) == 0:
                yield f"{name} must give the reason of its NoLaw as a sentence."
            return
        stated.append(shown)
        yield from _kept(name, shown, seen(kind, specimen), Noise(kind, specimen))
    yield from _holes(kind, stated)


def _kept(lens: str, shown: Shown, look: Look, noise: Noise) -> Iterator[str]:
    points = GRID.points()
    for name, formula in shown.maps.items():
        if name not in look.maps:
            yield f"{lens} says what its map {name!r} shows of a Gaussian, but shows no such map."
        elif not _agrees(GRID.reshape(formula(points)), look.maps[name].values):
            yield f"The map {name!r} of {lens} does not show of a Gaussian what the lens says it must."
    for name, value in shown.numbers.items():
        found = look.numbers[name].value if name in look.numbers else math.nan
        close = CLOSE_NUMBER * abs(value)
        if not (abs(found - value) <= close + TINY or abs(found - value) <= close + noise.of_number(name)):
            yield f"The number {name!r} of {lens} is {found:.4g} on a Gaussian; the lens says it must be {value:.4g}."
    for name, formula in shown.curves.items():
        if name not in look.curves or not _follows(formula, look.curves[name].x, look.curves[name].y):
            yield f"The curve {name!r} of {lens} does not show of a Gaussian what the lens says it must."
    yield from kept_shapes(lens, shown, look, CLOSE_NUMBER, TINY)


def _holes(kind: type[Lens], stated: list[Shown]) -> Iterator[str]:
    """Maps and shapes that are shown somewhere and stated nowhere, and a lens that states nothing."""
    if not any(shown.maps or shown.numbers or shown.curves or any(shapes_of(shown).values()) for shown in stated):
        yield f"{kind.__name__} states nothing that it must show of a Gaussian; return NoLaw('...') with the reason."
    said = {name for shown in stated for name in (*shown.maps, *shown.unstated)}
    looks = [seen(kind, known(*case)) for case in CASES] + [seen(kind, lopsided(energy=e)) for e in (True, False)]
    for name in sorted({name for look in looks for name in look.maps} - said):
        yield f"{kind.__name__} does not say what its map {name!r} must show of a Gaussian; state it, or why not."
    reasons = {name for shown in stated for name in shown.unstated}
    for what in ("slice", "bars", "mark"):
        known_ones = {name for shown in stated for name in shapes_of(shown)[what]} | reasons
        for name in sorted({name for look in looks for name in shapes_of(look)[what]} - known_ones):
            shape = f"its {what} {name!r}"
            yield f"{kind.__name__} does not say what {shape} must show of a Gaussian; state it, or why not."
    for shown in stated:
        for name, reason in shown.unstated.items():
            if sentences(reason) == 0:
                yield f"{kind.__name__} must say in a sentence why its {name!r} has no closed form on a Gaussian."


def _agrees(stated: Tensor, shown: Tensor) -> bool:
    """Silent in the same cells, and near on average in the others."""
    silent = stated.isnan()
    if float((silent != shown.isnan()).float().mean()) > STRAY:
        return False
    both = ~silent & ~shown.isnan()
    if not bool(both.any()):
        return True
    off = (stated - shown)[both].abs().mean()
    return float(off) <= CLOSE * float(stated[both].abs().mean()) + TINY


def _follows(formula: Formula, x: Tensor, y: Tensor) -> bool:
    stated = formula(x)
    return float((stated - y).abs().mean()) <= CLOSE * float(stated.abs().mean()) + TINY
