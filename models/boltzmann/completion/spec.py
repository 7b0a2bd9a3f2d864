"""What may be chosen of a run that completes pictures."""

from __future__ import annotations

from typing import Literal

from ...settings import Settings, setting
from ..dbm.spec import MOST_HIDDEN, DbmSpec
from ..rbm.recipe import Recipe

CompletionModel = Literal["ising", "rbm", "dbm"]


class CompletionSpec(Settings):
    """One model that fills in what is hidden. A machine learns first; Ising spins know what they know."""

    model: CompletionModel = setting(
        "rbm",
        title="model",
        description="ising: neighbours are alike. rbm: one hidden layer. dbm: two of them.",
    )
    hidden: int | None = setting(
        None,
        title="hidden units",
        unit="units",
        description="Of the machine's (first) hidden layer. Empty: 128 of an RBM, 64 of a DBM.",
        ge=1,
        le=MOST_HIDDEN,
    )
    hidden2: int = setting(
        32, title="second layer", unit="units", description="Of a DBM.", ge=1, le=MOST_HIDDEN, advanced=True
    )
    epochs: int | None = setting(
        None,
        title="epochs",
        unit="epochs",
        description="That the machine learns before it fills in. Empty: 60 of an RBM, 100 of a DBM.",
        ge=0,
        le=10_000,
    )
    beta: float = setting(
        0.7, title="coupling", description="Of Ising spins: what a pair of equal neighbours is worth.", ge=0, le=5
    )
    sweeps: int | None = setting(
        None,
        title="sweeps",
        unit="sweeps",
        description="After how many it is done; empty: it never rests.",
        ge=1,
        le=1_000_000,
        advanced=True,
    )
    seed: int = setting(0, title="seed", description="Of the weights and the chains.", ge=0, le=2**31)

    def recipe(self) -> Recipe:
        """Of the restricted machine."""
        return Recipe(n_hidden=self.hidden or 128, epochs=60 if self.epochs is None else self.epochs)

    def deep(self) -> DbmSpec:
        """Of the deep machine, which learns from scratch."""
        return DbmSpec(
            hidden1=self.hidden or 64,
            hidden2=self.hidden2,
            pretraining_epochs=0,
            epochs=100 if self.epochs is None else self.epochs,
            seed=self.seed,
        )
