"""One step of one particle, as a record of plain numbers."""

from __future__ import annotations

import math

import torch
from pydantic import Field
from torch import Tensor

from ..settings import Settings
from .base import Info, Sampler
from .metropolis import acceptance
from .parts import Push, Role, Test

Pair = tuple[float, float]
# parts that miss the landing by more than this, of its distance from the origin or of one unit, are no parts of it
OFF = 1e-5
SILENT = "{title} does not declare the parts of its step: only where the particle stood and where it landed is known."
WRONG = "The parts that {title} declares miss where the particle landed by {off:.2g} units: they are not its step."


class StepPart(Settings):
    """A summand of a step: factor times vector."""

    name: str
    role: Role = Field(description="drift: from the score; noise: from chance; flow: from both.")
    stage: str = Field(description="Parts of one stage are one path and shown as one; empty for one that stands alone.")
    factor_tex: str = Field(description="The factor in TeX.")
    vector_tex: str = Field(description="The vector in TeX.")
    factor: float
    vector: Pair | None = Field(description="Null where it is not finite, like every pair here.")
    value: Pair | None = Field(description="factor * vector, world units.")


class Quantity(Settings):
    """A number by its TeX; null where it is not finite."""

    tex: str
    value: float | None


class StepTest(Settings):
    """The test that may refuse a step."""

    formula: str = Field(description="The log of the ratio, in TeX.")
    numbers: list[Quantity] = Field(description="What it is made of, nats.")
    log_ratio: float | None
    probability: float = Field(description="min(1, exp(log_ratio)).")
    uniform: float = Field(description="Drawn from [0, 1); the step is accepted if it is below the probability.")
    accepted: bool


class OneStep(Settings):
    """A step of one particle. Every number is one of the sampler's own, in its own precision (float32)."""

    sampler: str = Field(description="Its title.")
    particle: int
    step: int = Field(description="Steps of the walk after this one; 0 for a particle that has taken none.")
    start: Pair | None = Field(description="Where it stood, world units.")
    parts: list[StepPart]
    drawn: StepPart | None = Field(description="What chance gave where that is no summand, such as a momentum.")
    proposal: Pair | None = Field(description="Start and all parts: where it lands unless it is refused.")
    test: StepTest | None = Field(description="Null for a sampler that refuses nothing.")
    landing: Pair | None
    sigma: float | None = Field(description="The noise level of the step, world units; null where there is none.")
    note: str = Field(description="One sentence where the parts are not known; else empty.")


def one_step(sampler: Sampler, particle: int, step: int, start: Tensor, landing: Tensor, info: Info) -> OneStep:
    """Of a particle that went from start (N, 2) to landing (N, 2)."""
    parts, at = info.parts and info.parts(), start[particle]
    if parts is not None:
        for push in parts.pushes:
            at = at + push.value[particle]
    test = None if parts is None or parts.test is None else _test(parts.test, particle)
    reached = landing[particle]
    return OneStep(
        sampler=sampler.title,
        particle=particle,
        step=step,
        start=pair(start[particle]),
        parts=[] if parts is None else [_part(push, particle) for push in parts.pushes],
        drawn=None if parts is None or parts.drawn is None else _part(parts.drawn, particle),
        proposal=None if parts is None else pair(at),
        test=test,
        landing=pair(reached),
        sigma=info.sigma,
        note=SILENT.format(title=sampler.title) if parts is None else _missed(sampler, at, reached, test),
    )


def standing(sampler: Sampler, particle: int, step: int, x: Tensor) -> OneStep:
    """A particle of x (N, 2) that has not been seen to take a step."""
    here = pair(x[particle])
    known = {"sampler": sampler.title, "particle": particle, "step": step, "start": here, "landing": here}
    unknown = dict.fromkeys(("drawn", "proposal", "test", "sigma"))
    return OneStep(**known, **unknown, parts=[], note="")


def pair(vector: Tensor) -> Pair | None:
    """(2,) as plain numbers; None unless both are finite."""
    x, y = vector.tolist()
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


def _missed(sampler: Sampler, proposal: Tensor, landing: Tensor, test: StepTest | None) -> str:
    if test is not None and not test.accepted:
        return ""
    off, far = float((proposal - landing).abs().max()), float(landing.abs().max())
    return WRONG.format(title=sampler.title, off=off) if off > OFF * max(1.0, far) else ""


def _part(push: Push, particle: int) -> StepPart:
    term = push.term
    return StepPart(
        name=term.name,
        role=term.role,
        stage=term.stage,
        factor_tex=term.factor,
        vector_tex=term.vector,
        factor=push.factor,
        vector=pair(push.vector[particle]),
        value=pair(push.value[particle]),
    )


def _test(test: Test, particle: int) -> StepTest:
    log_ratio = test.log_ratio[particle]
    return StepTest(
        formula=test.formula,
        numbers=[Quantity(tex=tex, value=_number(values[particle])) for tex, values in test.numbers.items()],
        log_ratio=_number(log_ratio),
        probability=float(acceptance(log_ratio)),
        uniform=float(test.uniform[particle]),
        accepted=bool(test.accepted[particle]),
    )


def _number(value: Tensor) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def nearest(x: Tensor, point: Pair) -> int | None:
    """The finite particle of x (N, 2) that is nearest to a point; None if all are lost."""
    away = ((x - torch.tensor(point, dtype=x.dtype)) ** 2).sum(1).nan_to_num(math.inf, posinf=math.inf)
    best = int(away.argmin())
    return best if math.isfinite(float(away[best])) else None
