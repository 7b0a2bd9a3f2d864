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


def written(spec: SamplerSpec, sampler: Sampler | type[Sampler] | None) -> SamplerSpec:
    """The specification with a sampler of one's own in it, by name and settings; a class that is not known is added.

    What it was not given still depends on the target. Errors: InvalidInput if it cannot be added.
    """
    if sampler is None:
        return spec
    kind = sampler if isinstance(sampler, type) else type(sampler)
    name = SAMPLERS.known_as(kind)
    own = {} if isinstance(sampler, type) else sampler.model_dump(exclude_unset=True)
    return spec.model_copy(update={"sampler": name, "settings": spec.settings | own})
