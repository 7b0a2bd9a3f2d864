"""The other game of an energy: telling data from noise, beside the best that anybody could do."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Generator, Tensor
from torch.nn.functional import softplus

from ..domain import Grid
from ..laws import NoLaw
from ..objectives.noise_contrastive_estimation import Contrast, NoiseContrastiveEstimation
from .base import GaussianSpecimen, Lens, Look, Map, Number, Specimen
from .shapes import Mark

POINTS, SHOWN_POINTS = 8_192, 160


class DiscriminatorLens(Lens):
    """D = sig(G), G = -E - c - log q - log nu, against D* = p / (p + nu q), which only the exact density knows."""

    title = "Data or noise?"
    question = "How well does the energy tell data from noise?"
    equation = (
        r"D_\theta(x) = \operatorname{sig}\bigl( -E_\theta(x) - c - \log q(x) - \log \nu \bigr) \\ D^\ast(x) = "
        r"\frac{p(x)}{p(x) + \nu\,q(x)}"
    )
    explanation = (
        "Noise-contrastive estimation plays a game: here is a point, is it data or noise? The best answer is known "
        "exactly, as both densities are; the learnt one differs where neither data nor noise ever fell."
    )
    source = "Gutmann & Hyvarinen 2010 (AISTATS), eqs. 2-4; the best answer: Goodfellow et al. 2014, proposition 1."
    group = "Energy"
    order = 3

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        run = specimen.run
        if run is None or not isinstance(run.state, Contrast):
            return Look(note="Only noise-contrastive estimation plays this game; choose it as this panel's objective.")
        objective, noise = run.resolved.objective, run.state
        ratio = objective.noise_ratio if isinstance(objective, NoiseContrastiveEstimation) else 1
        truth = specimen.mixture.to(torch.float32)

        def learnt(x: Tensor) -> Tensor:
            return -specimen.field.energy(x) - noise.log_z - noise.log_prob(x) - math.log(ratio)

        def best(x: Tensor) -> Tensor:
            return truth.log_prob(x) - noise.log_prob(x) - math.log(ratio)

        x = grid.points()
        ours, theirs = torch.sigmoid(learnt(x)), torch.sigmoid(best(x))
        data = truth.sample(POINTS, generator)
        fakes = noise.sample(ratio * POINTS, generator, data.dtype)
        maps = {
            "learnt": Map(grid.reshape(ours), "D, learnt: chance that a point is data", "1", "sequential", 0, 1),
            "best": Map(grid.reshape(theirs), "D*, the best there is", "1", "sequential", 0, 1),
            "difference": Map(grid.reshape(ours - theirs), "learnt minus best", "1", "diverging", -1, 1),
        }
        own, floor = (_terms(odds, data, fakes, ratio) for odds in (learnt, best))
        joined = torch.cat([data, fakes])
        gap = (torch.sigmoid(learnt(joined)) - torch.sigmoid(best(joined))).abs()
        numbers = {
            "loss": _mean("cross-entropy", own, exact=float(floor.mean())),
            # of the same points, so that their chance is not in it twice
            "excess": _mean("above the best there is", own - floor),
            "gap": Number("mean |D - D*| over data and noise", float(gap.mean()), "1", large=True),
        }
        marks = {
            "data": Mark("points", data[:SHOWN_POINTS], "positive", "data"),
            "noise": Mark("points", fakes[:SHOWN_POINTS], "negative", "noise"),
        }
        return Look(maps, numbers, marks=marks)

    def on_gaussian(self, specimen: GaussianSpecimen) -> NoLaw:
        return NoLaw("Only a run of noise-contrastive estimation has noise to tell from, and a closed form has no run.")


def _terms(odds: Callable[[Tensor], Tensor], data: Tensor, fakes: Tensor, ratio: int) -> Tensor:
    """(N,) nats: each data point's share of the cross-entropy, with that of its `ratio` points of noise."""
    return softplus(-odds(data)) + softplus(odds(fakes)).reshape(ratio, len(data)).sum(0)


def _mean(label: str, terms: Tensor, exact: float | None = None) -> Number:
    error = float(terms.std()) / math.sqrt(len(terms))
    return Number(label, float(terms.mean()), "nats", exact=exact, error=error)
