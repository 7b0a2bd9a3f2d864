"""Shares: what somebody typed beside the modes of a drawing ("5 %"), as a mark among its strokes.

Everything drawn before the mark gets other weights; its places and widths stay. With R_kj the part of component k that
lies in the basin of mode j and R_k = sum_j R_kj, the masses m_j = sum_k w_k R_kj are brought to the wanted t_j by
    w_k <- w_k sum_j (R_kj / R_k) t_j / m_j,
which keeps weights positive and changes them as little as it can (in Kullback-Leibler divergence). Other weights
move the basins' borders, so the modes are found again until they stay.
Source: Richardson 1972 and Lucy 1974; as maximum likelihood, Shepp and Vardi 1982.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import torch
from pydantic import Field
from torch import Tensor

from ..settings import Settings, setting
from .gaussian_mixture import GaussianMixture
from .modes import Modes, find_modes

# a mode must hold 0.2 % to be one (modes.MIN_MASS)
LEAST_SHARE, LARGEST_SHARE = 0.003, 0.997
MAX_BORDERS = 12
MAX_STEPS = 2_000
TOLERANCE = 1e-12


class TypedShare(Settings):
    """A mode, by a point of its basin, and the share of the mass it is to have."""

    at: tuple[float, float] = Field(description="A point of the mode, [x, y] in world units.")
    share: float = setting(ge=LEAST_SHARE, le=LARGEST_SHARE, title="share", description="Its share of the whole mass.")


class Shares(Settings):
    """Shares of modes, of all that was drawn before the mark, in the order they were typed: each leaves the others'
    proportions as they are."""

    shares: list[TypedShare] = Field(min_length=1, max_length=256)

    def reweighted(self, mixture: GaussianMixture) -> GaussianMixture:
        """The mixture whose own modes have these shares, as nearly as its components allow."""
        return _reweighted(_Question(mixture.fingerprint(), self.model_dump_json(), mixture, self))

    def solve(self, mixture: GaussianMixture) -> GaussianMixture:
        """As `reweighted`, calculated anew."""
        modes = find_modes(mixture)
        places, masses = modes.positions, self._masses(modes)
        for _ in range(MAX_BORDERS):
            mixture = self._within(modes, mixture, places, masses)
            found = find_modes(mixture)
            if torch.equal(found.labels, modes.labels):
                break
            modes = found
        return mixture

    def _masses(self, modes: Modes) -> Tensor:
        """(M,) what the modes are to have after all that was typed."""
        masses = modes.masses.clone()
        for each in self.shares:
            edited = _mode_at(modes, each.at)
            others = masses.sum() - masses[edited]
            room = max(1 - LARGEST_SHARE, 1 - modes.mass_outside - each.share)
            masses = masses * (room / others.clamp(min=1e-300))
            masses[edited] = each.share
        return masses

    def _within(self, modes: Modes, mixture: GaussianMixture, places: Tensor, masses: Tensor) -> GaussianMixture:
        """One round of weights inside the borders of `modes`; a mode that was not there keeps its mass."""
        at = modes.label_of(places)
        wanted = torch.zeros_like(modes.masses).index_add_(0, at, masses)
        wanted = torch.where(wanted > 0, wanted, modes.masses)
        last = self.shares[-1]
        return with_masses(mixture, modes, wanted, _mode_at(modes, last.at), last.share)


@dataclass(frozen=True)
class _Question:
    fingerprint: str
    typed: str
    mixture: GaussianMixture = field(compare=False)
    shares: Shares = field(compare=False)


# strokes that follow a mark ask for the same again
@lru_cache(maxsize=64)
def _reweighted(question: _Question) -> GaussianMixture:
    return question.shares.solve(question.mixture)


def _mode_at(modes: Modes, at: tuple[float, float]) -> int:
    """The mode whose basin holds the point; off the box, the one that peaks nearest."""
    point = torch.tensor([at], dtype=torch.float64)
    label = int(modes.label_of(point)[0])
    return label if label >= 0 else int((modes.positions - point).square().sum(1).argmin())


def with_masses(mixture: GaussianMixture, modes: Modes, wanted: Tensor, mode: int, share: float) -> GaussianMixture:
    """The same components with weights that give `mode` its share of the whole and the others the proportions of
    `wanted` (M,); what part of each component lies off the box cannot change."""
    if modes.n_modes == 1:
        return mixture
    parts, inside = basin_parts(mixture, modes)
    reached = inside > 1e-9
    within = parts / inside.clamp(min=1e-9)[:, None]
    others = torch.where(torch.arange(modes.n_modes) == mode, 0.0, wanted)
    weights = mixture.weights.double()
    for _ in range(MAX_STEPS):
        masses = weights @ parts
        aim = others * (max(0.0, float(masses.sum()) - share) / others.sum())
        aim[mode] = share
        if float((masses - aim).abs().max()) < TOLERANCE:
            break
        factor = within @ torch.where(masses > 0, aim / masses.clamp(min=1e-300), 0.0)
        weights = weights * torch.where(reached, factor, 1.0)
        weights = weights / weights.sum()
    return GaussianMixture(weights, mixture.means, mixture.scales)


def basin_parts(mixture: GaussianMixture, modes: Modes) -> tuple[Tensor, Tensor]:
    """(K, M) the part of each component in each basin, and (K,) its part inside the box."""
    edges = modes.grid.edges()
    widths = mixture.scales.double()[:, None] * math.sqrt(2)
    along_x = torch.erf((edges[None] - mixture.means.double()[:, :1]) / widths).diff(dim=1) / 2
    along_y = torch.erf((edges[None] - mixture.means.double()[:, 1:]) / widths).diff(dim=1) / 2
    inside = along_x.sum(1) * along_y.sum(1)
    # the largest basin is what the others leave
    columns = [(along_y @ (modes.labels == mode).double() * along_x).sum(1) for mode in range(1, modes.n_modes)]
    first = (inside - sum(columns, torch.zeros_like(inside))).clamp(min=0)
    return torch.stack([first, *columns], dim=1), inside
