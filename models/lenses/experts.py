"""Experts: the two fields of a product, smoothed as a whole or expert by expert, and what comes of the difference."""

from __future__ import annotations

import math
from functools import lru_cache

import torch
from torch import Generator, Tensor

from ..diagnostics.freezing import freezing, nearest_shares, smoothed_shares
from ..domain import Grid
from ..experts_field import experts_field
from ..field import Field
from ..laws import NoLaw
from ..random_streams import stream
from ..samplers.spec import SamplerSpec
from ..samplers.walk import Walk
from ..settings import setting
from ..targets.compositions.densities import Product, gate, log_density
from ..targets.gaussian_mixture import GaussianMixture, Origin
from ..targets.modes import Modes
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Specimen

N_LEVELS, LEAST, LARGEST = 20, 0.05, 3.0
POINTS, CURVE_SIDE, Z_SIDE = 8_192, 96, 160
# scales of the noise beyond the box that a window of it reaches
DEVIATIONS = 4.0
# as many modes as have figures of their own
MOST_MODES = 3
NO_PRODUCT = (
    "This target is no product of experts; combine drawings by AND, and the two fields of the product show here."
)
NO_LEVELS = (
    "One of the experts is no Gaussian mixture, so that its smoothed score has no closed form; take whole powers."
)
WALKER = {"n_levels": 20, "steps_per_level": 5, "step_ratio": 0.15}


class ExpertsLens(Lens):
    """p * N(0, sigma^2) of the product p, beside the product of the smoothed experts, whose scores can be added.

    Without noise they are one; with noise the shares of the modes differ, and a walk down the levels on added scores
    keeps those of the level where the modes part.
    """

    title = "Experts"
    group = "Energy"
    order = 50
    question = "Are added noisy scores those of the noisy product?"
    equation = (
        r"p_\sigma \propto \Bigl(\textstyle\prod_i p_i^{a_i}\Bigr) * \mathcal{N}(0, \sigma^2 I) \\ "
        r"q_\sigma \propto \textstyle\prod_i \bigl(p_i * \mathcal{N}(0, \sigma^2 I)\bigr)^{a_i}, \quad "
        r"\nabla \log q_\sigma = \textstyle\sum_i a_i s_i(x, \sigma)"
    )
    explanation = (
        "Shows the product under noise beside the product of its noisy experts, whose scores are what is added when "
        "models are combined. Where the shares of the modes differ, a walk down the noise on added scores ends with "
        "wrong weights: those of the level where the modes part."
    )
    source = "Du et al. 2023 (Reduce, Reuse, Recycle), section 3; gate: Jacobs et al. 1991, eq. 1.3."

    sigma: float = setting(
        0.5, ge=LEAST, le=LARGEST, scale="log", unit="world units", title="noise", description="Sigma of the noise."
    )

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        origin = specimen.origin
        if origin is None or origin.kind != "product":
            return Look(note=NO_PRODUCT)
        if any(expert.no_noise_levels for expert in origin.experts):
            return Look(note=NO_LEVELS)
        levels = _levels(specimen.mixture, specimen.modes)
        return Look(
            self._maps(specimen.mixture, origin, grid), self._numbers(specimen, origin, levels), _curves(levels)
        )

    def on_gaussian(self, specimen: GaussianSpecimen) -> NoLaw:
        return NoLaw("A Gaussian by itself has no experts; its tests hold this lens on products in closed form.")

    def _maps(self, target: GaussianMixture, origin: Origin, grid: Grid) -> dict[str, Map]:
        x, noisy = grid.points(torch.float64), [expert.smoothed(self.sigma) for expert in origin.experts]
        added = Product(noisy, origin.powers)
        smoothed = target.smoothed(self.sigma)
        p, q = log_density(smoothed, x).exp(), (log_density(added, x) - _log_z(added, self.sigma)).exp()
        top = float(torch.maximum(p, q).max())
        apart = torch.linalg.vector_norm(added.log_prob_and_score(x)[1] - smoothed.score(x), dim=1)
        shares = gate(noisy, origin.powers, x)[0]
        unit, density = "1/unit^2", ("sequential", 0.0, top)
        shown = {
            "added": (q, "product of the smoothed experts", unit, *density),
            "product": (p, "product, smoothed", unit, *density),
            "difference": (q - p, "added - product", unit, "diverging", -top, top),
            "scores": (apart, "|added scores - score of the product|", "1/unit", "error", 0.0, None),
            "gate": (shares, "share of the first expert at a point", "1", "sequential", 0.0, 1.0),
        }
        return {
            name: Map(grid.reshape(values.float()), quantity, unit, scale, low, high)  # type: ignore[arg-type]
            for name, (values, quantity, unit, scale, low, high) in shown.items()
        }

    def _numbers(self, specimen: Specimen, origin: Origin, levels: _Levels) -> dict[str, Number]:
        positions = specimen.modes.positions
        here = smoothed_shares(origin.experts, origin.powers, self.sigma, positions)
        exact = _shares_under(specimen.mixture, self.sigma, positions)
        numbers = {
            f"share_{mode + 1}": Number(
                f"mode {mode + 1}, added",
                100 * float(here[mode]),
                "%",
                exact=100 * float(exact[mode]),
            )
            for mode in range(min(MOST_MODES, max(1, len(positions) - 1)))
        }
        if len(positions) > 1:
            numbers["frozen_at"] = Number("freezes at", levels.frozen_at, "units")
            numbers["frozen_share"] = Number(
                "mode 1, frozen", 100 * levels.frozen_share, "%", exact=100 * float(specimen.modes.shares[0])
            )
        return numbers


