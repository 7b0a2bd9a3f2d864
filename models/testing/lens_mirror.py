"""Mirror the target, the field and the particles: every map must mirror, and every figure stay what it is.

A map with its axes exchanged, its rows turned over or taken from the wrong side does not; a pseudo-scalar such as a
curl says so with parity = -1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from ..exact_field import ExactField
from ..field import Field
from ..lenses.base import Lens, Look, Map, Specimen, Trail
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import find_modes
from .lens_noise import Noise, seen
from .lens_shapes import mirrored_places, mirrored_shapes

TARGET = GaussianMixture.create([0.5, 0.3, 0.2], [[1.8, 1.1], [-1.5, -0.4], [0.4, -2.2]], [0.5, 0.4, 0.6])
# nobody's score is the target's own: what a lens shows of an error is nowhere zero
WRONG = GaussianMixture.create([0.6, 0.2, 0.2], [[1.5, 1.3], [-1.9, -0.1], [0.8, -1.9]], [0.6, 0.5, 0.5])
TURN = 0.4
# share of cells that may differ, where a border falls on them; and how far, of the map's largest value
STRAY, CLOSE = 0.03, 2e-3
# how far a figure may differ, of its size, beside its noise: draws are not mirrored; and of the look's largest figure,
# which is what float32 leaves of a figure that is exactly 0
SAMPLED, ROUNDED = 0.2, 1e-4


@dataclass(frozen=True)
class Mirror:
    """A reflection of the plane, as a symmetric matrix that is its own inverse, and what it does to an array."""

    name: str
    matrix: Tensor
    turned: Callable[[Tensor], Tensor]

    def points(self, x: Tensor) -> Tensor:
        return x @ self.matrix.to(x.dtype)

    def target(self, mixture: GaussianMixture) -> GaussianMixture:
        return GaussianMixture(mixture.weights, self.points(mixture.means), mixture.scales)


MIRRORS = (
    Mirror("x becomes -x", torch.tensor([[-1.0, 0.0], [0.0, 1.0]]), lambda values: values.flip(1)),
    Mirror("x and y are exchanged", torch.tensor([[0.0, 1.0], [1.0, 0.0]]), lambda values: values.T),
)


class Turned(Field):
    """The wrong score plus a rotation about the origin: no gradient, and no energy."""

    def __init__(self) -> None:
        self._exact = ExactField(WRONG)

    def score(self, x: Tensor) -> Tensor:
        return self._exact.score(x) + TURN * torch.stack([-x[:, 1], x[:, 0]], dim=1)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), self._exact.score_and_divergence(x)[1]


class Mirrored(Field):
    """Another field, in the mirror."""

    def __init__(self, field: Field, mirror: Mirror) -> None:
        self._field, self._mirror = field, mirror
        self.has_energy, self.noise_range = field.has_energy, field.noise_range

    def score(self, x: Tensor) -> Tensor:
        return self._mirror.points(self._field.score(self._mirror.points(x)))

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        score, divergence = self._field.score_and_divergence(self._mirror.points(x))
        return self._mirror.points(score), divergence

    def energy(self, x: Tensor) -> Tensor:
        return self._field.energy(self._mirror.points(x))

    def smoothed_score(self, x: Tensor, sigma: Tensor | float) -> Tensor:
        return self._mirror.points(self._field.smoothed_score(self._mirror.points(x), sigma))

    def smoothed_score_and_divergence(self, x: Tensor, sigma: Tensor | float) -> tuple[Tensor, Tensor]:
        score, divergence = self._field.smoothed_score_and_divergence(self._mirror.points(x), sigma)
        return self._mirror.points(score), divergence


def lopsided(mirror: Mirror | None = None, energy: bool = True) -> Specimen:
    """Three modes of no symmetry and a wrong field, with or without an energy; or all of it in the mirror."""
    field: Field = ExactField(WRONG) if energy else Turned()
    mixture, x = TARGET, WRONG.to(torch.float32).sample(400, stream(0, "particles"))
    if mirror is not None:
        field, mixture, x = Mirrored(field, mirror), mirror.target(mixture), mirror.points(x)
    trail = Trail(torch.tensor([10.0, 20.0, 30.0]), torch.tensor([1.0, 0.4, 0.5]), 0.1)
    return Specimen(mixture, find_modes(mixture), field, x, None, 3.0, trail)


def mirror(kind: type[Lens]) -> Iterator[str]:
    """What a lens shows of the mirrored specimen is what it shows of the specimen, mirrored."""
    for energy in (True, False):
        plain, noise = seen(kind, lopsided(energy=energy)), Noise(kind, lopsided(energy=energy))
        for each in MIRRORS:
            turned = seen(kind, lopsided(each, energy), settings=mirrored_places(kind, each.points))
            yield from mirrored_shapes(kind.__name__, plain, turned, each.name, each.points)
            yield from _maps(kind.__name__, plain, turned, each)
            yield from _figures(kind.__name__, plain, turned, each, noise)


def _maps(lens: str, plain: Look, turned: Look, mirror: Mirror) -> Iterator[str]:
    if plain.maps.keys() != turned.maps.keys():
        yield f"{lens} shows other maps when {mirror.name}."
        return
    rounded = ROUNDED * _largest(plain)
    for name, shown in plain.maps.items():
        if not _alike(shown.parity * mirror.turned(shown.values), turned.maps[name].values, rounded):
            yield f"The map {name!r} of {lens} does not mirror when {mirror.name}: look at {_hint(shown)}."
    if (plain.hatch is None) != (turned.hatch is None):
        yield f"{lens} hatches one of two specimens that are each other's mirror."
    if plain.hatch is None or turned.hatch is None:
        return
    if not _alike(mirror.turned(plain.hatch.float()), turned.hatch.float()):
        yield f"The hatching of {lens} does not mirror when {mirror.name}: look at its rows and columns."


def _hint(shown: Map) -> str:
    if shown.parity == 1:
        return "its rows and columns, or state parity = -1 if a mirror turns its sign"
    return "its sign, or state no parity"


def _figures(lens: str, plain: Look, turned: Look, mirror: Mirror, noise: Noise) -> Iterator[str]:
    """Every bound is in the figure's own units: a lens that shows the same in others is judged the same."""
    rounded = ROUNDED * _largest(plain)
    for name, number in plain.numbers.items():
        other = turned.numbers.get(name)
        if other is not None:
            off, size = abs(number.value - other.value), max(abs(number.value), abs(other.value))
            if off <= SAMPLED * size + rounded or off <= SAMPLED * size + noise.of_number(name):
                continue
        yield f"The number {name!r} of {lens} changes when {mirror.name}; a mirror changes no figure."
    for name, curve in plain.curves.items():
        beside = turned.curves.get(name)
        if beside is not None and beside.y.shape == curve.y.shape:
            off, size = float((curve.y - beside.y).abs().mean()), float(curve.y.abs().mean())
            if off <= SAMPLED * size or off <= SAMPLED * size + noise.of_curve(name):
                continue
        yield f"The curve {name!r} of {lens} changes when {mirror.name}; a mirror changes no figure."


def _largest(look: Look) -> float:
    sizes = [abs(number.value) for number in look.numbers.values()]
    sizes += [float(shown.values.nan_to_num().abs().max()) for shown in look.maps.values()]
    return max((size for size in sizes if math.isfinite(size)), default=0.0)


def _alike(a: Tensor, b: Tensor, rounded: float = 0.0) -> bool:
    """Whether two maps agree in nearly all cells, in what they say and where they say nothing.

    `rounded` is what float32 leaves of a map that is exactly 0, such as the curl of a gradient beside its divergence.
    """
    silent = a.isnan() & b.isnan()
    near = (a - b).abs() <= CLOSE * float(torch.cat([a, b]).nan_to_num().abs().max()) + 1e-6 + rounded
    return float((silent | near).float().mean()) >= 1 - STRAY
