"""What the page shows of a drawing before anything is trained."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from scorescape.models.exact_field import ExactField
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.samplers import SAMPLERS
from scorescape.models.study.arrows import arrow_scores
from scorescape.models.targets.compositions.composition import Composition
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import MODE_GRID, find_modes
from scorescape.models.targets.off_the_box import outside_warning
from scorescape.models.targets.spec import TargetSpec, build_target, composed

from ..protocol.preview import CompositionInfo, ModeInfo, TargetPreview
from .base64_of import base64_of


def preview(spec: TargetSpec) -> TargetPreview:
    """Exact density, modes and the defaults that depend on the target. Errors: those of `build_target`."""
    mixture = build_target(spec)
    modes, made = find_modes(mixture), composed(spec)
    outside, is_mixture = mixture.mass_outside(), made is None or made.is_mixture
    density = (modes.cell_mass / MODE_GRID.cell_area).float()
    return TargetPreview(
        grid_side=MODE_GRID.side,
        density=base64_of(density),
        marginals=base64_of(_marginals(mixture)),
        labels=base64_of(modes.labels.to(torch.int16)),
        score=base64_of(arrow_scores(ExactField(mixture))),
        components="" if spec.kind == "drawing" or not is_mixture else base64_of(_components(mixture)),
        modes=[
            ModeInfo(position=(x, y), mass=mass)
            for (x, y), mass in zip(modes.positions.tolist(), modes.masses.tolist(), strict=True)
        ],
        hidden_modes=modes.hidden,
        hidden_mass=modes.hidden_mass,
        n_components=mixture.n_components,
        narrowest_scale=mixture.narrowest_scale,
        mass_outside=outside,
        warning=" ".join(each for each in (made.warning if made else "", outside_warning(outside)) if each),
        composition=None if made is None else _composition(made),
        fingerprint=mixture.fingerprint(),
        objective_defaults={name: kind.defaults_for(mixture, "score") for name, kind in OBJECTIVES.items()},
        sampler_defaults={name: kind.defaults_for(mixture) for name, kind in SAMPLERS.items()},
    )


def _composition(made: Composition) -> CompositionInfo:
    return CompositionInfo(
        log_z=made.log_z,
        is_mixture=made.is_mixture,
        parts=made.target.n_components,
        pairs=made.n_pairs,
        dropped=made.dropped,
        total_variation=made.total_variation,
        notes=list(made.notes),
    )


def _marginals(mixture: GaussianMixture) -> Tensor:
    """(2, G) float32, 1/unit: along either axis a mixture is the mixture of its Gaussians' own marginals."""
    at = MODE_GRID.centres(torch.float64)
    z = (at[None, :, None] - mixture.means.double().T[:, None, :]) / mixture.scales.double()
    heights = mixture.weights.double() / (mixture.scales.double() * math.sqrt(2 * math.pi))
    return ((-0.5 * z.square()).exp() @ heights).float()


def _components(mixture: GaussianMixture) -> Tensor:
    """(n, 4) float32: weight, x, y, scale."""
    return torch.cat([mixture.weights[:, None], mixture.means, mixture.scales[:, None]], dim=1).float()
