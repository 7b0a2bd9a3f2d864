"""An autoregressive mixture: a cascade of two mixtures on the line, the second one's settings read off the first axis.

p(x) = p(x_1) p(x_2 | x_1),   p(x_1) = sum_k w_k N(x_1; m_k, s_k^2),   p(x_2 | x_1) = the same with w, m, s of x_1

Source: Bishop 1994 (Mixture Density Networks); Uria, Murray & Larochelle 2013 (RNADE), eqs. 2-4.
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor, nn

from ..settings import setting
from .base import Scaling
from .family import Family
from .on_a_line import LOG_2_PI_HALF, derived
from .perceptron import Perceptron
from .spec import Activation, ModelSpec, NetworkSpec

# where the Gaussians of either axis begin: evenly over the target, narrow against it
REACH, FIRST_LOG_SCALE = 2.0, -1.2
# no Gaussian is narrower, in standardised units: likelihood alone would shrink one onto a point for ever
LEAST_SCALE = 1e-3


class AutoregressiveSpec(ModelSpec):
    """How many Gaussians an axis has, and the perceptron that turns x_1 into those of x_2."""

    components: int = setting(
        16,
        ge=1,
        le=64,
        title="Gaussians",
        description="Gaussians of the first axis, and of the second given the first.",
    )
    width: int = setting(64, ge=8, le=256, title="width", unit="neurons", description="Neurons in each hidden layer.")
    depth: int = setting(2, ge=1, le=4, title="depth", unit="layers", description="Hidden layers.")
    activation: Activation = setting(
        "silu", title="activation", description="Smooth, so that score matching may teach it."
    )


class Autoregressive(Family):
    """Z = 1 and exact samples by two draws; the log-density is smooth. The axes are not alike: x_1 comes first.

    Shapes: x (B, 2). Units: nats and world units.
    """

    title = "Autoregressive mixture"
    parameterisation = "energy"
    spec_type = AutoregressiveSpec

    spec: AutoregressiveSpec
    start: Tensor

    def __init__(self, spec: AutoregressiveSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.spec, self.scaling = spec, scaling
        k = spec.components
        self.register_buffer("start", _start(k))
        self.first = nn.Parameter(torch.zeros(3, k))
        layers = NetworkSpec(width=spec.width, depth=spec.depth, activation=spec.activation)
        self.net = Perceptron(1, 3 * k, layers, generator)

    def log_prob(self, x: Tensor) -> Tensor:
        u = self.prepare(x)
        along = _log_mixture(u[:, :1], *self._of(self.first[None]))
        across = _log_mixture(u[:, 1:], *self._conditional(u[:, :1]))
        return along + across - 2 * math.log(self.scaling.scale)

    def score(self, x: Tensor) -> Tensor:
        return self.energy_and_score(x)[1]

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        log_prob, slopes, _ = self._derived(x, second=False)
        return 2 * math.log(self.scaling.scale) - log_prob, slopes / self.scaling.scale

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        _, slopes, bends = self._derived(x, second=True)
        return slopes / self.scaling.scale, (bends[:, 0] + bends[:, 2]) / self.scaling.scale**2

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        _, slopes, bends = self._derived(x, second=True)
        products = torch.stack([v[:, 0] ** 2, 2 * v[:, 0] * v[:, 1], v[:, 1] ** 2], dim=1)
        return slopes / self.scaling.scale, (products * bends).sum(1) / self.scaling.scale**2

    def _derived(self, x: Tensor, *, second: bool) -> tuple[Tensor, Tensor, Tensor]:
        """log p (B,), its slopes (B, 2) and, if asked for, second derivatives 11, 12, 22 (B, 3), standardised."""
        u = self.prepare(x)
        along, one = torch.zeros_like(u[:, :1]), torch.ones_like(u[:, :1])
        jet = torch.stack([u[:, :1], one, along] if second else [u[:, :1], one])
        out = self.net.push_twice(jet, 1) if second else self.net.push(jet)
        pushed = out.reshape(len(jet), len(u), 3, -1)
        still = self.first.expand(len(u), -1, -1)
        of_first = derived(u[:, :1], torch.stack([still + self.start]), LEAST_SCALE)
        of_second = derived(u[:, 1:], torch.cat([pushed[:1] + self.start, pushed[1:]]), LEAST_SCALE)
        slopes = torch.stack([of_first.slope + of_second.slope_of_settings, of_second.slope], dim=1)
        bends = slopes
        if second:
            bends = torch.stack([of_first.bend + of_second.bend_of_settings, of_second.mixed, of_second.bend], dim=1)
        return of_first.value + of_second.value, slopes, bends

    @torch.no_grad()
    def draw(self, n: int, generator: Generator) -> Tensor:
        dtype = self.first.dtype
        along = _drawn(*self._of(self.first.expand(n, -1, -1)), generator)
        across = _drawn(*self._conditional(along[:, None].to(dtype)), generator)
        return self.scaling.in_world(torch.stack([along, across], dim=1))

    @torch.no_grad()
    def landmarks(self) -> Tensor:
        """The means of the second axis at those of the first: where it may have mass that nobody asked for."""
        means = self._of(self.first[None])[1][0]
        across = self._conditional(means[:, None])[1]
        there = torch.stack([means[:, None].expand_as(across), across], dim=2).reshape(-1, 2)
        return torch.cat([super().landmarks().double(), self.scaling.in_world(there.double())])

    def _conditional(self, along: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Of the second axis, (B, K) each, where the first is at (B, 1)."""
        out: Tensor = self.net(along)
        return self._of(out.reshape(len(along), 3, -1))

    def _of(self, out: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log-weights, means and scales (B, K) from free numbers (B, 3, K)."""
        logits, means, log_scales = (out + self.start).unbind(1)
        return logits.log_softmax(1), means, log_scales.exp() + LEAST_SCALE


def _start(k: int) -> Tensor:
    """(3, K) what is added to the free numbers: equal weights, means evenly apart, one scale."""
    means = torch.linspace(-REACH, REACH, k) if k > 1 else torch.zeros(1)
    return torch.stack([torch.zeros(k), means, torch.full((k,), FIRST_LOG_SCALE)])


def _log_mixture(y: Tensor, log_weights: Tensor, means: Tensor, scales: Tensor) -> Tensor:
    """log sum_k w_k N(y; m_k, s_k^2), (B,), at y (B, 1)."""
    z = (y - means) / scales
    return (log_weights - z**2 / 2 - scales.log() - LOG_2_PI_HALF).logsumexp(1)


def _drawn(log_weights: Tensor, means: Tensor, scales: Tensor, generator: Generator) -> Tensor:
    """(B,) one draw from each row's mixture."""
    rows = len(log_weights)
    uniform = torch.rand(rows, 1, generator=generator, dtype=torch.float64)
    shares = log_weights.double().exp().cumsum(1)
    k = torch.searchsorted(shares, uniform * shares[:, -1:]).clamp(max=means.shape[1] - 1)
    z = torch.randn(rows, generator=generator).to(means.dtype)
    return means.gather(1, k)[:, 0] + scales.gather(1, k)[:, 0] * z
