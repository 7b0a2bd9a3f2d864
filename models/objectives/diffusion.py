"""Noise prediction along a variance-preserving diffusion.

J = E_t w E_p E_eps | eps_theta(x_t, t) - eps |^2,   x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps

    t uniform       w = 1: the noise level's own share falls with sigma_t, so that what is finest hardly counts
    t of log SNR    log sigma_t uniform, half of it below a middle noise; w = 1 + c^2 / sigma_t^2
"""

from __future__ import annotations

import math
from typing import Any, Literal

import torch
from torch import Generator, Tensor

from ..networks.base import Network, Scaling
from ..networks.spec import Parameterisation
from ..noise_levels.draws import even_in_time, log_uniform, log_uniform_halves, stratified
from ..noise_levels.variance_preserving import Cosine, LinearBeta, VariancePreserving
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import Problem
from .noise_conditional import NoiseConditional, fine_levels
from .notes import Vector, notes

# times of importance are even in log sigma up to here, in standardised units: more noise hides every target
IMPORTANT_SIGMA = 5.0

TERM = r"w_t \lVert \epsilon_\theta(x_t, t) - \epsilon \rVert^2"


class Diffusion(NoiseConditional[Scaling]):
    """eps_theta = -sqrt(1 - abar_t) s(x_t, t), with x_0 in standardised coordinates. The network knows the same fields
    without the shrinking: s(x_t, t) = s(x_t / sqrt(abar_t), sigma_t) / sqrt(abar_t), sigma_t^2 = (1 - abar_t) / abar_t.
    The path begins where sigma_t is the smallest noise. The state is the standardisation.
    With times of log SNR (which is -2 log sigma_t) J is another: every octave of noise counts as much as its neighbour.
    Uniform times are rarely near the data. With `importance`, half of them are drawn evenly in log sigma_t instead and
    every error is divided by how much more often its time was drawn: J is the same, its noise near the data far less.
    Antithetic pairs x_t of eps and of -eps share one x_0 and one t: at small noise their own noise cancels.
    Shapes: x (B, 2) -> scalar; t (B,). Units: 1.
    Fails: with small betas the path ends before the noise covers the data, and a walk from pure noise starts wrong.
    """

    title = "Diffusion (noise prediction)"
    short = "DDPM"
    summary = "Add noise until nothing is left of the data, and learn to tell which noise was added."
    equation = (
        r"J(\theta) = \mathbb{E}_{t}\,w_t\,\mathbb{E}_{x_0, \epsilon}\bigl\lVert \epsilon_\theta(x_t, t) - \epsilon "
        r"\bigr\rVert^2 \\ x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1 - \bar\alpha_t}\,\epsilon \\ s = "
        r"-\tfrac{\epsilon_\theta}{\sqrt{1 - \bar\alpha_t}}"
    )
    explanation = (
        "Adds noise until nothing is left of the data, and learns which noise was added. If the path ends before the "
        "noise covers the data, a walk that begins at pure noise begins wrong."
    )
    source = (
        "Ho et al. 2020 (arXiv 2006.11239), eqs. 4 and 14; in continuous time Song et al. 2021, eqs. 7 and 33. "
        "Weights of the two halves: Veach & Guibas 1995, eq. 15 (the balance heuristic)."
    )
    loss_unit = "1"

    schedule: Literal["linear", "cosine"] = setting(
        "cosine", title="schedule",
        description="How the noise grows: linear raises beta evenly in time; cosine starts more gently.",
    )  # fmt: skip
    beta_min: float = setting(
        0.1, gt=0, le=10, scale="log", title="first beta", unit="1/time", advanced=True,
        description="Rate of noising at the start of the linear schedule.",
    )  # fmt: skip
    beta_max: float = setting(
        20.0, gt=0, le=40, title="last beta", unit="1/time", advanced=True,
        description="Rate of noising at the end of the linear schedule.",
    )  # fmt: skip

    times: Literal["uniform", "log-snr"] = setting(
        "uniform", title="times",
        description="Which noise counts: uniform times hardly ever come near the data; log-snr counts every octave of "
        "noise alike, half of them below the middle noise.",
    )  # fmt: skip
    importance: bool = setting(
        True, title="importance sampling", advanced=True,
        description="Draw half of uniform times evenly in log noise and weigh them back: the same loss, less noise.",
    )  # fmt: skip
    sigma_middle: float = setting(
        1.0, gt=0, le=100, scale="log", title="middle noise", unit="world units", advanced=True,
        description="Half of log-snr times lie below it.",
    )  # fmt: skip
    fine_weight: float = setting(
        0.0, ge=0, le=100, title="weight near the data", unit="world units", advanced=True,
        description="c of the weight 1 + c^2 / sigma^2 of log-snr times; 0 weighs all of them alike.",
    )  # fmt: skip
    antithetic: bool = setting(
        False, title="antithetic pairs", advanced=True,
        description="Use each noise draw with both signs; costs the same per step.",
    )  # fmt: skip

    def init(self, problem: Problem, generator: Generator) -> Scaling:
        return Scaling.of(problem.mixture)

    def path(self) -> VariancePreserving:
        return Cosine() if self.schedule == "cosine" else LinearBeta(self.beta_min, self.beta_max)

    def loss(self, model: Network, x: Tensor, state: Scaling, generator: Generator) -> tuple[Tensor, Scaling]:
        if self.antithetic:
            # half of the batch, each with both signs: as many network rows as without
            x = x[: (len(x) + 1) // 2]
        t, weight = self.draw_times(len(x), self.sigma_min / state.scale, generator)
        eps = torch.randn(x.shape, generator=generator, dtype=x.dtype)
        if self.antithetic:
            x, t, weight, eps = (torch.cat(pair) for pair in ((x, x), (t, t), (weight, weight), (eps, -eps)))
        abar = self.path().abar(t)[:, None]
        noised = abar.sqrt().to(x.dtype) * state.standardised(x) + (1 - abar).sqrt().to(x.dtype) * eps
        predicted = self.predict_noise(model, noised, t, state)
        errors = ((predicted - eps) ** 2).sum(1)
        terms = weight.to(x.dtype) * errors
        self._write(x, noised, t, eps, predicted, terms, state)
        return terms.mean(), state

    def _write(
        self, x: Tensor, noised: Tensor, t: Tensor, eps: Tensor, predicted: Tensor, terms: Tensor, scaling: Scaling
    ) -> None:
        """For whoever looks: in world units and without the shrinking x_t is x_0 + sigma_t eps."""
        written = notes()
        if written is None:
            return
        sigma = (self.path().sigma(t) * scaling.scale).to(x.dtype)
        asked = scaling.in_world(noised / self.path().abar(t).sqrt()[:, None].to(x.dtype))
        guess, wide = predicted.detach(), sigma[:, None]
        written.shown, written.asked, written.sigma = x, asked, sigma
        written.vectors = [
            Vector("noise", "noise", r"\sigma_t\,\epsilon", wide * eps, x, asked - x),
            Vector("the noise it tells", "predicted", r"\epsilon_\theta(x_t, t)", guess, asked, -wide * guess),
            Vector("the noise it was", "wanted", r"\epsilon", eps, asked, -wide * eps),
        ]
        written.compare(TERM, terms.detach())

    def draw_times(self, n: int, smallest: float, generator: Generator) -> tuple[Tensor, Tensor]:
        """(n,) float64 times from where the noise is `smallest` (standardised), and the weights of their errors."""
        path = self.path()
        if self.times == "log-snr":
            sigma, turn = self._draw_noise(n, smallest, generator), self.fine_weight * smallest / self.sigma_min
            return path.time_of(sigma), 1 + (turn / sigma) ** 2
        first, last = path.first_time(smallest), path.end()
        if not self.importance:
            t = even_in_time(stratified(n, generator), first, last)
            return t, torch.ones_like(t)
        largest = min(path.largest_sigma(), IMPORTANT_SIGMA)
        share = (n // 2) / n
        near = path.time_of(log_uniform(stratified(n // 2, generator), smallest, largest))
        t = torch.cat([near, even_in_time(stratified(n - n // 2, generator), first, last)])
        density = path.log_sigma_rate(t) / math.log(largest / smallest) * (t <= path.first_time(largest))
        return t, 1 / (1 - share + share * density * (last - first))

    def _draw_noise(self, n: int, smallest: float, generator: Generator) -> Tensor:
        """(n,) sigma_t for times of log SNR, standardised: a tenth where the noise hides every target, if it comes to
        that, and the rest in halves about the middle noise."""
        middle, end = self.sigma_middle * smallest / self.sigma_min, self.path().largest_sigma()
        largest, far = max(smallest, IMPORTANT_SIGMA), n // 10
        if end <= largest:
            return log_uniform_halves(stratified(n, generator), smallest, middle, end)
        near = log_uniform_halves(stratified(n - far, generator), smallest, middle, largest)
        return torch.cat([near, log_uniform(stratified(far, generator), largest, end)])

    def predict_noise(self, model: Network, noised: Tensor, t: Tensor, scaling: Scaling) -> Tensor:
        """eps_theta(x_t, t) (B, 2) at standardised points x_t (B, 2) and times t (B,)."""
        path = self.path()
        shrunk = path.abar(t).sqrt()[:, None].to(noised.dtype)
        sigma = (path.sigma(t) * scaling.scale).to(noised.dtype)
        # -sqrt(1 - abar) / sqrt(abar) = -sigma_t: the score in world units is 1/scale of the standardised one
        return -sigma[:, None] * model.smoothed_score(scaling.in_world(noised / shrunk), sigma)

    def readings(self, state: Scaling) -> dict[str, float]:
        """The share of the variance at the end of the path that is still data; above 0.01 walks start wrong."""
        return {"abar_end": 1 / (1 + self.path().largest_sigma() ** 2)}

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        fine = fine_levels(mixture)
        return super().defaults_for(mixture, model) | {"times": "log-snr", "antithetic": True} | fine

    def largest_noise(self, mixture: GaussianMixture) -> float:
        return self.path().largest_sigma() * mixture.rms_deviation()
