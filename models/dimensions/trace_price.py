r"""What the trace of a score's Jacobian costs as the dimension grows, beside what does without it.

Losses of one score network s: R^d -> R^d on a batch x of B points, all in the letters of models/objectives/:

    exact              E[ tr grad_x s + 1/2 |s|^2 ]                            d reverse passes, each kept to be trained
    sliced             E[ v^T grad_x s v + 1/2 |s|^2 ]                         one
    finite-difference  E[ v^T (s(x + h v) - s(x - h v)) / (2 h) + 1/2 |(s(x + h v) + s(x - h v)) / 2|^2 ]   none
    denoising          1/2 E[ |s(x + sigma z) + z / sigma|^2 ]                 none

v are random signs. Source: Hyvarinen 2005 (JMLR 6), eq. 4; Song et al. 2019 (arXiv 1905.07088), eq. 8; Pang et al. 2020
(arXiv 2007.03317), section 4; Vincent 2011 (Neural Computation 23), eq. 9.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch import Generator, Tensor
from torch.nn.functional import linear, silu

from ..random_streams import stream

WIDTH, HIDDEN, BATCH = 128, 2, 16
STEP, SIGMA = 1e-2, 0.1


@dataclass(frozen=True, eq=False)
class AnyScore:
    """A perceptron R^d -> R^d with hidden layers of SiLU; parameters drawn from a generator."""

    weights: Sequence[Tensor]
    biases: Sequence[Tensor]

    @staticmethod
    def drawn(d: int, generator: Generator, width: int = WIDTH, hidden: int = HIDDEN) -> AnyScore:
        sizes = [d, *[width] * hidden, d]
        weights = [torch.randn(b, a, generator=generator) / math.sqrt(a) for a, b in pairwise(sizes)]
        return AnyScore([w.requires_grad_() for w in weights], [torch.zeros(b).requires_grad_() for b in sizes[1:]])

    def __call__(self, x: Tensor) -> Tensor:
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            x = silu(linear(x, weight, bias))
        return linear(x, self.weights[-1], self.biases[-1])

    def parameters(self) -> list[Tensor]:
        return [*self.weights, *self.biases]


def exact(score: AnyScore, x: Tensor, generator: Generator) -> Tensor:
    """With the whole trace: one reverse pass for each of the d components."""
    x = x.detach().requires_grad_()
    s = score(x)
    trace = torch.zeros(len(x))
    for i in range(x.shape[1]):
        (row,) = torch.autograd.grad(s[:, i].sum(), x, create_graph=True)
        trace = trace + row[:, i]
    return (trace + 0.5 * (s**2).sum(1)).mean()


def sliced(score: AnyScore, x: Tensor, generator: Generator) -> Tensor:
    """With one random slice of the trace."""
    x, v = x.detach().requires_grad_(), signs(x, generator)
    s = score(x)
    (along,) = torch.autograd.grad((s * v).sum(), x, create_graph=True)
    return ((along * v).sum(1) + 0.5 * (s**2).sum(1)).mean()


def finite_difference(score: AnyScore, x: Tensor, generator: Generator) -> Tensor:
    """With the slice by a difference of two scores."""
    v = signs(x, generator)
    ahead, behind = score(torch.cat([x + STEP * v, x - STEP * v])).chunk(2)
    slope = (v * (ahead - behind)).sum(1) / (2 * STEP)
    return (slope + 0.125 * ((ahead + behind) ** 2).sum(1)).mean()


def denoising(score: AnyScore, x: Tensor, generator: Generator) -> Tensor:
    """With noise in place of the trace."""
    z = torch.randn(x.shape, generator=generator)
    return 0.5 * ((score(x + SIGMA * z) + z / SIGMA) ** 2).sum(1).mean()


def signs(x: Tensor, generator: Generator) -> Tensor:
    """Random signs of x's shape."""
    return torch.randint(0, 2, x.shape, generator=generator, dtype=x.dtype) * 2 - 1


Loss = Callable[[AnyScore, Tensor, Generator], Tensor]
LOSSES: dict[str, Loss] = {
    "exact": exact,
    "sliced": sliced,
    "finite-difference": finite_difference,
    "denoising": denoising,
}


@dataclass(frozen=True)
class Price:
    """Of one step: the loss of a batch and its gradient in the parameters."""

    loss: str
    d: int
    ms: float
    """Processor time, the median of the repeats."""
    kept_mb: float
    """What the graph keeps for the backward pass beside parameters and the batch, 10^6 bytes."""


@dataclass(eq=False)
class _Kept:
    bytes: int = 0
    _seen: dict[int, Tensor] = field(default_factory=dict)

    def add(self, tensor: Tensor) -> Tensor:
        """Counts each piece of memory once; holds on to it, so that its address is not used again."""
        place = tensor.untyped_storage().data_ptr()
        if place not in self._seen:
            self._seen[place] = tensor
            self.bytes += tensor.untyped_storage().nbytes()
        return tensor


@contextmanager
def counted(known: Sequence[Tensor]) -> Iterator[_Kept]:
    """Counts the memory that graphs recorded inside keep, but for the known tensors'."""
    kept = _Kept(_seen={tensor.untyped_storage().data_ptr(): tensor for tensor in known})
    with torch.autograd.graph.saved_tensors_hooks(kept.add, lambda tensor: tensor):
        yield kept


def price(loss: str, d: int, repeats: int = 3, batch: int = BATCH, seed: int = 0) -> Price:
    """Measured on this machine's processor, by one thread if torch has one."""
    chance = stream(seed, f"trace-{d}")
    score, x = AnyScore.drawn(d, chance), torch.randn(batch, d, generator=chance)
    with counted([*score.parameters(), x]) as kept:
        LOSSES[loss](score, x, chance)
    memory = kept.bytes
    del kept
    times = []
    for _ in range(repeats):
        began = time.process_time()
        torch.autograd.grad(LOSSES[loss](score, x, chance), score.parameters(), allow_unused=True)
        times.append(time.process_time() - began)
    return Price(loss, d, 1e3 * statistics.median(times), memory / 1e6)
