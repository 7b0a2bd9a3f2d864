"""An energy network: E(x) = bend(gain * net(u)) + confinement / 2 |u|^2, with score -grad E; see links.py for bend."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from .base import Network, Scaling
from .features import Features
from .links import LINKS, WALLED
from .perceptron import Perceptron
from .score import AXES
from .spec import NetworkSpec


class EnergyNetwork(Network):
    """R^2 -> R; p = exp(-E) / Z, and Z drops out of the score.

    Shapes: x (B, 2), energy (B,), score (B, 2), divergence (B,). Units: nats, 1/unit, 1/unit^2.
    """

    title = "Energy network"
    parameterisation = "energy"

    spec: NetworkSpec

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.spec, self.scaling = spec, scaling
        self.features = Features.of(spec, generator)
        self.net = Perceptron(self.features.size, 1, spec, generator)
        self.gain = spec.output_scale or 1.0
        self.bend = LINKS[spec.link]

    def energy(self, x: Tensor) -> Tensor:
        u = self.prepare(x)
        out: Tensor = self.net(self.features(u))
        return self.bend(self.gain * out[:, 0])[0] + self._well(u)

    def before_the_link(self, x: Tensor) -> Tensor | None:
        return self.gain * self.net(self.features(self.prepare(x)))[:, 0] if self.spec.link in WALLED else None

    def score(self, x: Tensor) -> Tensor:
        return self.energy_and_score(x)[1]

    def energy_and_score(self, x: Tensor) -> tuple[Tensor, Tensor]:
        u = self.prepare(x)
        phi = self.features(u)
        value, back = self.net.gradient(phi)
        energy, slope = self.gain * value, self.gain * self.features.pull(phi, back)
        if self.spec.link != "exp":
            energy, rise, _ = self.bend(energy)
            slope = rise[:, None] * slope
        if self.spec.confinement:
            energy, slope = energy + self._well(u), torch.add(slope, u, alpha=self.spec.confinement)
        return energy, slope * (-1 / self.scaling.scale)

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        slopes, curved = self._push(x, AXES[:, None].to(x.dtype), n=2)
        return slopes.T, curved

    def score_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        # an orthogonal frame whose first axis is v gives the whole gradient beside one second derivative
        length = torch.linalg.vector_norm(v, dim=1, keepdim=True)
        along = v / length
        across = torch.stack([-along[:, 1], along[:, 0]], dim=1)
        slopes, second = self._push(x, torch.stack([along, across]), n=1)
        score = slopes[0, :, None] * along + slopes[1, :, None] * across
        return score, second * length[:, 0] ** 2

    def slope_and_curvature(self, x: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        length = torch.linalg.vector_norm(v, dim=1, keepdim=True)
        slopes, second = self._push(x, (v / length)[None], n=1)
        return slopes[0] * length[:, 0], second * length[:, 0] ** 2

    def _well(self, u: Tensor) -> Tensor:
        return self.spec.confinement / 2 * (u**2).sum(1)

    def _push(self, x: Tensor, directions: Tensor, n: int) -> tuple[Tensor, Tensor]:
        """The score (T, B) along orthonormal world directions (T, B or 1, 2), and the sum of its first n derivatives
        along themselves."""
        u, down = self.prepare(x), -1 / self.scaling.scale
        out = self.net.push_twice(self.features.jet(u, directions, n), n).squeeze(2)
        value, slopes, curved = torch.split(out, [1, len(directions), 1])
        curved = curved[0]
        if self.spec.link == "exp":
            slopes, curved = slopes * (self.gain * down), curved * (self.gain * down / self.scaling.scale)
        else:
            _, rise, bow = self.bend(self.gain * value[0])
            slopes, curved = self.gain * slopes, self.gain * curved
            curved = (rise * curved + bow * (slopes[:n] ** 2).sum(0)) * (down / self.scaling.scale)
            slopes = rise * slopes * down
        if self.spec.confinement:
            slopes = slopes + self.spec.confinement * down * (directions * u).sum(2)
            curved = curved + n * self.spec.confinement * down / self.scaling.scale
        return slopes, curved
