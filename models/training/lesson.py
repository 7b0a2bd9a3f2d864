"""One step of training as a record of plain numbers: what was shown, added, predicted and compared, what it changed."""

from __future__ import annotations

import copy
import math

import torch
from pydantic import Field
from torch import Tensor

from ..networks.base import Network
from ..objectives.notes import Notes, Number, Role, taking_notes
from ..samplers.one_step import Pair, nearest, pair
from ..settings import Settings
from .run import Run

# points of the batch, and of what it is set against, that are told
MOST_POINTS = 64
SILENT = "{title} does not declare what a step of it compares: only its loss and what it changed is known."


class LessonVector(Settings):
    """A vector of one point of the batch. Null where it is not finite, like every pair and number here."""

    name: str
    role: Role = Field(description="What was added, what the network says, what it should say, where a chain went.")
    tex: str
    value: Pair | None = Field(description="In the units of its formula.")
    tail: Pair | None = Field(description="Where it is drawn from, world units.")
    drawn: Pair | None = Field(description="As a way in the plane, world units; null where it is none, as for a score.")


class LessonNumber(Settings):
    """A number by its name and TeX."""

    name: str
    tex: str
    value: float | None


class Change(Settings):
    """What the step changed: of the network that learns, of which the field shown is a running average."""

    gradient: float | None = Field(description="Length of the gradient of all weights, after clipping.")
    learning_rate: float
    moved: float | None = Field(description="Length of the way of all weights together.")
    at: Pair | None = Field(description="Where the network was asked for this point, world units.")
    sigma: float | None = Field(description="The noise level it was asked at, world units; null where there is none.")
    before: Pair | None = Field(description="Its score there before the step, 1/unit.")
    after: Pair | None = Field(description="Its score there after the step, 1/unit.")


class Lesson(Settings):
    """A step of training, by the objective's own numbers, with one point of its batch followed all the way."""

    objective: str = Field(description="Its title.")
    step: int = Field(description="Steps of training after this one.")
    loss: float
    batch_size: int = Field(description="Points that the objective was given.")
    shown: list[Pair] = Field(description="Some points of the batch, world units; the one that is followed first.")
    others: list[Pair] = Field(description="Some of the points that the data is set against.")
    others_name: str
    vectors: list[LessonVector]
    numbers: list[LessonNumber]
    compared: str = Field(description="What the point adds to the loss, in TeX.")
    term: float | None = Field(description="What the point that is followed adds to the loss, times the batch's size.")
    mean: float | None = Field(description="The mean of the terms; with `extras` it is the loss.")
    extras: list[LessonNumber] = Field(description="What the loss has beside the mean of the terms.")
    change: Change
    note: str = Field(description="One sentence where the objective does not say what it compares; else empty.")


def taught(run: Run, near: Pair) -> Lesson:
    """Take one step of a run and tell it; the point of the batch nearest to `near` is followed.

    The step is the one that would have been taken. Errors: those of Run.step.
    """
    before = copy.deepcopy(run.network)
    with taking_notes() as written:
        loss = run.step()
    shown = written.shown
    focus = None if shown is None else nearest(shown, near)
    title = run.resolved.objective.title
    return Lesson(
        objective=title,
        step=run.step_count,
        loss=loss,
        batch_size=run.resolved.optimiser.batch_size,
        shown=_some(shown, focus),
        others=_some(written.others[1] if written.others else None, None),
        others_name=written.others[0] if written.others else "",
        vectors=_vectors(written, focus),
        numbers=[_number(each, focus) for each in written.numbers] if focus is not None else [],
        compared=written.compared,
        term=None if written.terms is None or focus is None else _finite(written.terms[focus]),
        mean=None if written.terms is None else _finite(written.terms.mean()),
        extras=[_number(each, None) for each in written.extras],
        change=_change(run, before, *_asked(written, focus, near)),
        note="" if written.terms is not None else SILENT.format(title=title),
    )


def _asked(written: Notes, focus: int | None, near: Pair) -> tuple[Tensor, Tensor | None]:
    """(1, 2) where the network was asked for the point that is followed, and (1,) at which noise level."""
    asked = written.shown if written.asked is None else written.asked
    if focus is None or asked is None:
        return torch.tensor([near], dtype=torch.float32), None
    return asked[focus : focus + 1], None if written.sigma is None else written.sigma[focus : focus + 1]


def _vectors(written: Notes, focus: int | None) -> list[LessonVector]:
    return [
        LessonVector(
            name=each.name,
            role=each.role,
            tex=each.tex,
            value=pair(each.value[focus]),
            tail=pair(each.tail[focus]),
            drawn=None if each.drawn is None else pair(each.drawn[focus]),
        )
        for each in (written.vectors if focus is not None else [])
    ]


def _change(run: Run, before: Network, at: Tensor, sigma: Tensor | None) -> Change:
    now = list(run.network.parameters())
    moved = [(new - old).detach().double() for new, old in zip(now, before.parameters(), strict=True)]
    scores = [_score(network, at, sigma) for network in (before, run.network)]
    return Change(
        gradient=_length([each.grad.double() for each in now if each.grad is not None]),
        learning_rate=float(run.optimiser.adam.param_groups[0]["lr"]),
        moved=_length(moved),
        at=pair(at[0]),
        sigma=None if sigma is None else _finite(sigma[0]),
        before=scores[0],
        after=scores[1],
    )


def _score(network: Network, at: Tensor, sigma: Tensor | None) -> Pair | None:
    with torch.no_grad():
        leveled = sigma is not None and network.noise_range is not None
        score = network.smoothed_score(at, sigma) if leveled else network.score(at)  # type: ignore[arg-type]
    return pair(score[0])


def _length(vectors: list[Tensor]) -> float | None:
    return _finite(torch.stack([(each**2).sum() for each in vectors]).sum().sqrt()) if vectors else None


def _number(number: Number, focus: int | None) -> LessonNumber:
    value = number.value if number.value.ndim == 0 or focus is None else number.value[focus]
    return LessonNumber(name=number.name, tex=number.tex, value=_finite(value))


def _some(points: Tensor | None, first: int | None) -> list[Pair]:
    """Some finite points, with one of them first."""
    if points is None:
        return []
    rest = [row for row in range(min(MOST_POINTS, len(points))) if row != first]
    found = [pair(points[row]) for row in ([] if first is None else [first]) + rest]
    return [each for each in found if each is not None]


def _finite(value: Tensor) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
