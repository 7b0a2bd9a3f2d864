"""The noise-conditional default at fixed noise levels and through its samplers: `python -m benchmarks.levels`.

Levels are in standardised units (sigma over the target's rms deviation), so that targets of different size compare;
a level below the smallest trained one is left out. Walks: 2,500 particles, beside the floor of exact samples.
"""

from __future__ import annotations

import argparse
import sys

import torch

from models.diagnostics.fisher_divergence import FieldJudge
from models.diagnostics.mode_weights import mode_weights
from models.diagnostics.sliced_wasserstein import SlicedWasserstein
from models.samplers.spec import SamplerSpec
from models.samplers.walk import Walk
from models.targets.modes import find_modes
from models.targets.spec import PRESETS, PresetTarget, build_target
from models.training.run import Run
from models.training.spec import RunSpec

LEVELS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
WALKS = (("reverse-sde", {}), ("probability-flow", {}), ("annealed-langevin", {"steps_per_level": 10}))
PARTICLES = 2_500


def row(target: str, seed: int) -> str:
    mixture = build_target(PresetTarget(name=target))
    run = Run(mixture, RunSpec.parse({"objective": "noise-conditional-score-matching", "seed": seed}))
    while not run.finished:
        run.step()
    field, smallest = run.field(), run.resolved.objective.smoothing() or 0.0
    cells = []
    for level in LEVELS:
        sigma = level * mixture.rms_deviation()
        error = FieldJudge(mixture, sigma).judge_smoothed(field).relative_fisher_error if sigma >= smallest else None
        cells.append("" if error is None else f"{error:.4f}")
    modes, distance = find_modes(mixture), SlicedWasserstein(mixture, PARTICLES)
    for sampler, settings in WALKS:
        spec = {"sampler": sampler, "settings": settings, "n_particles": PARTICLES}
        walk = Walk(SamplerSpec.parse(spec), field, mixture, modes)
        walk.step(walk.sampler.duration() or 0)
        found = mode_weights(walk.x, modes)
        cells.append(
            f"{found.total_variation:.3f} ({found.total_variation_floor:.3f}), "
            f"{distance.distance(walk.x):.3f} ({distance.floor:.3f})"
        )
    return f"| {target} {seed} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    torch.set_num_threads(1)
    heads = [f"{level:g}" for level in LEVELS]
    heads += [f"{sampler}: shares' TV (floor), sliced W2 (floor)" for sampler, _ in WALKS]
    print("| target, seed | " + " | ".join(heads) + " |\n|" + "---|" * (1 + len(heads)))
    for seed in range(seeds):
        for target in PRESETS:
            print(row(target, seed), flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
