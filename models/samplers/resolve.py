"""From a partial sampler specification to the sampler: what is left out depends on the target."""

from __future__ import annotations

from ..targets.gaussian_mixture import GaussianMixture
from . import SAMPLERS
from .base import Sampler
from .spec import SamplerSpec


def resolve_sampler(spec: SamplerSpec, mixture: GaussianMixture) -> Sampler:
    """Errors: UnknownName, or InvalidInput naming the setting and its range."""
    kind = SAMPLERS.get(spec.sampler)
    return kind.parse(kind.defaults_for(mixture) | spec.settings)
