"""The noise-conditional default at fixed noise levels and through its samplers: `python -m benchmarks.levels`.

Levels are in standardised units (sigma over the target's rms deviation), so that targets of different size compare;
a level below the smallest trained one is left out. Walks: 2,500 particles, beside the floor of exact samples.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import torch

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PRESETS, PresetTarget, build_target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .machine import machine

LEVELS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
WALKS = (("reverse-sde", {}), ("probability-flow", {}), ("annealed-langevin", {"steps_per_level": 10}))
PARTICLES = 2_500


@dataclass(frozen=True)
class Row:
    """One run: its error at each level (None below the smallest trained one), and each walk's two distances."""

    errors: list[float | None]
    walks: list[tuple[float, float, float, float]]
    """Shares' total variation, its floor, sliced W2 in units, its floor."""

    def __str__(self) -> str:
        errors = ["" if error is None else f"{error:.4f}" for error in self.errors]
        walks = [f"{tv:.3f} ({tv_floor:.3f}), {w2:.3f} ({floor:.3f})" for tv, tv_floor, w2, floor in self.walks]
        return " | ".join(errors + walks)


def measure(target: str, seed: int, n_steps: int) -> Row:
    mixture = build_target(PresetTarget(name=target))
    run = Run(
        mixture, RunSpec.parse({"objective": "noise-conditional-score-matching", "seed": seed, "n_steps": n_steps})
    )
    while not run.finished:
        run.step()
    field, smallest = run.field(), run.resolved.objective.smoothing() or 0.0
    errors, walks = [], []
    for level in LEVELS:
        sigma = level * mixture.rms_deviation()
        known = sigma >= smallest
        errors.append(FieldJudge(mixture, sigma).judge_smoothed(field).relative_fisher_error if known else None)
    modes, distance = find_modes(mixture), SlicedWasserstein(mixture, PARTICLES)
    for sampler, settings in WALKS:
        spec = {"sampler": sampler, "settings": settings, "n_particles": PARTICLES}
        walk = Walk(SamplerSpec.parse(spec), field, mixture, modes)
        walk.step(walk.sampler.duration() or 0)
        found = mode_weights(walk.x, modes)
        shares = found.total_variation, found.total_variation_floor
        walks.append((*shares, distance.distance(walk.x), distance.floor))
    return Row(errors, walks)


def worst(rows: list[Row]) -> str:
    """The greatest error at each level, and how far above their floors the walks' distances came at most."""
    errors = [
        max(error for error in column if error is not None)
        for column in zip(*(row.errors for row in rows), strict=True)
    ]
    cells = [f"{error:.4f}" for error in errors]
    for column in zip(*(row.walks for row in rows), strict=True):
        over = max(tv - floor for tv, floor, _, _ in column), max(w2 - floor for _, _, w2, floor in column)
        cells.append(f"floor {over[0]:+.3f}, floor {over[1]:+.3f}")
    return " | ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=1_500, help="training steps; a new run has 1,500")
    parser.add_argument("--targets", nargs="+", default=list(PRESETS), help="names of presets")
    options = parser.parse_args()
    torch.set_num_threads(1)
    heads = [f"{level:g}" for level in LEVELS]
    heads += [f"{sampler}: shares' TV (floor), sliced W2 (floor)" for sampler, _ in WALKS]
    print(f"Measured on: {machine()}; {options.steps:,} steps\n")
    print("| target, seed | " + " | ".join(heads) + " |\n|" + "---|" * (1 + len(heads)))
    rows = []
    for seed in range(options.seeds):
        for target in options.targets:
            rows.append(measure(target, seed, options.steps))
            print(f"| {target} {seed} | {rows[-1]} |", flush=True)
    print(f"| worst | {worst(rows)} |")


if __name__ == "__main__":
    main()
