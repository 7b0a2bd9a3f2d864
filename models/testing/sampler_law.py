"""Whether a sampler keeps the law it states, in float64 on the exact field of N(0, v I).

Every figure is a mean over independent particles, held within five of its own standard errors: with these many, noise
10 % off (21 % of a variance) and a drift with the wrong sign lie far outside.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor

from ..exact_field import ExactField
from ..laws import NoLaw
from ..random_streams import stream
from ..samplers.base import Chain, Sampler
from ..samplers.laws import Passage, Stationary
from ..targets.gaussian_mixture import GaussianMixture
from .words import sentences

# neither 1, where a variance, its root and its inverse agree, nor near it
VARIANCE = 1.69
NORMAL = GaussianMixture.create([1.0], [[0.0, 0.0]], [math.sqrt(VARIANCE)])
N = 20_000
STANDARD_ERRORS = 5.0
FEWEST_STEPS, MOST_STEPS = 8, 80


def law(sampler: Sampler) -> Iterator[str]:
    """What is wrong with the law of a sampler: none stated, or not kept."""
    name = type(sampler).__name__
    if type(sampler).law is Sampler.law:
        yield (
            f"{name} states no law: define law(variance), what it does on N(0, variance I), "
            "or return NoLaw('...') with the reason."
        )
        return
    stated = sampler.law(VARIANCE)
    if isinstance(stated, NoLaw):
        if sentences(stated.reason) == 0:
            yield f"{name} must give the reason of its NoLaw as a sentence."
    elif isinstance(stated, Stationary):
        yield from _stationary(sampler, stated)
    elif isinstance(stated, Passage):
        yield from _passage(sampler, stated)
    else:
        yield f"The law of {name} must be Stationary, Passage or NoLaw."


def _stationary(sampler: Sampler, stated: Stationary) -> Iterator[str]:
    field, noise = ExactField(NORMAL), stream(0, "noise")
    start = math.sqrt(stated.variance) * _white(stream(0, "start"))
    chain, accepted = sampler.init(field, start, noise), []
    for at in range(_enough(stated.correlation)):
        chain, info = sampler.step(field, chain, noise)
        accepted.append(info.accepted)
        if at == 0:
            left = _dot(start, chain.x - stated.correlation * start) / stated.variance / 2
            yield from _differs("correlation of a step with the one before", left, 0.0, stated.correlation)
            jump = 2 * stated.variance * (1 - stated.correlation)
            yield from _differs("mean square of a step along an axis", _dot(chain.x - start, chain.x - start) / 2, jump)
    yield from _normal(chain, stated.variance)
    told = [each for each in accepted if each is not None]
    if told and stated.acceptance is None:
        yield f"{type(sampler).__name__} refuses moves, but its law states no acceptance."
    elif stated.acceptance is not None:
        share = torch.stack(told).double().mean(0) if told else torch.ones(N, dtype=torch.float64)
        yield from _differs("share of proposals accepted", share, stated.acceptance)


def _passage(sampler: Sampler, stated: Passage) -> Iterator[str]:
    duration = sampler.duration()
    if duration is None:
        yield f"{type(sampler).__name__} states the law of a whole walk but has no duration."
        return
    field, noise = ExactField(NORMAL), stream(0, "noise")
    start = sampler.init(field, _white(stream(0, "start")), noise)
    chain = start = replace(start, x=start.x.double())
    yield from _differs("variance at the start", _dot(start.x, start.x) / 2, stated.start)
    for _ in range(duration):
        chain, _ = sampler.step(field, chain, noise)
    yield from _normal(chain, stated.variance)
    left = _dot(start.x, chain.x - stated.gain * start.x) / stated.start / 2
    yield from _differs("share of a start point in where it ends", left, 0.0, stated.gain)


def _normal(chain: Chain, variance: float) -> Iterator[str]:
    """Whether particles are as N(0, variance I) has them, in their first two moments."""
    x, y = chain.x.unbind(1)
    after = f" after {chain.step} steps"
    yield from _differs("variance" + after, (x**2 + y**2) / 2, variance)
    yield from _differs("variance of x less that of y" + after, x**2 - y**2, 0.0)
    yield from _differs("covariance of x and y" + after, x * y, 0.0)
    for axis, values in (("x", x), ("y", y)):
        yield from _differs(f"mean of {axis}" + after, values, 0.0)


def _differs(what: str, values: Tensor, promised: float, shown_beside: float = 0.0) -> Iterator[str]:
    """A sentence if the mean of independent values (N,) is not the promised one; both are shown less an offset."""
    found = float(values.mean())
    error = float(values.std()) / math.sqrt(len(values))
    if not abs(found - promised) <= STANDARD_ERRORS * error + 1e-9 * max(1.0, abs(promised)):
        yield (
            f"On N(0, {VARIANCE:g} I) the {what} is {found + shown_beside:.4g} +- {error:.1g}, "
            f"but the law stated says {promised + shown_beside:.4g}."
        )


def _enough(correlation: float) -> int:
    """Steps after which four fifths of a wrong noise show."""
    size = min(max(abs(correlation), 1e-6), 1 - 1e-6)
    return min(MOST_STEPS, max(FEWEST_STEPS, math.ceil(math.log(0.2) / (2 * math.log(size)))))


def _dot(a: Tensor, b: Tensor) -> Tensor:
    return (a * b).sum(1)


def _white(generator: torch.Generator) -> Tensor:
    """(N, 2) normal points whose mean is 0 and whose covariance is I to the last digit, not only on average."""
    z = torch.randn(N, 2, generator=generator, dtype=torch.float64)
    z = z - z.mean(0)
    white: Tensor = torch.linalg.solve_triangular(torch.linalg.cholesky(z.T @ z / N), z.T, upper=False).T
    return white
