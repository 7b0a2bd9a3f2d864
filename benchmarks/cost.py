"""What a step costs, each pair of programs interleaved in one run on one thread: `python -m benchmarks.cost`.

Training: ours against the plain double-backward form of the same objective, and against torchebm on the same energy
network, batch and optimiser. Sampling: particle-steps of Langevin against torchebm's sampler and against the matrix
products alone. Times are the processor's own, so that other programs on the machine count for nothing; ratios are
medians over rounds of (theirs / ours): above 1 we are faster.
"""

from __future__ import annotations

import argparse
import copy
import statistics
import time
from collections.abc import Callable
from typing import Any

import torch
import torchebm.losses
import torchebm.samplers
from torch import Tensor
from torchebm.core import BaseModel

from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.score import AXES
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives.base import Objective
from scorescape.models.objectives.contrastive_divergence import ContrastiveDivergence
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.objectives.sliced_score_matching import SlicedScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.samplers.base import Chain
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.memory import keep_freed_memory

from .machine import machine

BATCH = 256
ROUNDS = 31
STEPS_PER_ROUND = 8
PARTICLES = 4_096
STEP_SIZE = 0.01
MIXTURE = build_target(PresetTarget(name="two-gaussians"))

Step = Callable[[], object]
Loss = Callable[[Network, Tensor], Tensor]


