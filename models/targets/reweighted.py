"""The same drawing with other masses on its modes."""

from __future__ import annotations

import torch
from torch import Tensor

from .gaussian_mixture import GaussianMixture
from .modes import Modes


def reweighted(mixture: GaussianMixture, modes: Modes, shares: Tensor) -> GaussianMixture:
    """Each component's weight times what its mode's mass is to become over what it is.

    shares: (M,) positive, relative masses wanted. A component belongs to the mode its mean lies in; one off the box
    or between modes keeps its weight.
    """
    label = modes.label_of(mixture.means)
    held = torch.zeros(modes.n_modes, dtype=mixture.weights.dtype)
    inside = label >= 0
    held.index_add_(0, label[inside], mixture.weights[inside])
    factor = (shares.to(held) / shares.sum() * held.sum()) / held.clamp(min=1e-300)
    weights = torch.where(inside, mixture.weights * factor[label.clamp(min=0)], mixture.weights)
    return GaussianMixture(weights / weights.sum(), mixture.means, mixture.scales)


def with_share(modes: Modes, mode: int, share: float) -> Tensor:
    """(M,) shares of the modes when one of them has `share` and the others keep their proportions."""
    others = modes.shares.clone()
    others[mode] = 0
    shares = others / others.sum().clamp(min=1e-300) * (1 - share)
    shares[mode] = share
    return shares
