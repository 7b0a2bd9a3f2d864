"""What enters the first layer: the standardised point itself and random Fourier features of it.

    phi(u) = [u, a sin(B u), a cos(B u)],  B fixed, its n rows b_i drawn once

    gaussian    b_i from N(0, scale^2 I): one band of lengths about scale
    bands       |b_i| = low (high / low)^((i + v_i) / n),  v_i uniform: every octave between two ends has its share

The angles of bands are pi (i g + w mod 1), g the golden ratio and one w uniform: even over the half turn (b and -b are
one wave) within every few neighbouring lengths, so that length and angle do not go together.

In noise-conditional networks a = exp(-|b|^2 rho^2 / 2) is the exact mean of a feature when u carries noise of
standard deviation rho: frequencies that the noise has washed out fade instead of adding noise.
Source: Tancik et al. 2020 (arXiv 2006.10739), eq. 5, and lengths even in their logarithm, their positional encoding;
the attenuation is Barron et al. 2021 (mip-NeRF), eq. 14.
"""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor, nn

from .spec import NetworkSpec

GOLDEN_RATIO = (1 + math.sqrt(5)) / 2
# exp(-40) is nothing beside 1, and its products are no denormal numbers, which a processor takes many times as long for
MOST_FADED = 40.0


class Features(nn.Module):
    """Maps u (B, 2) to phi (B, size), forward with tangents or backward from gradients."""

    frequencies: Tensor

    def __init__(self, frequencies: Tensor) -> None:
        """frequencies (count, 2), radians per standardised unit."""
        super().__init__()
        self.register_buffer("frequencies", frequencies)

    @classmethod
    def of(cls, spec: NetworkSpec, generator: Generator) -> Features:
        if spec.frequencies == "bands":
            return cls(bands(spec.fourier_features, spec.lowest_frequency, spec.highest_frequency, generator))
        return cls(spec.fourier_scale * torch.randn(spec.fourier_features, 2, generator=generator))

    @property
    def size(self) -> int:
        return 2 + 2 * self.frequencies.shape[0]

    def waves(self, u: Tensor, noise: Tensor | None) -> tuple[Tensor, Tensor]:
        """a sin(B u) and a cos(B u), each (B, count)."""
        phase = u @ self.frequencies.T
        if noise is None:
            return phase.sin(), phase.cos() if torch.is_grad_enabled() else phase.cos_()
        faded = torch.outer(noise**2, -0.5 * (self.frequencies**2).sum(1)).clamp_(min=-MOST_FADED).exp_()
        return faded * phase.sin(), faded * phase.cos()

    def forward(self, u: Tensor, noise: Tensor | None = None) -> Tensor:
        if not len(self.frequencies):
            return u
        return torch.cat([u, *self.waves(u, noise)], dim=1)

    def jet(self, u: Tensor, directions: Tensor, n: int = 0, noise: Tensor | None = None) -> Tensor:
        """phi and its derivatives along directions (T, B or 1, 2), (1 + T, B, F); with n > 0 one stream more at the
        end, the sum of the second derivatives along the first n directions."""
        flat = directions.expand(-1, len(u), 2)
        if not len(self.frequencies):
            return torch.cat([u[None], flat, *([torch.zeros_like(u)[None]] if n else [])])
        sine, cosine = self.waves(u, noise)
        rate = directions @ self.frequencies.T
        streams = [
            torch.cat([u, sine, cosine], dim=1)[None],
            torch.cat([flat, rate * cosine, (rate * sine).neg_()], dim=2),
        ]
        if n:
            bent = rate[:n].square().sum(0).neg_()
            streams.append(torch.cat([torch.zeros_like(u), bent * sine, bent * cosine], dim=1)[None])
        return torch.cat(streams)

    def pull(self, phi: Tensor, gradient: Tensor) -> Tensor:
        """(B, 2) gradient in u from a gradient in phi (B, F); both may have further columns behind."""
        count = len(self.frequencies)
        if not count:
            return gradient[:, :2]
        # the cosines are the sines' slopes and the other way round: nothing is computed anew
        inner = gradient[:, 2 : 2 + count] * phi[:, 2 + count : 2 + 2 * count]
        inner = torch.addcmul(inner, gradient[:, 2 + count : 2 + 2 * count], phi[:, 2 : 2 + count], value=-1)
        return torch.addmm(gradient[:, :2], inner, self.frequencies)


def bands(count: int, low: float, high: float, generator: Generator) -> Tensor:
    """(count, 2) float32 frequencies of lengths from low to high, one in each of count equal parts of the logarithm."""
    within, turn = torch.rand(count, generator=generator), torch.rand(1, generator=generator)
    order = torch.arange(count)
    length = low * (high / low) ** ((order + within) / max(1, count))
    angle = math.pi * ((order * GOLDEN_RATIO + turn) % 1)
    return length[:, None] * torch.stack([angle.cos(), angle.sin()], dim=1)