class Theirs(BaseModel):  # type: ignore[misc]
    """One of our energy networks behind torchebm's interface."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        return self.network.energy(x)


def network(model: str) -> Network:
    return build_network(NetworkSpec(), model, Scaling.of(MIXTURE), None, stream(0, "init"))  # type: ignore[arg-type]


def training(model: Network, loss: Callable[[Tensor], Tensor]) -> Step:
    """One step of Adam on one batch."""
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    x = MIXTURE.sample(BATCH, stream(0, "x")).float()

    def step() -> None:
        adam.zero_grad(set_to_none=True)
        loss(x).backward()  # type: ignore[no-untyped-call]
        adam.step()

    return step


def ours(objective: Objective[Any], model: Network) -> Step:
    noise = stream(0, "noise")
    return training(model, lambda x: objective.loss(model, x, None, noise)[0])


def double_backward(model: Network, *, sliced: bool) -> Step:
    """Score matching as it is usually written: differentiate, then differentiate again."""
    noise = stream(0, "noise")

    def score(x: Tensor) -> Tensor:
        if model.has_energy:
            return -torch.autograd.grad(model.energy(x).sum(), x, create_graph=True)[0]
        return model.score(x)

    def loss(x: Tensor) -> Tensor:
        x = x.clone().requires_grad_(True)
        s = score(x)
        if sliced:
            v = torch.randn(x.shape, generator=noise).sign()
            curvature = (torch.autograd.grad((s * v).sum(), x, create_graph=True)[0] * v).sum(1)
        else:
            curvature = sum(torch.autograd.grad(s[:, i].sum(), x, create_graph=True)[0][:, i] for i in (0, 1))  # type: ignore[assignment]
        return (curvature + 0.5 * (s**2).sum(1)).mean()

    return training(model, loss)


def torchebm_step(model: Network, make: Callable[[Theirs], Any]) -> Step:
    loss = make(Theirs(model))

    def value(x: Tensor) -> Tensor:
        out = loss(x)
        return out[0] if isinstance(out, tuple) else out  # type: ignore[no-any-return]

    return training(model, value)


def their_cd(model: Theirs) -> Any:
    sampler = torchebm.samplers.LangevinDynamics(model, step_size=STEP_SIZE)
    return torchebm.losses.ContrastiveDivergence(model, sampler, k_steps=10, persistent=False)


def compare(one: Step, other: Step) -> tuple[float, float, float]:
    """ms of one and other, and the median over rounds of other / one."""
    for step in (one, other) * 5:
        step()
    pairs = [(timed(one), timed(other)) for _ in range(ROUNDS)]
    ratio = statistics.median(b / a for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def timed(step: Step) -> float:
    began = time.process_time()
    for _ in range(STEPS_PER_ROUND):
        step()
    return 1000 * (time.process_time() - began) / STEPS_PER_ROUND


def training_rows() -> list[tuple[str, Step, Step, float]]:
    """What, ours, the other, and the ratio asked for."""
    score, energy = network("score"), network("energy")
    langevin_cd = ContrastiveDivergence(
        chain="langevin", step_size=STEP_SIZE, chain_steps=10, magnitude_penalty=0, void_penalty=0
    )
    rows: list[tuple[str, Step, Step, float]] = []
    for kind, model, asked in (("score", score, 1.5), ("energy", energy, 3.0)):
        pair = (ours(ScoreMatching(), copy.deepcopy(model)), double_backward(copy.deepcopy(model), sliced=False))
        rows.append((f"exact trace, {kind} network, against double backward", *pair, asked))
    for kind, model in (("score", score), ("energy", energy)):
        pair = (ours(SlicedScoreMatching(), copy.deepcopy(model)), double_backward(copy.deepcopy(model), sliced=True))
        rows.append((f"sliced, {kind} network, against double backward", *pair, 1.0))
    peers: list[tuple[str, Objective[Any], Callable[[Theirs], Any], float]] = [
        ("exact trace", ScoreMatching(), lambda m: torchebm.losses.ScoreMatching(m, hessian_method="exact"), 3.0),
        (
            "sliced",
            SlicedScoreMatching(variance_reduced=False),
            lambda m: torchebm.losses.SlicedScoreMatching(m, n_projections=1, projection_type="rademacher"),
            2.0,
        ),
        (
            "denoising",
            DenoisingScoreMatching(antithetic=False),
            lambda m: torchebm.losses.DenoisingScoreMatching(m, noise_scale=0.1),
            1.3,
        ),
        ("CD-10, Langevin", langevin_cd, their_cd, 1.3),
    ]
    for name, objective, make, asked in peers:
        pair = (ours(objective, copy.deepcopy(energy)), torchebm_step(copy.deepcopy(energy), make))
        rows.append((f"{name}, energy network, against torchebm", *pair, asked))
    return rows


def walking(model: Network) -> Step:
    sampler, noise = Langevin(step_size=STEP_SIZE), stream(0, "noise")
    chain = Chain(MIXTURE.sample(PARTICLES, stream(0, "x")).float())

    def step() -> None:
        nonlocal chain
        with torch.no_grad():
            chain = sampler.step(model, chain, noise)[0]

    return step


def their_walk(model: Network) -> Step:
    sampler = torchebm.samplers.LangevinDynamics(Theirs(model), step_size=STEP_SIZE)
    x = MIXTURE.sample(PARTICLES, stream(0, "x")).float()

    def step() -> None:
        sampler.sample(x=x, n_steps=1)

    return step


def products(model: Network) -> Step:
    """The matrix products of one evaluation, forward and, for an energy, back; nothing between them."""
    weights = [weight.detach() for weight in model.net.weights]
    h = torch.randn(PARTICLES, weights[0].shape[1], generator=stream(0, "h"))

    def step() -> None:
        with torch.no_grad():
            for part in torch.split(h, 512):
                for weight in weights:
                    part = part @ weight.T
                if model.has_energy:
                    for weight in reversed(weights):
                        part = part @ weight

    return step


def training_products(model: Network) -> Step:
    """The matrix products of an exact trace's step, forward and both ways back; nothing between them."""
    x = MIXTURE.sample(BATCH, stream(0, "x")).float()
    jet = model.features.jet(model.prepare(x), AXES[:, None], 2 if model.has_energy else 0)
    weights = [weight.detach() for weight in model.net.weights]

    def step() -> None:
        inputs = [jet.reshape(-1, jet.shape[2])]
        for weight in weights:
            inputs.append(inputs[-1] @ weight.T)
        grad = inputs.pop()
        for weight, rows in zip(reversed(weights), reversed(inputs), strict=True):
            grad.T @ rows
            grad = grad @ weight if weight is not weights[0] else grad

    return step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-memory", action="store_true", help="keep freed memory as a worker does, for both")
    kept = parser.parse_args().keep_memory and keep_freed_memory()
    torch.set_num_threads(1)
    print(f"Measured on: {machine()}; one thread, batch {BATCH}, network 3 x 128 with 16 Fourier features;")
    print(f"freed memory is {'kept' if kept else 'given back as the C library does by itself'}\n")
    print("| training step | ours, ms | theirs, ms | theirs / ours | asked |\n|---|---|---|---|---|")
    for name, mine, other, asked in training_rows():
        a, b, ratio = compare(mine, other)
        print(f"| {name} | {a:.2f} | {b:.2f} | {ratio:.2f} | {asked:g} |", flush=True)
    for kind in ("score", "energy"):
        model = network(kind)
        a, b, ratio = compare(ours(ScoreMatching(), copy.deepcopy(model)), training_products(model))
        print(f"| exact trace, {kind} network, against its matrix products | {a:.2f} | {b:.2f} | {ratio:.2f} | - |")
    print(f"\n| Langevin step, {PARTICLES:,} particles | ours, ms | other, ms | other / ours | asked |")
    print("|---|---|---|---|---|")
    score, energy = (network(kind).requires_grad_(False) for kind in ("score", "energy"))
    for name, mine, other, asked in (
        ("energy network against torchebm", walking(energy), their_walk(energy), ">= 1.3"),
        ("energy network against its matrix products", walking(energy), products(energy), ">= 0.625"),
        ("score network against its matrix products", walking(score), products(score), ">= 0.67"),
    ):
        a, b, ratio = compare(mine, other)
        rate = PARTICLES / a / 1000
        print(f"| {name} ({rate:.2f} M particle-steps/s) | {a:.2f} | {b:.2f} | {ratio:.2f} | {asked} |", flush=True)


if __name__ == "__main__":
    main()