class _Levels:
    """Of one product: shares of its modes by noise, by both fields, and where a walk on added scores freezes."""

    def __init__(self, target: GaussianMixture, modes: Modes) -> None:
        origin = target.origin
        assert origin is not None
        at = modes.positions
        self.sigma = torch.linspace(LEAST, LARGEST, N_LEVELS, dtype=torch.float64)
        levels = self.sigma.tolist()
        shares = [smoothed_shares(origin.experts, origin.powers, sigma, at, CURVE_SIDE) for sigma in levels]
        self.added = torch.stack(shares)
        self.product = torch.stack([_shares_under(target, sigma, at) for sigma in levels])
        spec = SamplerSpec.parse({"sampler": "annealed-langevin", "settings": WALKER, "n_particles": 1_000})
        field: Field = experts_field(target)
        found = freezing(Walk(spec, field, target, modes), at)
        self.frozen_at, self.frozen_share = found.frozen_at, float(found.shares[-1, 0])


def _levels(target: GaussianMixture, modes: Modes) -> _Levels:
    """Asked of the same target again and again while its sigma is dragged."""
    return _found(_Asked(target, modes))


class _Asked:
    """A target and its modes, by what the target was made of."""

    def __init__(self, target: GaussianMixture, modes: Modes) -> None:
        origin = target.origin
        assert origin is not None
        self.target, self.modes = target, modes
        self._key = tuple(each.fingerprint() for each in origin.experts), origin.powers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=8)
def _found(asked: _Asked) -> _Levels:
    return _Levels(asked.target, asked.modes)


def _curves(levels: _Levels) -> dict[str, Curve]:
    """Of the largest mode: what both fields give it at every noise, and where the walk ended."""

    def curve(y: Tensor) -> Curve:
        return Curve(levels.sigma, 100 * y, "noise sigma (world units)", "share of mode 1 (%)", of_target=True)

    return {"added": curve(levels.added[:, 0]), "product": curve(levels.product[:, 0])}


def _shares_under(target: GaussianMixture, sigma: float, positions: Tensor) -> Tensor:
    """(M,) of the product under noise what lies nearest to each mode: by the same points of it at every noise."""
    x = target.sample(POINTS, stream(0, "experts")).double()
    noisy = x + sigma * torch.randn(x.shape, generator=stream(1, "experts"), dtype=torch.float64)
    return nearest_shares(noisy, torch.ones(len(x), dtype=torch.float64), positions)


def _log_z(added: Product, sigma: float) -> float:
    """log of the integral of the product of smoothed experts, nats, over a window that holds it."""
    grid = Grid(Z_SIDE, 4.0 + DEVIATIONS * sigma)
    return float(log_density(added, grid.points(torch.float64)).logsumexp(0)) + math.log(grid.cell_area)
