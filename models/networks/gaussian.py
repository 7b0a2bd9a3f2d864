"""One Gaussian: the least of the families with a known Z.

p(x) = N(x; m, S)
"""

from __future__ import annotations

from torch import Generator, Tensor

from .base import Scaling
from .em import moments
from .of_normals import OfNormals
from .spec import ModelSpec


class Gaussian(OfNormals[None]):
    """Mean and full covariance. By maximum likelihood they are those of the points, in one step.

    Shapes: x (B, 2). Units: nats and world units.
    """

    title = "One Gaussian"
    parameterisation = "energy"

    def __init__(self, spec: ModelSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__(1, spec, scaling)

    def begin(self, points: Tensor, generator: Generator) -> None:
        return None

    def improve(self, points: Tensor, state: None, generator: Generator) -> None:
        self.become(moments(self.prepare(points.double())))
