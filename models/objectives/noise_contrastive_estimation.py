"""Noise-contrastive estimation: the partition function becomes one more parameter.

J = E_p[softplus(-G(x))] + nu E_noise[softplus(G(x))],   G = -E(x) - log_z - log p_noise(x) - log nu
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch import Generator, Tensor, nn
from torch.nn.functional import softplus

from ..domain import HALF_WIDTH, uniform_points
from ..networks.base import Network
from ..networks.spec import Parameterisation
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .adaptive_noise import AdaptiveNoise
from .base import Objective, Problem, Recipe, bands, confinement
from .notes import Number, notes

# the box of uniform noise is wider than the drawing: where no noise falls, nothing tells the energy to rise
BOX_HALF_WIDTH = 1.25 * HALF_WIDTH
# that of adaptive noise wider still: half of its points fall elsewhere, and just beyond the box an energy is free
WIDER_HALF_WIDTH = 1.5 * HALF_WIDTH
KERNELS = 64
LOG_Z_FACTOR = 5.0

TERM = r"-\log \operatorname{sig}\bigl(G(x)\bigr)"
NOISE_SIDE = r"-\nu\,\mathbb{E}_q \log \operatorname{sig}\bigl(-G\bigr)"


@dataclass
class Contrast:
    """The noise, and the log Z that is learnt against it. `mixture` None stands for the uniform box."""

    log_z: nn.Parameter
    mixture: GaussianMixture | AdaptiveNoise | None

    def sample(self, n: int, generator: Generator, dtype: torch.dtype) -> Tensor:
        if self.mixture is not None:
            return self.mixture.sample(n, generator).to(dtype)
        return uniform_points(n, generator, dtype, BOX_HALF_WIDTH)

    def log_prob(self, x: Tensor) -> Tensor:
        """(N,) nats; outside the box the density of the box is continued, so that G stays finite there."""
        if self.mixture is not None:
            return self.mixture.log_prob(x).to(x.dtype)
        return torch.full((len(x),), -2 * math.log(2 * BOX_HALF_WIDTH), dtype=x.dtype)


class NoiseContrastiveEstimation(Objective[Contrast]):
    """Shapes: x (B, 2), noise (nu B, 2) -> scalar. Units: nats.
    Fails: where the noise never falls the energy is free, so log Z means nothing; noise far from the data is told
    apart too easily and teaches little.
    """

    title = "Noise-contrastive estimation"
    short = "NCE"
    summary = "Tell data from noise whose density is known: the best classifier's log-odds are log p - log p_noise."
    equation = (
        r"J(\theta, c) = -\mathbb{E}_{p(x)}\log \operatorname{sig}\bigl(G(x)\bigr) \\ {} - \nu\,\mathbb{E}_{q(x)}\log "
        r"\operatorname{sig}\bigl(-G(x)\bigr) \\ G = -E_\theta(x) - c - \log q(x) - \log \nu"
    )
    explanation = (
        "Trains the energy to tell data from a noise q of known density, which makes the constant c = log Z one more "
        "parameter. Where the noise never falls the energy is free and log Z means nothing, and noise that is told "
        "apart too easily teaches little."
    )
    source = "Gutmann & Hyvarinen 2010 (AISTATS), eqs. 2-4; the ratio nu: 2012 (JMLR 13), eqs. 5-8."
    loss_unit = "nats"
    learns = frozenset({"energy"})
    batch = 288

    noise: Literal["box", "gaussian", "mixture", "adaptive"] = setting(
        "box", title="noise",
        description="box: uniform on [-5, 5]^2; gaussian: fitted to the data; mixture: 64 of the data points, blurred "
        "alike; adaptive: half of it the box, half 64 data points, each blurred as far as its neighbours are away.",
    )  # fmt: skip
    noise_ratio: int = setting(
        1, ge=1, le=16, title="noise ratio", unit="noise points per data point",
        description="nu: more noise makes the estimate sharper and the step slower.",
    )  # fmt: skip

    def init(self, problem: Problem, generator: Generator) -> Contrast:
        mixture = _fitted(self.noise, problem.data, generator)
        contrast = Contrast(nn.Parameter(torch.zeros(())), mixture)
        with torch.no_grad():
            # G = 0 for a network that starts at E = 0: the classifier begins undecided
            contrast.log_z.fill_(-float(contrast.log_prob(problem.data).mean()) - math.log(self.noise_ratio))
        return contrast

    def loss(self, model: Network, x: Tensor, state: Contrast, generator: Generator) -> tuple[Tensor, Contrast]:
        n = len(x)
        noise = state.sample(self.noise_ratio * n, generator, x.dtype)
        joined = torch.cat([x, noise])
        odds = -model.energy(joined) - state.log_z - state.log_prob(joined) - math.log(self.noise_ratio)
        terms, of_noise = softplus(-odds[:n]), self.noise_ratio * softplus(odds[n:]).mean()
        if written := notes():
            written.shown, written.others = x, ("noise", noise)
            written.numbers = [Number("log odds of data", "G(x)", odds[:n].detach())]
            written.compare(TERM, terms.detach(), Number("the noise's side", NOISE_SIDE, of_noise.detach()))
        return terms.mean() + of_noise, state

    def learnt_parameters(self, state: Contrast) -> list[tuple[nn.Parameter, float]]:
        return [(state.log_z, LOG_Z_FACTOR)]

    def readings(self, state: Contrast) -> dict[str, float]:
        return {"log_z_learned": float(state.log_z.detach())}

    def recipe(self, mixture: GaussianMixture, model: Parameterisation) -> Recipe:
        network = bands(mixture) | {"output_scale": 4.0, "confinement": confinement(mixture)}
        return Recipe(optimiser={"batch_size": self.batch}, network=network)

    @classmethod
    def defaults_for(cls, mixture: GaussianMixture, model: Parameterisation) -> dict[str, Any]:
        """Uniform noise alone hardly ever falls where it could teach a thin stroke's edge."""
        return {"noise": "adaptive"}

    def rows(self, batch_size: int, model: Parameterisation) -> int:
        return (1 + self.noise_ratio) * batch_size

    def minimiser_precision(self, variance: float) -> float:
        return 1 / variance


def _fitted(noise: str, data: Tensor, generator: Generator) -> GaussianMixture | AdaptiveNoise | None:
    """The noise distribution; None for the box."""
    if noise == "box":
        return None
    if noise == "adaptive":
        return AdaptiveNoise.fitted(data, KERNELS, WIDER_HALF_WIDTH, generator)
    spread = float(data.double().var(0).mean().sqrt())
    if noise == "gaussian":
        return GaussianMixture.create([1.0], [data.double().mean(0).tolist()], [spread])
    chosen = torch.randperm(len(data), generator=generator)[:KERNELS]
    # Silverman's width for a kernel estimate in two dimensions
    width = spread * len(chosen) ** (-1 / 6)
    return GaussianMixture.create([1.0] * len(chosen), data[chosen].double().tolist(), [width] * len(chosen))
