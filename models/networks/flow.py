"""A normalising flow: a smooth invertible map of one Gaussian blob, whose Jacobian's determinant is cheap.

log p(x) = log N(f(x); 0, I) + log |det grad f(x)|,   sample: x = f^{-1}(z), z ~ N(0, I)

A map cannot tear the blob: between every two islands of a target it leaves a bridge. Source: Rezende & Mohamed 2015
(arXiv 1505.05770); neural spline flows: Durkan et al. 2019 (arXiv 1906.04032); masked autoregressive flows:
Papamakarios et al. 2017 (arXiv 1705.07057). The layers are zuko's.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import torch
from torch import Generator, Tensor, nn

from ..settings import setting
from .base import Scaling
from .family import Family
from .spec import ModelSpec

if TYPE_CHECKING:
    from torch.distributions import Transform

HIDES = "where any curvature can hide unseen; set"


class FlowSpec(ModelSpec):
    """What the map is made of."""

    transform: Literal["spline", "affine"] = setting(
        "spline",
        title="transform",
        description="spline: bends each axis at knots, flexible; affine: stretches and shifts it, with a smooth score.",
    )
    transforms: int = setting(
        2, ge=1, le=8, title="transforms", description="How many maps one after the other; each turns the axes about."
    )
    bins: int = setting(8, ge=2, le=32, title="bins", description="Pieces of a spline; affine maps do not use them.")
    width: int = setting(32, ge=8, le=128, title="width", unit="neurons", description="Neurons in each hidden layer.")
    depth: int = setting(2, ge=1, le=4, title="depth", unit="layers", description="Hidden layers.")
    activation: Literal["silu", "relu"] = setting(
        "silu", title="activation", description="silu is smooth; relu has kinks, which objectives by parts refuse."
    )


class Flow(Family):
    """Z = 1 and exact samples by the inverse map. Shapes: x (B, 2). Units: nats and world units."""

    title = "Normalising flow"
    parameterisation = "energy"
    spec_type = FlowSpec

    spec: FlowSpec
    smooth = MappingProxyType({"transform": "affine"})

    def __init__(self, spec: FlowSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        # takes longer to import than all the rest of a small run, and most runs have no flow
        import zuko

        self.spec, self.scaling = spec, scaling
        layers: dict[str, Any] = {
            "hidden_features": (spec.width,) * spec.depth,
            "activation": nn.SiLU if spec.activation == "silu" else nn.ReLU,
            "transforms": spec.transforms,
        }
        spline = spec.transform == "spline"
        self.flow = zuko.flows.NSF(2, bins=spec.bins, **layers) if spline else zuko.flows.MAF(2, **layers)

    @classmethod
    def kinks(cls, spec: FlowSpec) -> str:
        if spec.activation == "relu":
            return f"activation = relu has kinks, {HIDES} activation = silu, or learn by maximum likelihood."
        if spec.transform == "spline":
            return f"transform = spline has knots, {HIDES} transform = affine, or learn by maximum likelihood."
        return ""

    def log_prob(self, x: Tensor) -> Tensor:
        found: Tensor = self.flow().log_prob(self.prepare(x))
        return found - 2 * math.log(self.scaling.scale)

    @torch.no_grad()
    def draw(self, n: int, generator: Generator) -> Tensor:
        return self.from_blob(torch.randn(n, 2, generator=generator))

    @torch.no_grad()
    def from_blob(self, z: Tensor) -> Tensor:
        """f^{-1}: points (N, 2) of the standard Gaussian blob to where they land, world units."""
        of_world: Transform = self.flow().transform
        landed: Tensor = of_world.inv(z)
        return self.scaling.in_world(landed)
