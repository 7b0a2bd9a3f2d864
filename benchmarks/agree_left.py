"""Two experts that agree on the left: what each way of sampling their product makes of it.

A = 1/2 N((-2, 0), .3) + 1/2 N((2, .4), .3), B the same with (2, -.4): .855 of the product is left. Walked on are the
noisy scores of A and B, added (the product of the smoothed experts) and, in the last row, those of the product itself.

    OMP_NUM_THREADS=1 python -m benchmarks.agree_left
"""

from __future__ import annotations

import statistics
import time

from scorescape.models import one_thread
from scorescape.models.composed_field import ComposedField
from scorescape.models.diagnostics.freezing import freezing, smoothed_shares
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.settings import Scalar
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

A = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, 0.4]], [0.3, 0.3])
B = GaussianMixture.create([0.5, 0.5], [[-2, 0], [2, -0.4]], [0.3, 0.3])
PRODUCT = product([A, B])
MODES = find_modes(PRODUCT.target)
ADDED = ComposedField([ExactField(A), ExactField(B)])
PARTICLES, SEEDS = 2_000, 5
WAYS: list[tuple[str, str, dict[str, Scalar], Field]] = [
    ("reverse diffusion, 200 levels", "reverse-sde", {"n_levels": 200}, ADDED),
    *(
        (
            f"annealed Langevin, 20 levels of {steps}",
            "annealed-langevin",
            {"n_levels": 20, "steps_per_level": steps, "step_ratio": 0.15},
            ADDED,
        )
        for steps in (5, 20, 100)
    ),
    ("Feynman-Kac, weights alone", "feynman-kac", {"correction_steps": 0}, ADDED),
    ("Feynman-Kac with a MALA step a level", "feynman-kac", {}, ADDED),
    ("annealed Langevin on the product's own field", "annealed-langevin", {}, ExactField(PRODUCT.target)),
]


def main() -> None:
    one_thread.for_good()
    print(
        f"exact: left {float(MODES.shares[0]):.4f}, log Z {PRODUCT.log_z:.4f}; {PARTICLES} particles, {SEEDS} seeds\n"
    )
    print("| way | left | +- | weights stood still from sigma | processor s a walk |")
    print("|---|---|---|---|---|")
    for name, sampler, settings, field in WAYS:
        left, still, began = [], [], time.process_time()
        for seed in range(SEEDS):
            spec = SamplerSpec(sampler=sampler, settings=settings, n_particles=PARTICLES, seed=seed, field="exact")
            found = freezing(Walk(spec, field, PRODUCT.target, MODES), MODES.positions)
            left.append(float(found.shares[-1, 0]))
            still.append(found.frozen_at)
        seconds = (time.process_time() - began) / SEEDS
        spread = statistics.stdev(left)
        print(
            f"| {name} | {statistics.mean(left):.3f} | {spread:.3f} | {statistics.median(still):.2f} | {seconds:.2f} |"
        )
    print("\n| sigma | left of the product of the smoothed experts |")
    print("|---|---|")
    for sigma in (0.0, 0.1, 0.3, 0.5, 1.0, 2.0):
        print(f"| {sigma:g} | {float(smoothed_shares([A, B], [1, 1], sigma, MODES.positions)[0]):.3f} |")


if __name__ == "__main__":
    main()
