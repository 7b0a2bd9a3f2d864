"""Five ready-made demonstrations: what goes wrong with scores and samplers, and what mends it, each with its proof.

Data only: a target, panels to compare, the lens to look through, and the figures that must come out. The page plays
them; tests train and sample them and hold every proof.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .samplers.spec import SamplerSpec
from .settings import Settings
from .targets.spec import PresetTarget, TargetSpec
from .training.spec import RunSpec


class Proof(Settings):
    """A figure of one panel and the bound it must keep once the panel has trained and walked."""

    panel: int = Field(ge=0, description="Which panel, counted from 0.")
    measure: str = Field(
        description="A figure of training or sampling by its name, `share:M` for the sampled share of mode M (from 1), "
        "or `lens:NAME` for a number of the demonstration's lens."
    )
    relation: Literal["above", "below"]
    bound: float
    label: str
    unit: str = "1"


class Setup(Settings):
    """One panel of a demonstration; without steps of a walk it is only trained."""

    run: RunSpec
    sampler: SamplerSpec = SamplerSpec()
    walk_steps: int = Field(0, ge=0, description="Steps of the walk after which the proof is read; 0 does not sample.")


class Demonstration(Settings):
    """One click: target, panels, lens, and a caption of two sentences."""

    name: str
    title: str
    caption: str
    target: TargetSpec
    panels: list[Setup]
    lens: str | None = None
    proofs: list[Proof]


PAIR = PresetTarget(name="two-gaussians")


def _run(objective: str, **more: Any) -> RunSpec:
    return RunSpec.parse({"objective": objective} | more)


def _walk(sampler: str, field: Literal["learned", "exact"] = "learned") -> SamplerSpec:
    return SamplerSpec(sampler=sampler, field=field, init="uniform", n_particles=2000)


def _share(panel: int) -> Proof:
    return Proof(panel=panel, measure="share:2", relation="above", bound=0.35, label="share of the 20 % mode")


def _sound(panel: int) -> Proof:
    return Proof(
        panel=panel, measure="mode_weight_tv", relation="below", bound=0.05, label="share error (total variation)"
    )


def _fisher(panel: int) -> Proof:
    return Proof(panel=panel, measure="lens:fisher", relation="below", bound=0.01, label="relative Fisher error")


DEMONSTRATIONS: tuple[Demonstration, ...] = (
    Demonstration(
        name="lost-mode-weights",
        title="Langevin loses the 20 % mode",
        caption="From a uniform start plain Langevin gives the 20 % mode about half of the particles. "
        "The right panel walks on the exact score: the sampler is to blame, not the network.",
        target=PAIR,
        panels=[
            Setup(run=_run("denoising-score-matching"), sampler=_walk("langevin"), walk_steps=400),
            Setup(run=_run("denoising-score-matching"), sampler=_walk("langevin", "exact"), walk_steps=400),
        ],
        lens="mode-weights",
        proofs=[_share(0), _share(1)],
    ),
    Demonstration(
        name="annealing-mends-it",
        title="Annealing finds the weights again",
        caption="The same start and the same target, but the noise comes down level by level: under much noise the "
        "modes touch, and the weights are settled there. Both panels end at 80 : 20, the learnt field and the exact.",
        target=PAIR,
        panels=[
            Setup(run=_run("noise-conditional-score-matching"), sampler=_walk("annealed-langevin"), walk_steps=1000),
            Setup(
                run=_run("noise-conditional-score-matching"),
                sampler=_walk("annealed-langevin", "exact"),
                walk_steps=1000,
            ),
        ],
        lens="mode-weights",
        proofs=[_sound(0), _sound(1)],
    ),
    Demonstration(
        name="wrong-in-the-void",
        title="Right on the data, wrong in the void",
        caption="The learnt field follows the exact score where data lies and points anywhere where none does. "
        "No loss that weighs errors by the density can see that, and plain Langevin starts exactly there.",
        target=PAIR,
        panels=[Setup(run=_run("score-matching")), Setup(run=_run("denoising-score-matching"))],
        lens="low-density",
        proofs=[
            Proof(
                panel=panel,
                measure="lens:ratio",
                relation="above",
                bound=5.0,
                label="angle error, emptiest fifth against data",
                unit="times",
            )
            for panel in (0, 1)
        ],
    ),
    Demonstration(
        name="four-hundred-points",
        title="400 points: score matching runs away",
        caption="On a fixed set of 400 points the trace can fall for ever: the loss dives while the loss on held-out "
        "points climbs and the field is useless. The same points under noise, with many levels, give a sound field.",
        target=PresetTarget(name="two-moons"),
        panels=[
            Setup(run=_run("score-matching", data={"n_points": 400})),
            Setup(run=_run("noise-conditional-score-matching", data={"n_points": 400}, settings={"sigma_min": 0.25})),
        ],
        proofs=[
            Proof(
                panel=0,
                measure="relative_fisher_error",
                relation="above",
                bound=10.0,
                label="relative Fisher error",
            ),
            Proof(
                panel=1,
                measure="relative_fisher_error_smoothed",
                relation="below",
                bound=0.1,
                label="relative Fisher error under noise",
            ),
        ],
    ),
    Demonstration(
        name="blind-objectives",
        title="Two energies, one perfect score, other masses",
        caption="Both energies match the score on the data to less than a hundredth. Contrastive divergence still "
        "gives the 20 % mode about half of the mass, noise-contrastive estimation gives it 20 %.",
        target=PAIR,
        panels=[
            Setup(run=_run("contrastive-divergence", model="energy", n_steps=700)),
            Setup(run=_run("noise-contrastive-estimation", model="energy")),
        ],
        lens="energy",
        proofs=[
            _fisher(0),
            _fisher(1),
            Proof(
                panel=0, measure="lens:mass_2", relation="above", bound=35.0, label="mass of the 20 % mode", unit="%"
            ),
            Proof(
                panel=1, measure="lens:mass_2", relation="below", bound=25.0, label="mass of the 20 % mode", unit="%"
            ),
            Proof(
                panel=1, measure="lens:mass_2", relation="above", bound=15.0, label="mass of the 20 % mode", unit="%"
            ),
        ],
    ),
)
