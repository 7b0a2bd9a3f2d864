"""What to sample, as a record."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as PydanticField

from ..settings import Scalar, Settings, setting

Init = Literal["uniform", "gaussian", "data", "points"]


class SamplerSpec(Settings):
    """A sampler, the field it walks on and where its particles start."""

    sampler: str = setting("langevin", title="sampler", description="A name of the catalogue.")
    settings: dict[str, Scalar] = PydanticField(
        default_factory=dict,
        description="Settings of the sampler; what is left out depends on the target.",
    )
    field: Literal["learned", "exact", "experts"] = setting(
        "learned",
        title="field",
        description="Walk on the learnt field, on the exact one, or on the noisy scores of a product's exact experts, "
        "added, each times its power.",
    )
    n_particles: int = setting(
        2000,
        ge=1,
        le=50_000,
        title="particles",
        unit="particles",
        description="How many particles walk.",
    )
    init: Init = setting("uniform", title="start", description="Where the particles start.")
    points: list[tuple[float, float]] = PydanticField(
        default_factory=list,
        max_length=1000,
        description="Start points in world units, for start = points.",
    )
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same walk.")
