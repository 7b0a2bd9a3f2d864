"""What may be chosen of a restricted machine's training; what is left open is filled in by the data's own recipe."""

from __future__ import annotations

from dataclasses import asdict

from ...errors import Unsupported
from ...settings import Settings, setting
from ..data.patterns import Patterns
from .enumeration import MOST_UNITS
from .recipe import Objective, Recipe

MOST_HIDDEN = 1024
MOST_WORK = 2_000_000_000
"""Products of a pixel and a hidden unit in one step; about a third of a second of one core."""
FEW_ROWS = 100
"""Up to so many rows whose law is known all of them are one batch, and an epoch is one step."""


class RbmSpec(Settings):
    """One restricted machine. Empty fields are the recipe's: docs/boltzmann.md has the two tables."""

    objective: Objective = setting(
        "pcd",
        title="objective",
        description="Contrastive divergence, its persistent form, or the exact gradient by enumeration.",
    )
    hidden: int | None = setting(
        None,
        title="hidden units",
        unit="units",
        description="Empty: 64; for a few patterns 16, with the exact gradient 8.",
        ge=1,
        le=MOST_HIDDEN,
    )
    k: int | None = setting(
        None,
        title="Gibbs sweeps a batch",
        unit="sweeps",
        description="k of CD-k and PCD-k. Empty: 1; for PCD on a few patterns 5.",
        ge=1,
        le=100,
    )
    epochs: int | None = setting(
        None,
        title="epochs",
        unit="epochs",
        description="Times that all training pictures are seen. Empty: 30; for a few patterns 3,000 of one step each, "
        "2,000 with the exact gradient.",
        ge=1,
        le=100_000,
    )
    rate: float | None = setting(
        None,
        title="rate",
        description="Of the first epoch; it falls in a line to 0. Empty: .1; for a few patterns .3 with 16 hidden "
        "units, more with fewer and less for larger pictures; for Adam on the exact gradient .05.",
        gt=0,
        le=10,
        scale="log",
    )
    batch: int | None = setting(
        None,
        title="batch",
        unit="pictures",
        description="Pictures a step. Empty: 10; of a few patterns all. The exact gradient always takes all.",
        ge=1,
        le=2000,
        advanced=True,
    )
    chains: int | None = setting(
        None,
        title="chains",
        unit="chains",
        description="Persistent chains of PCD. Empty: as many as a batch; for a few patterns 500, fewer of large ones.",
        ge=1,
        le=5000,
        advanced=True,
    )
    average: float | None = setting(
        None,
        title="average",
        description="What an epoch leaves of the running average of the weights, which is what is scored; 0 scores the "
        "last iterate. Empty: .8; for a few patterns, whose epochs are single steps, .998.",
        ge=0,
        lt=1,
    )
    centred: bool | None = setting(
        None,
        title="centred",
        description="Subtract means before statistics are taken. Empty: for a few patterns.",
        advanced=True,
    )
    seed: int = setting(0, title="seed", description="Of the weights, the batches and the chains.", ge=0, le=2**31)


def resolve(spec: RbmSpec, patterns: Patterns) -> Recipe:
    """Everything written out for these patterns. Errors: Unsupported for an exact gradient of too many states."""
    few = patterns.law is not None and len(patterns.train) <= FEW_ROWS
    base = _few(spec, patterns) if few else Recipe(objective=spec.objective)
    if spec.objective == "exact" and not few:
        base = Recipe("exact", n_hidden=16, epochs=300, rate=0.02, initial_scale=0.1)
    asked = {"n_hidden" if name == "hidden" else name: value for name, value in spec.model_dump().items()}
    chosen = {name: value for name, value in asked.items() if value is not None and name != "seed"}
    made = asdict(base) | chosen
    if "chains" not in chosen and not few:
        made["chains"] = made["batch"]
    if spec.objective == "exact":
        made |= {"batch": len(patterns.train), "chains": 1, "k": 1, "centred": False}
        _demand_enumerable(patterns.n_visible, made["n_hidden"])
    recipe = Recipe(**made)
    _demand_short_steps(recipe, patterns)
    return recipe


def _few(spec: RbmSpec, patterns: Patterns) -> Recipe:
    n = len(patterns.train)
    if spec.objective == "exact":
        return Recipe("exact", n_hidden=8, epochs=2000, rate=0.05, batch=n, initial_scale=0.1)
    hidden = spec.hidden or 16
    return Recipe(
        spec.objective,
        n_hidden=hidden,
        k=5 if spec.objective == "pcd" else 1,
        epochs=3000,
        # fewer units must part the pictures by larger weights; of larger pictures each step moves more of them
        rate=min(max(0.3 * (16 / hidden) ** 1.6, 0.2), 1.0) * min(1.0, (16 / patterns.n_visible) ** 1.6),
        batch=n,
        chains=min(500, max(50, 32_000 // patterns.n_visible)),  # a step must stay short for large pictures
        average=0.998,
        centred=True,
        initial_scale=0.1,
    )


def _demand_short_steps(recipe: Recipe, patterns: Patterns) -> None:
    """A batch is learnt at one go: one of seconds would hold up all else that its worker hosts."""
    chains = min(recipe.batch, len(patterns.train)) if recipe.objective == "cd" else recipe.chains
    if recipe.k * chains * recipe.n_hidden * patterns.n_visible > MOST_WORK:
        most = max(1, MOST_WORK // (chains * recipe.n_hidden * patterns.n_visible))
        raise Unsupported(
            "k",
            f"One step of {chains} chains, {recipe.n_hidden} hidden units and {recipe.k} Gibbs sweeps would take "
            f"seconds; take fewer chains or units, or k from 1 to {most}.",
        )


def _demand_enumerable(n_visible: int, n_hidden: int) -> None:
    if min(n_visible, n_hidden) > MOST_UNITS:
        raise Unsupported(
            "hidden",
            f"The exact gradient writes out all states of the smaller side; with {n_visible} pixels and {n_hidden} "
            f"hidden units there are too many: take at most {MOST_UNITS} hidden units, or objective cd or pcd.",
        )
