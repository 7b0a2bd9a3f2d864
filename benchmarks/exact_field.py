"""The exact field beside the formula it replaced, and what a walk adds to a sampler: python -m benchmarks.exact_field.

All contestants take turns in one process on one thread; times are the processor's own, ratios medians over rounds of
(reference / ours), so above 1 ours is faster. The reference is the plain formula, exp(bracket - logsumexp), with points
along rows. Errors are of the score, relative, root mean square over data and box, against float64.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.engine.memory import keep_freed_memory

from .machine import machine

ROUNDS = 15
SECONDS = 0.02
REFERENCE_CHUNK = 1 << 18

Task = Callable[[], object]


class Reference:
    """What stood in gaussian_mixture.py before: log p, score and divergence in one pass, points along rows."""

    def __init__(self, mixture: GaussianMixture) -> None:
        self.weights, self.means, variances = mixture.weights, mixture.means, mixture.scales**2
        self.variances = variances[None]
        self.rows = max(1, REFERENCE_CHUNK // mixture.n_components)

    def log_prob(self, x: Tensor) -> Tensor:
        return torch.cat([self._bracket(part)[0].logsumexp(1) for part in x.split(self.rows)])

    def score(self, x: Tensor) -> Tensor:
        return torch.cat([self._score(part) for part in x.split(self.rows)])

    def _bracket(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        dx, dy = self.means[None, :, 0] - x[:, :1], self.means[None, :, 1] - x[:, 1:2]
        squared = dx * dx + dy * dy
        constant = self.weights.log() - torch.log(2 * math.pi * self.variances)
        return constant - squared / (2 * self.variances), dx, dy, squared

    def _score(self, x: Tensor) -> Tensor:
        bracket, dx, dy, squared = self._bracket(x)
        log_prob = bracket.logsumexp(1, keepdim=True)
        inverse = 1 / self.variances
        scaled = (bracket - log_prob).exp_() * inverse
        sx, sy = (scaled * dx).sum(1), (scaled * dy).sum(1)
        divergence = (scaled * (squared * inverse - 2)).sum(1) - sx * sx - sy * sy
        return torch.stack([log_prob[:, 0], sx, sy, divergence], dim=1)[:, 1:3]


def scattered(k: int) -> GaussianMixture:
    """Parts all over the box, scales .05 to .35."""
    noise = stream(k, "parts")
    return GaussianMixture.create(
        torch.rand(k, generator=noise) + 0.1,
        6 * torch.rand(k, 2, generator=noise) - 3,
        0.3 * torch.rand(k, generator=noise) + 0.05,
    )


def line(k: int, scale: float) -> GaussianMixture:
    """A slanted line of equal parts."""
    along = torch.linspace(-3.3, 3.1, k, dtype=torch.float64)
    return GaussianMixture.create(torch.ones(k), torch.stack([along, 0.37 * along + 0.213], 1), torch.full((k,), scale))


def timed(task: Task, times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        task()
    return (time.process_time() - began) / times


def compare(ours: Task, other: Task) -> tuple[float, float, float]:
    """ms of ours and the other, and the median over rounds of other / ours."""
    once = max(timed(ours, 2), timed(other, 2))
    times = max(1, round(SECONDS / max(once, 1e-6)))
    pairs = [(timed(ours, times), timed(other, times)) for _ in range(ROUNDS)]
    mine, theirs = (1e3 * statistics.median(each) for each in zip(*pairs, strict=True))
    return mine, theirs, statistics.median(b / a for a, b in pairs)


def field_rows() -> None:
    print("| parts | points | score, ms | reference | faster | log p, ms | reference | faster |")
    print("|---|---|---|---|---|---|---|---|")
    for k in (1, 2, 3, 10, 25, 100, 1_000, 5_000):
        mixture = scattered(k)
        reference = Reference(mixture.to(torch.float32))
        for x in (mixture.sample(2_000, stream(0, "x")).float(), Grid(128).points()):
            if k > 1_000 and len(x) > 2_000:
                continue
            score, density = (
                compare(partial(getattr(mixture, name), x), partial(getattr(reference, name), x))
                for name in ("score", "log_prob")
            )
            cells = " | ".join(f"{mine:.3f} | {theirs:.3f} | {ratio:.1f}" for mine, theirs, ratio in (score, density))
            print(f"| {k:,} | {len(x):,} | {cells} |", flush=True)


def error_rows() -> None:
    print("\n| target | error of the score | of the reference |\n|---|---|---|")
    thin = GaussianMixture.create([0.5, 0.5], [[-3.0, 0.0], [3.0, 0.0]], [0.001, 0.001])
    targets = {
        "4,000 parts of scale .001": line(4_000, 0.001),
        "1,500 of .005": line(1_500, 0.005),
        "two islands of .001": thin,
        "25 scattered": scattered(25),
    }
    for name, mixture in targets.items():
        near = mixture.sample(2_000, stream(0, "near")).float()
        x = torch.cat([near, 8 * torch.rand(2_000, 2, generator=stream(0, "box")) - 4])
        truth = mixture.score(x.double())
        found = [each(x).double() for each in (mixture.score, Reference(mixture.to(torch.float32)).score)]
        errors = [float((each - truth).norm() / truth.norm()) for each in found]
        print(f"| {name} | {errors[0]:.1e} | {errors[1]:.1e} |", flush=True)


def walk_rows() -> None:
    print("\n| two-gaussians, Langevin on the exact field, particles | sampler, ms | Walk.step, ms | adds |")
    print("|---|---|---|---|")
    mixture = build_target(PresetTarget(name="two-gaussians"))
    field, modes = ExactField(mixture), find_modes(mixture)
    for n in (500, 2_000, 4_096, 20_000):
        spec = SamplerSpec(sampler="langevin", field="exact", n_particles=n, init="data")
        walk, other = (Walk(spec, field, mixture, modes) for _ in range(2))
        bare, whole, ratio = compare(bare_step(other), walk.step)
        print(f"| {n:,} | {bare:.3f} | {whole:.3f} | {100 * (ratio - 1):.0f} % |", flush=True)


def bare_step(walk: Walk) -> Task:
    """A step of the sampler alone, without a walk's counts."""
    chain, noise = [walk.chain], stream(0, "bare")

    def step() -> None:
        with torch.no_grad():
            chain[0] = walk.sampler.step(walk.field, chain[0], noise)[0]

    return step


def main() -> None:
    torch.set_num_threads(1)
    kept = keep_freed_memory()
    print(f"Measured on: {machine()}; one thread, freed memory {'kept as in a worker' if kept else 'given back'}\n")
    field_rows()
    error_rows()
    walk_rows()


if __name__ == "__main__":
    main()
