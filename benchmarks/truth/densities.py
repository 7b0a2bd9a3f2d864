"""Densities, scores, masses and energies of every target."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import build_target, parse_target

from . import independent
from .cases import CASES, Case
from .rows import Row

N = 2_000


def rows() -> Iterator[Row]:
    """All of them."""
    for case in CASES:
        ours, theirs = build_target(parse_target(case.given)), independent.Mixture(case.parts)
        yield from _pointwise(case, ours, theirs)
        yield from _masses(case, ours, theirs)
        yield from _quadrature(case.name, ExactField(ours), ours, 0.0, 0.0)
    for precision, variance in ((2.0, 0.5), (0.3, 1.0), (40.0, 0.04), (400.0, 0.01)):
        blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [math.sqrt(variance)])
        log_z, kl = math.log(2 * math.pi / precision), independent.gaussian_kl(precision, variance)
        name = f"energy {precision:g} x^2 / 2 on N(0, {variance:g} I)"
        yield from _quadrature(name, Bowl(precision), blob, log_z, kl, precision * variance - 1)
        yield _of_a_known_field(precision, variance, blob)


class Bowl(Field):
    """E = a |x|^2 / 2."""

    has_energy = True

    def __init__(self, precision: float) -> None:
        self._precision = precision

    def score(self, x: Tensor) -> Tensor:
        return -self._precision * x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.score(x), torch.full((len(x),), -2 * self._precision, dtype=x.dtype)

    def energy(self, x: Tensor) -> Tensor:
        return 0.5 * self._precision * (x**2).sum(1)


def _pointwise(case: Case, ours: GaussianMixture, theirs: independent.Mixture) -> Iterator[Row]:
    """At points of the target, where a figure is judged: the worst of them."""
    x = theirs.draw(N)
    x32 = x.astype(np.float32)
    t64, t32 = torch.from_numpy(x), torch.from_numpy(x32)
    seen = x32.astype(np.float64)
    yield _worst("log density, float64", case.name, ours.log_prob(t64).numpy(), theirs.log_density(x), 1e-9)
    field = ExactField(ours)
    with torch.no_grad():
        score, divergence = (each.double().numpy() for each in field.score_and_divergence(t32))
        smoothed = field.smoothed_score(t32, 0.3).double().numpy()
    yield _of_lengths("score, float32", case.name, score, theirs.score(seen), 1e-4)
    yield _arrows(case.name, field, theirs)
    sizes = np.abs(theirs.divergence(seen)).mean()
    yield _worst("divergence, float32", case.name, divergence / sizes, theirs.divergence(seen) / sizes, 1e-3)
    yield _of_lengths("score under noise .3", case.name, smoothed, theirs.smoothed(0.3).score(seen), 1e-4)


def _arrows(case: str, field: Field, theirs: independent.Mixture) -> Row:
    """What the page draws: 24 x 24 arrows, each beside its own length; where there is none to speak of, beside 1 %."""
    ticks = (np.arange(24, dtype=np.float32) + 0.5) / 3 - 4
    x = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    with torch.no_grad():
        found = field.score(torch.from_numpy(x)).double().numpy()
    true = theirs.score(x.astype(np.float64))
    lengths = np.linalg.norm(true, axis=1)
    lengths = np.maximum(lengths, 0.01 * lengths.max())
    at = int((np.linalg.norm(found - true, axis=1) / lengths).argmax())
    off = float(np.linalg.norm(found[at] - true[at]) / lengths[at])
    return Row("arrow / its length, worst of 576", case, 1 + off, 1.0, 1e-3)


def _worst(quantity: str, case: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> Row:
    at = int(np.abs(ours - theirs).argmax())
    return Row(f"{quantity}, worst of {len(ours):,}", case, float(ours[at]), float(theirs[at]), tolerance)


def _of_lengths(quantity: str, case: str, ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> Row:
    """|ours - theirs| beside the root mean square length: what an arrow's error is judged by."""
    size = math.sqrt((theirs**2).sum(1).mean())
    at = int(((ours - theirs) ** 2).sum(1).argmax())
    axis = int(np.abs(ours[at] - theirs[at]).argmax())
    name = f"{quantity} / rms, worst of {len(ours):,}"
    return Row(name, case, float(ours[at, axis]) / size, float(theirs[at, axis]) / size, tolerance)


def _masses(case: Case, ours: GaussianMixture, theirs: independent.Mixture) -> Iterator[Row]:
    modes = find_modes(ours)
    yield Row("mass off the box", case.name, ours.mass_outside(), theirs.mass_off_the_box(), 1e-12)
    centre = modes.cell_mass[64:96, 64:128].sum()
    yield Row("mass of (0, 4) x (0, 2)", case.name, float(centre), theirs.mass_between(0, 4, 0, 2), 1e-12)
    if case.masses:
        yield Row("modes", case.name, float(modes.n_modes), float(len(case.masses)), 0.0)
        shares = (modes.masses / modes.masses.sum()).numpy()
        known = np.sort(np.array(case.masses))[::-1]
        if len(shares) == len(known):
            at = int(np.abs(np.sort(shares)[::-1] - known).argmax())
            # tails reach over the borders
            yield Row("mode's share, worst", case.name, float(np.sort(shares)[::-1][at]), float(known[at]), 1e-3)


def _quadrature(
    case: str, field: Field, mixture: GaussianMixture, log_z: float, kl: float, spread: float = 0.0
) -> Iterator[Row]:
    found = partition_function(field)
    excuse = "" if found.reliable else "called unreliable"
    yield Row("log Z by quadrature", case, found.log_z, log_z, 1e-3, excused=excuse)
    # of an energy that is not exact the KL's own points have noise: 4 standard errors of 20,000, |a v - 1| each
    tolerance = 1e-3 if kl == 0 else 4 * abs(spread) / math.sqrt(20_000)
    yield Row(
        "KL of the target from the energy",
        case,
        kl_divergence(field, mixture, found.log_z),
        kl,
        tolerance,
        excused=excuse,
    )


def _of_a_known_field(precision: float, variance: float, blob: GaussianMixture) -> Row:
    found = FieldJudge(blob).judge(Bowl(precision)).relative_fisher_error
    name = f"-{precision:g} x on N(0, {variance:g} I)"
    expected = (precision * variance - 1) ** 2
    return Row("relative Fisher error", name, found, expected, 1e-5 * max(1.0, expected))
