"""What every sampler owes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor

from ..errors import Unsupported
from ..exact_field import ExactField
from ..field import Field
from ..random_streams import stream
from ..samplers.base import Chain, Info, Sampler
from ..samplers.one_step import one_step
from ..targets.gaussian_mixture import GaussianMixture
from .battery import Check, OwnRandomness
from .sampler_law import NORMAL, law
from .words import settings, words

PAIR = GaussianMixture.create([0.7, 0.3], [[-0.7, 0.3], [1.0, -0.6]], [0.6, 0.9])
N, STEPS = 64, 5


class Bare(Field):
    """A field with a score and nothing else, as a score network has it."""

    def score(self, x: Tensor) -> Tensor:
        return -x

    def score_and_divergence(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return -x, torch.full((len(x),), -2.0, dtype=x.dtype)


def suited(kind: type[Sampler], mixture: GaussianMixture = PAIR) -> Sampler:
    """The sampler with the settings it chooses for a target."""
    return kind.parse(kind.defaults_for(mixture))


def walked(kind: type[Sampler], forget: bool = False) -> Chain:
    """A few steps from the same start with the same noise; `forget` empties the cache before every one."""
    sampler, field, noise = suited(kind), ExactField(PAIR), stream(0, "noise")
    chain = sampler.init(field, PAIR.to(torch.float32).sample(N, stream(0, "start")), noise)
    for _ in range(STEPS):
        chain, _ = sampler.step(field, replace(chain, cache={}) if forget else chain, noise)
    return chain


def step(kind: type[Sampler]) -> Iterator[str]:
    """A step moves (N, 2) points by one step, counts its evaluations and keeps one row a particle."""
    sampler, field, noise = suited(kind), ExactField(PAIR), stream(0, "noise")
    start = sampler.init(field, PAIR.to(torch.float32).sample(N, stream(0, "start")), noise)
    chain, info = sampler.step(field, start, noise)
    if chain.x.shape != (N, 2) or chain.x.dtype != torch.float32 or not bool(torch.isfinite(chain.x).all()):
        yield f"{kind.__name__} must move {N} points to {N} finite points, (N, 2) in the dtype they came in."
    if chain.step != start.step + 1:
        yield f"{kind.__name__} must count its steps: return Chain(x, chain.step + 1, ...)."
    if any(len(each) != N for each in (*chain.state.values(), *chain.cache.values())):
        yield f"{kind.__name__} must keep one row a particle in the chain's state and cache."
    yield from _told(kind, info)


def _told(kind: type[Sampler], info: Info) -> Iterator[str]:
    if not isinstance(info.evaluations, int) or info.evaluations < 0:
        yield f"{kind.__name__} must say how many evaluations a step took, a whole number."
    if info.accepted is not None and (info.accepted.shape != (N,) or info.accepted.dtype != torch.bool):
        yield f"{kind.__name__} must say which of the {N} particles moved: accepted is (N,) of bool."


def parts(kind: type[Sampler]) -> Iterator[str]:
    """The parts that a step declares add up to where every particle lands, or would have landed."""
    sampler, field, noise = suited(kind), ExactField(PAIR), stream(0, "noise")
    chain = sampler.init(field, PAIR.to(torch.float32).sample(N, stream(0, "start")), noise)
    for _ in range(STEPS):
        before = chain.x.clone()
        chain, info = sampler.step(field, chain, noise)
        if info.parts is None:
            return
        seen = [one_step(sampler, i, chain.step, before, chain.x, info) for i in range(N)]
        if wrong := next((step.note for step in seen if step.note), None):
            yield f"{kind.__name__}: {wrong} Make the step of the very pushes that Info.parts declares."
            return
        if any(step.test and not step.test.accepted and step.landing != step.start for step in seen):
            yield f"{kind.__name__} moves particles that its test refuses; they stay where they stand."
            return


def randomness(kind: type[Sampler]) -> Iterator[str]:
    """The same generator gives the same path, and no other is drawn from."""
    with OwnRandomness() as own:
        first, second = walked(kind), walked(kind)
    if not own.kept:
        yield f"{kind.__name__} draws from torch's global generator; pass generator=generator to every draw."
    if not torch.equal(first.x, second.x):
        yield f"{kind.__name__} takes two paths from one start and one noise; keep nothing outside of the chain."


def cache(kind: type[Sampler]) -> Iterator[str]:
    """Without its cache a chain takes the same path."""
    if not torch.equal(walked(kind).x, walked(kind, forget=True).x):
        yield f"{kind.__name__} walks otherwise without its cache; what belongs to its law is state, not cache."


def state(kind: type[Sampler]) -> Iterator[str]:
    """What a chain carries is used: with other values of it, the same noise leads elsewhere."""
    begun = walked(kind)
    path = _onwards(kind, begun)
    for name, values in begun.state.items():
        if all(torch.equal(_onwards(kind, _carrying(begun, name, other)), path) for other in _others(values)):
            yield (
                f"{kind.__name__} carries {name!r} in the chain's state but never uses it: whatever it is, the steps "
                f"are the same; begin a step with chain.state[{name!r}], or leave it out."
            )


def _others(values: Tensor) -> Iterator[Tensor]:
    """Other values of a state: those of another particle, and, where they are real numbers, negated and moved."""
    yield values.roll(1, 0)
    if values.is_floating_point():
        yield -values
        yield values + 1
        # one by one, for weights that count against each other
        yield values + torch.linspace(-4, 4, len(values), dtype=values.dtype).reshape(-1, *[1] * (values.ndim - 1))
    elif values.dtype == torch.bool:
        yield ~values


def _carrying(chain: Chain, name: str, values: Tensor) -> Chain:
    return replace(chain, state=chain.state | {name: values}, cache={})


def _onwards(kind: type[Sampler], chain: Chain) -> Tensor:
    """(STEPS, N, 2), where the next few steps lead with noise of their own."""
    sampler, field, noise, places = suited(kind), ExactField(PAIR), stream(0, "onwards"), []
    for _ in range(STEPS):
        chain, _ = sampler.step(field, chain, noise)
        places.append(chain.x)
    return torch.stack(places)


def needs(kind: type[Sampler]) -> Iterator[str]:
    """A field that lacks what the sampler needs is refused before the walk, any other is walked on."""
    sampler = suited(kind)
    try:
        sampler.check(Bare())
    except Unsupported:
        if not kind.needs:
            yield f"{kind.__name__} refuses a field with a score; list what it needs in needs."
        return
    if kind.needs:
        yield f"{kind.__name__} does not refuse a field without {' and '.join(sorted(kind.needs))}."
        return
    noise = stream(0, "noise")
    try:
        sampler.step(Bare(), sampler.init(Bare(), torch.zeros(N, 2), noise), noise)
    except Unsupported as lacking:
        yield f"{kind.__name__} asks for more than a score ({lacking.field}); list it in needs."


CHECKS: dict[str, Check[Sampler]] = {
    "words": words,
    "settings": settings,
    "step": step,
    "parts": parts,
    "randomness": randomness,
    "cache": cache,
    "state": state,
    "needs": needs,
    "law": lambda kind: law(suited(kind, NORMAL)),
}
