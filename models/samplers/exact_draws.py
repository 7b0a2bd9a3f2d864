"""Exact draws: no walk at all.

x' ~ p with probability r, else x' = x
"""

from __future__ import annotations

import torch
from torch import Generator

from ..field import Field
from ..settings import setting
from .base import Chain, Info, Sampler
from .laws import Stationary
from .parts import Parts, Push, Term

DRAW = Term("a draw of its own", "noise", "", "x' - x, \\; x' \\sim p")


class ExactDraws(Sampler):
    """A step takes some particles away and puts new ones where the density itself draws them.

    Units: world units. After k steps a share (1 - r)^k of the particles still stands where it began.
    Fails: only few densities can be drawn from: families with a known Z, and exact targets.
    """

    title = "Exact draws (known Z)"
    equation = r"x' \sim p_\theta \text{ with probability } r, \text{ else } x' = x"
    explanation = (
        "Draws particles from the density itself, wherever they stood: no chain, nothing to cross, and only a share of "
        "them a step, so that the eye can follow. Only models made for it can do that: families with a known Z."
    )
    source = "Bishop 2006 (Pattern Recognition and Machine Learning), section 11.1."
    needs = frozenset({"draws"})

    share: float = setting(
        0.1, gt=0, le=1, title="share", description="r: of the particles, how many a step draws anew; 1 draws them all."
    )

    def step(self, field: Field, chain: Chain, generator: Generator) -> tuple[Chain, Info]:
        anew = torch.rand(len(chain.x), generator=generator) < self.share
        jump = torch.zeros_like(chain.x)
        jump[anew] = field.draw(int(anew.sum()), generator).to(chain.x.dtype) - chain.x[anew]
        push = Push(DRAW, 1.0, jump)
        return Chain(chain.x + jump, chain.step + 1), Info(1, parts=lambda: Parts((push,)))

    def law(self, variance: float) -> Stationary:
        return Stationary(variance, correlation=1 - self.share)
