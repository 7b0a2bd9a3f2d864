"""What may be chosen of a deep machine's run, and the stages that follow from it."""

from __future__ import annotations

from typing import Literal

from ...settings import Settings, setting
from ..rbm.recipe import Recipe
from .joint import JointRecipe

Model = Literal["rbm", "stack", "composed", "joint"]
Stage = Literal["first RBM", "second RBM", "joint"]
CHAINS = 100
MOST_HIDDEN = 512


class DbmSpec(Settings):
    """One run: a restricted machine, a directed stack of two, the deep machine composed of two, or one learnt on."""

    model: Model = setting(
        "joint",
        title="model",
        description="rbm: one hidden layer. stack: two restricted machines, the lower one read downwards (a deep "
        "belief net). composed: the deep machine of two pretrained layers. joint: that, trained on as one machine.",
    )
    hidden1: int = setting(
        64, title="first layer", unit="units", description="Hidden units next to the pixels.", ge=1, le=MOST_HIDDEN
    )
    hidden2: int = setting(
        32, title="second layer", unit="units", description="Hidden units above those.", ge=1, le=MOST_HIDDEN
    )
    doubled: bool = setting(
        True,
        title="doubled inputs",
        description="Each layer of a deep machine learns with two copies of the neighbour it has, in place of the one "
        "that it has not yet.",
    )
    pretraining_epochs: int = setting(
        30,
        title="epochs a layer",
        unit="epochs",
        description="Of each restricted machine; 0 begins the joint training from scratch.",
        ge=0,
        le=10_000,
    )
    epochs: int = setting(
        100, title="joint epochs", unit="epochs", description="Of both layers together.", ge=0, le=10_000
    )
    rate: float = setting(
        0.1,
        title="rate",
        description="Of each stage's first epoch; it falls in a line to 0.",
        gt=0,
        le=10,
        scale="log",
    )
    batch: int = setting(
        20, title="batch", unit="pictures", description="Pictures a step.", ge=1, le=2_000, advanced=True
    )
    decay: float = setting(
        1e-3, title="weight decay", description="What a unit of rate takes off every weight.", ge=0, le=1, advanced=True
    )
    average: float = setting(
        0.8,
        title="average",
        description="What an epoch leaves of the running average of the weights, which is what is scored; 0 scores the "
        "last iterate.",
        ge=0,
        lt=1,
        advanced=True,
    )
    seed: int = setting(0, title="seed", description="Of the weights, the batches and the chains.", ge=0, le=2**31)

    @property
    def doubles(self) -> bool:
        """Whether its restricted machines are to become layers of a deep one, and are prepared for it."""
        return self.doubled and self.model in ("composed", "joint")

    def stages(self) -> tuple[tuple[Stage, int], ...]:
        """What it goes through, each with its epochs."""
        layers: tuple[tuple[Stage, int], ...] = (
            ("first RBM", self.pretraining_epochs),
            ("second RBM", self.pretraining_epochs),
        )
        if self.model == "rbm":
            return layers[:1]
        if self.model != "joint":
            return layers
        together: tuple[tuple[Stage, int], ...] = (("joint", self.epochs),)
        return layers + together if self.pretraining_epochs else together

    def layer_recipe(self, n_hidden: int) -> Recipe:
        """Of one restricted machine."""
        return Recipe(
            "pcd",
            n_hidden,
            epochs=max(self.pretraining_epochs, 1),
            rate=self.rate,
            batch=self.batch,
            chains=CHAINS,
            average=self.average,
            weight_decay=self.decay,
        )

    def joint_recipe(self) -> JointRecipe:
        return JointRecipe(self.epochs, self.rate, self.batch, CHAINS, self.decay, self.average)
