"""Flow matching along straight lines from noise to data.

J = E_t E_p E_n | v_theta(x_t, t) - (x_1 - x_0) |^2,   x_t = (1 - t) x_0 + t x_1,   x_0 noise, x_1 data
"""

from __future__ import annotations

import math
from typing import Any, Literal

import torch
from torch import Generator, Tensor

from ..networks.base import Network, Scaling
from ..networks.spec import Parameterisation
from ..noise_levels.draws import even_in_time, logit_normal, stratified
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Problem
from .noise_conditional import NoiseConditional
from .notes import Vector, notes

# the earliest time trained: the noise is then 99 times the target's deviation
FIRST_TIME = 0.01

TERM = r"\lVert v_\theta(x_t, t) - (x_1 - x_0) \rVert^2"


class FlowMatching(NoiseConditional[Scaling]):
    """The best velocity points at the posterior mean, v = (D - x_t) / (1 - t), and x_t / t is data with noise of
    deviation sigma_t = (1 - t) / t: so v = x_t / t + (1 - t) / t^2 s(x_t / t, sigma_t), standardised throughout.
    The last time trained is where sigma_t is the smallest noise. The state is the standardisation.
    Shapes: x (B, 2) -> scalar; t (B,). Units: 1. Velocities are in standardised units per unit of time.
    Fails: uniform times are rarely near the data, so that narrow parts are learnt last.
    """

    title = "Flow matching"
    short = "FM"
    summary = (
        "Learn the velocity that carries noise (t = 0) to data (t = 1), from straight lines between pairs of them."
    )
    equation = (
        r"J(\theta) = \mathbb{E}_{t}\,\mathbb{E}_{x_0, x_1}\bigl\lVert v_\theta(x_t, t) - (x_1 - x_0) \bigr\rVert^2 \\ "
        r"x_t = (1 - t)\,x_0 + t\,x_1"
    )
    explanation = (
        "Learns the velocity that carries noise to data along straight lines between random pairs of them. Times drawn "
        "uniformly are rarely near the data, so narrow parts of the target are learnt last."
    )
    source = "Lipman et al. 2023 (arXiv 2210.02747), eqs. 22-23 with sigma_min = 0; times: Esser et al. 2024, sec. 3.1."
    loss_unit = "1"

    times: Literal["uniform", "logit-normal"] = setting(
        "logit-normal", title="times", description="Which times are drawn: all alike, or mostly around a middle one."
    )
    time_mean: float = setting(
        2.0, ge=-10, le=10, title="mean of logit t", advanced=True,
        description="Middle of the logit-normal times; higher is nearer to the data.",
    )  # fmt: skip
    time_spread: float = setting(
        2.0, gt=0, le=10, title="spread of logit t", advanced=True,
        description="Standard deviation of logit t for logit-normal times.",
    )  # fmt: skip

    def init(self, problem: Problem, generator: Generator) -> Scaling:
        return Scaling.of(problem.mixture)

    def loss(self, model: Network, x: Tensor, state: Scaling, generator: Generator) -> tuple[Tensor, Scaling]:
        t = self.draw_times(len(x), self.sigma_min / state.scale, generator).to(x.dtype)
        data = state.standardised(x)
        noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        between = (1 - t[:, None]) * noise + t[:, None] * data
        velocity = self.velocity(model, between, t, state)
        terms = ((velocity - (data - noise)) ** 2).sum(1)
        if written := notes():
            left, here, start = (1 - t[:, None]) * state.scale, state.in_world(between), state.in_world(noise)
            guess, wanted = velocity.detach(), data - noise
            written.shown, written.sigma = x, state.scale * (1 - t) / t
            written.asked = state.in_world(between / t[:, None])
            written.vectors = [
                Vector("the way from the noise", "noise", "x_t - x_0", between - noise, start, here - start),
                Vector("the velocity it tells", "predicted", r"v_\theta(x_t, t)", guess, here, left * guess),
                Vector("the velocity of the pair", "wanted", "x_1 - x_0", wanted, here, left * wanted),
            ]
            written.compare(TERM, terms.detach())
        return terms.mean(), state

    def velocity(self, model: Network, x: Tensor, t: Tensor, scaling: Scaling) -> Tensor:
        """v_theta(x_t, t) (B, 2) at standardised points (B, 2) and times (B,) in (0, 1)."""
        sigma, time = scaling.scale * (1 - t) / t, t[:, None]
        score = scaling.scale * model.smoothed_score(scaling.in_world(x / time), sigma)
        return x / time + (1 - time) / time**2 * score

    def draw_times(self, n: int, smallest: float, generator: Generator) -> Tensor:
        """(n,) float64 times, up to where the noise is `smallest` (standardised)."""
        u, last = stratified(n, generator), 1 / (1 + smallest)
        if self.times == "uniform":
            return even_in_time(u, FIRST_TIME, last)
        return logit_normal(u, self.time_mean, self.time_spread, FIRST_TIME, last)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """The logit of t is minus log sigma_t: the times spread over the levels from the target's size to sigma_min."""
        defaults = super().defaults_for(mixture, model)
        breadth = max(0.5, math.log(mixture.rms_deviation() / defaults["sigma_min"]))
        return defaults | {"time_mean": round(0.6 * breadth, 2), "time_spread": round(0.5 * breadth, 2)}

    def largest_noise(self, mixture: GaussianMixture) -> float:
        return (1 - FIRST_TIME) / FIRST_TIME * mixture.rms_deviation()
