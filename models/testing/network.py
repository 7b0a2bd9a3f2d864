"""What every network owes: it is the field it says it is, with derivatives that are its own, and it can be kept."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import torch
from torch import Tensor

from ..networks.base import Network, Scaling
from ..networks.build import build_network
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .battery import Check, OwnRandomness
from .words import settings

# neither centred nor of scale 1, so that what forgets either is seen
BLOB = GaussianMixture.create([0.7, 0.3], [[0.9, -0.4], [-0.6, 0.8]], [0.5, 0.8])
NOISE_RANGE = (0.1, 5.0)
SIGMAS = (0.1, 0.7, 5.0)
N = 9
# relative, in float32
CLOSE = 2e-3


def built(kind: type[Network], seed: int = 0) -> Network:
    small = {"width": 16, "depth": 2}
    spec = kind.spec_type.parse({name: size for name, size in small.items() if name in kind.spec_type.model_fields})
    levels = NOISE_RANGE if kind.noise_conditional else None
    return build_network(spec, kind.parameterisation, Scaling.of(BLOB), levels, stream(seed, "init"), kind)


def points(name: str = "x") -> Tensor:
    return BLOB.to(torch.float32).sample(N, stream(0, name))


def facts(kind: type[Network]) -> Iterator[str]:
    """What a form says of it."""
    if not getattr(kind, "title", ""):
        yield f"{kind.__name__} states no title; write title = '...' in the class."
    yield from settings(kind.spec_type)


def shapes(kind: type[Network]) -> Iterator[str]:
    """Finite answers of the right shape, in the dtype of the points, each of its own point alone."""
    network, x = built(kind), points()
    score, divergence = network.score_and_divergence(x)
    answers = {"score": (network.score(x), (N, 2)), "divergence": (divergence, (N,))}
    if network.has_energy:
        answers["energy"] = (network.energy(x), (N,))
    for name, (value, shape) in answers.items():
        if value.shape != shape or value.dtype != x.dtype or not bool(torch.isfinite(value).all()):
            yield f"The {name} of {kind.__name__} must be {shape} of finite {x.dtype}; got {tuple(value.shape)}."
            return
    if not _near(score, network.score(x)):
        yield f"{kind.__name__} gives another score beside its divergence than alone."
    if not _near(network.score(x[:1]), network.score(x)[:1]):
        yield f"The score of {kind.__name__} at a point depends on the other points of its batch."


def gradient(kind: type[Network]) -> Iterator[str]:
    """Where there is an energy, the score is minus its gradient."""
    network = built(kind)
    if not network.has_energy:
        return
    x = points().requires_grad_(True)
    (slope,) = torch.autograd.grad(network.energy(x).sum(), x)
    energy, score = network.energy_and_score(x)
    if not _near(score, -slope) or not _near(network.score(x), -slope):
        yield f"The score of {kind.__name__} is not minus the gradient of its energy; look at its sign and scale."
    if not _near(energy, network.energy(x)):
        yield f"{kind.__name__} gives another energy beside its score than alone."


def derivatives(kind: type[Network]) -> Iterator[str]:
    """Divergence and curvature are those of the score, by reverse mode through it."""
    network, x, v = built(kind), points(), points("v")
    jacobian = _jacobian(network, x)
    if not _near(network.score_and_divergence(x)[1], jacobian.diagonal(dim1=1, dim2=2).sum(1)):
        yield f"The divergence of {kind.__name__} is not the trace of its score's Jacobian."
    score, curvature = network.score_and_curvature(x, v)
    along = torch.einsum("bi,bij,bj->b", v, jacobian, v)
    if not _near(score, network.score(x)) or not _near(curvature, along):
        yield f"score_and_curvature of {kind.__name__} must give the score and v^T (grad_x score) v."
    slope, curvature = network.slope_and_curvature(x, v)
    if not _near(slope, (network.score(x) * v).sum(1)) or not _near(curvature, along):
        yield f"slope_and_curvature of {kind.__name__} must give v^T score and v^T (grad_x score) v."


def levels(kind: type[Network]) -> Iterator[str]:
    """At every noise level a finite score, with the divergence that is its own."""
    if not kind.noise_conditional:
        return
    network, x = built(kind), points()
    for sigma in SIGMAS:
        score, divergence = network.smoothed_score_and_divergence(x, sigma)
        if score.shape != (N, 2) or not bool(torch.isfinite(score).all()):
            yield f"{kind.__name__} must give a finite smoothed score (B, 2) at sigma = {sigma:g}."
            continue
        jacobian = _jacobian(network, x, sigma)
        if not _near(score, network.smoothed_score(x, torch.full((N,), sigma))):
            yield f"{kind.__name__} takes a sigma (B,) otherwise than a number at sigma = {sigma:g}."
        if not _near(divergence, jacobian.diagonal(dim1=1, dim2=2).sum(1)):
            yield f"The divergence of {kind.__name__} at sigma = {sigma:g} is not the trace of its Jacobian."


def training(kind: type[Network]) -> Iterator[str]:
    """What an objective asks can be differentiated in the parameters, to finite numbers that are not all zero."""
    network, x, v = built(kind), points(), points("v")
    asked = {"score": network.score(x), "curvature": network.score_and_curvature(x, v)[1]}
    if network.has_energy:
        asked["energy"] = network.energy(x)
    parameters = list(network.parameters())
    if not parameters:
        yield f"{kind.__name__} has no parameters; keep them as nn.Parameter or in layers of torch."
        return
    for name, value in asked.items():
        if not value.requires_grad:
            yield f"The {name} of {kind.__name__} does not depend on its parameters; detach nothing while training."
            continue
        found = torch.autograd.grad((value**2).sum(), parameters, allow_unused=True, retain_graph=True)
        gradients = [each for each in found if each is not None]
        if not all(bool(torch.isfinite(each).all()) for each in gradients):
            yield f"The {name} of {kind.__name__} has a gradient in its parameters that is not finite."


def randomness(kind: type[Network]) -> Iterator[str]:
    """The same seed builds the same network, and what is asked of it is no matter of chance."""
    one, two, x = built(kind), built(kind), points()
    if any(not torch.equal(a, b) for a, b in zip(one.state_dict().values(), two.state_dict().values(), strict=True)):
        yield f"{kind.__name__} is built differently from one seed; draw from the generator alone."
    with OwnRandomness() as own:
        first, second = one.score(x), one.score(x)
    if not own.kept or not torch.equal(first, second):
        yield f"The score of {kind.__name__} is a matter of chance; draw nothing after it was built."


def keeping(kind: type[Network]) -> Iterator[str]:
    """All that it is lies in its state_dict: another of its kind that loads it is the same, and a copy is one."""
    network, other, x = built(kind, seed=0), built(kind, seed=1), points()
    other.load_state_dict(network.state_dict())
    if not torch.equal(other.score(x), network.score(x)):
        yield (
            f"{kind.__name__} is not the same after its state_dict was loaded; keep every random tensor as a "
            "parameter or a buffer (register_buffer)."
        )
    # near, as reverse mode that nobody differentiates again rounds otherwise
    if not _near(copy.deepcopy(network).requires_grad_(False).score(x), network.score(x)):
        yield f"A copy of {kind.__name__} (copy.deepcopy) gives another score."


def _jacobian(network: Network, x: Tensor, sigma: float | None = None) -> Tensor:
    """grad_x score (B, 2, 2) by reverse mode through the score itself, whatever the network says of it."""
    x = x.detach().requires_grad_(True)
    score = network.score(x) if sigma is None else network.smoothed_score(x, sigma)
    if not score.requires_grad:
        return torch.zeros(len(x), 2, 2)
    rows = [
        torch.autograd.grad(score[:, i].sum(), x, retain_graph=True, allow_unused=True, materialize_grads=True)[0]
        for i in (0, 1)
    ]
    return torch.stack(rows, dim=1)


def _near(found: Tensor, expected: Tensor) -> bool:
    if found.shape != expected.shape:
        return False
    off, size = (found - expected).detach().abs().max(), expected.detach().abs().max()
    return float(off) <= CLOSE * float(size) + 1e-6


CHECKS: dict[str, Check[Network]] = {
    "words": facts,
    "shapes": shapes,
    "gradient": gradient,
    "derivatives": derivatives,
    "levels": levels,
    "training": training,
    "randomness": randomness,
    "keeping": keeping,
}
