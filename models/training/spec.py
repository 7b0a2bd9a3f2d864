"""What to train, as records: the optimiser, the data and the whole run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from ..networks import NETWORKS
from ..networks.spec import Parameterisation
from ..settings import Scalar, Settings, setting


class OptimiserSpec(Settings):
    """Adam with warm-up, a learning-rate schedule, gradient clipping and an average of the weights."""

    learning_rate: float = setting(
        5e-3,
        gt=0,
        le=1,
        scale="log",
        title="learning rate",
        description="Adam's step after the warm-up.",
    )
    batch_size: int = setting(
        256,
        ge=8,
        le=8192,
        title="batch size",
        unit="points",
        description="Points of the target seen per step.",
    )
    schedule: Literal["cosine", "constant"] = setting(
        "cosine",
        title="schedule",
        description="cosine ends at 1 % of the learning rate; constant never slows.",
    )
    warm_up_steps: int = setting(
        100,
        ge=0,
        le=10_000,
        title="warm-up",
        unit="steps",
        advanced=True,
        description="Steps over which the learning rate rises from zero.",
    )
    gradient_clip: float = setting(
        1000.0,
        gt=0,
        le=1e6,
        title="gradient clip",
        advanced=True,
        description="Largest norm of the whole gradient.",
    )
    averaging: float = setting(
        0.999,
        ge=0,
        lt=1,
        title="averaging",
        advanced=True,
        description="Decay of the running average of the weights that is shown and sampled; 0 shows the raw weights.",
    )


class DataSpec(Settings):
    """An endless stream of exact samples, or a finite set drawn once."""

    n_points: int | None = setting(
        None,
        ge=50,
        le=100_000,
        title="data points",
        unit="points",
        description="Draw this many points once and train on them only; empty means fresh exact samples at every step.",
    )


class RunSpec(Settings):
    """One run: an objective, a model and an optimiser on the experiment's target.

    `settings`, `network` and `optimiser` are partial: what is left out comes from the objective's own recipe
    for this target (`models.training.resolve`).
    """

    objective: str = setting("denoising-score-matching", title="objective", description="A name of the catalogue.")
    model: Parameterisation = setting("score", title="model", description="A score network or an energy network.")
    architecture: str | None = setting(
        None, title="architecture", description="A network of the catalogue; empty means this model's perceptron."
    )
    settings: dict[str, Scalar] = Field(default_factory=dict, description="Settings of the objective.")
    network: dict[str, Scalar] = Field(default_factory=dict, description="Settings of the network (NetworkSpec).")
    optimiser: dict[str, Scalar] = Field(default_factory=dict, description="Settings of Adam (OptimiserSpec).")
    data: DataSpec = Field(default_factory=DataSpec)
    n_steps: int = setting(1500, ge=1, le=1_000_000, title="steps", unit="steps", description="Steps of training.")
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same weights.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, values: Any) -> Any:
        """A network's name in the place of the model stands for that network, what it is (a score or an energy) and,
        where no objective is named, for the one that teaches it."""
        name = values.get("model") if isinstance(values, Mapping) else None
        if not isinstance(name, str) or name in ("score", "energy") or name not in NETWORKS:
            return values
        kind = NETWORKS.get(name)
        own = {"objective": kind.taught_by} if kind.taught_by and values.get("objective") is None else {}
        return {**values, **own, "model": kind.parameterisation, "architecture": name}
