"""What a target is made of, and what noise does to its modes."""

from __future__ import annotations

import torch

from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import TargetSpec, build_target
from scorescape.models.targets.under_noise import mergings, settled_below

from ..protocol.parts import Merging, TargetParts
from .base64_of import base64_of


def parts(spec: TargetSpec) -> TargetParts:
    """Errors: those of `build_target`."""
    mixture = build_target(spec)
    modes = find_modes(mixture)
    rows = torch.cat([mixture.weights[:, None], mixture.means, mixture.scales[:, None]], dim=1)
    return TargetParts(
        components=base64_of(rows.double()),
        modes=base64_of(modes.label_of(mixture.means).to(torch.int16)),
        mergings=[Merging(sigma=each.sigma, remaining=each.remaining) for each in mergings(mixture, modes)],
        settled=settled_below(mixture, modes),
    )
