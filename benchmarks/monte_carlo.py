"""How often Monte-Carlo's 95 % interval for log Z holds the truth: python -m benchmarks.monte_carlo.

400 seeds on every preset and on single modes; the effective sample size and the standard error before the spread are
the exact ones, by quadrature. Markdown on standard output.
"""

from __future__ import annotations

import math

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.exact_field import ExactField
from scorescape.models.partition.monte_carlo import coverage, exact_error, exact_sample_size, repeated
from scorescape.models.partition.pie import holding
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.spec import target

POINTS, SEEDS = (1_000, 4_000), 400
SCALES = (0.5, 0.2, 0.1, 0.05, 0.02)


def row(name: str, mixture: GaussianMixture, n: int) -> None:
    field = ExactField(mixture)
    found = partition_function(field)
    half_width = holding(found.cells, found.log_z, n)
    estimates = repeated(field, n, SEEDS, 0, half_width)
    spread = math.sqrt(sum(math.expm1(each.log_z - found.log_z) ** 2 for each in estimates) / SEEDS)
    cells = (
        f"{exact_sample_size(found.cells, n, half_width):,.1f}",
        f"{coverage(estimates, found.log_z):.3f}",
        f"{exact_error(found.cells, n, half_width):.3f}",
        f"{spread:.3f}",
        f"{sum(not each.reliable for each in estimates)}",
    )
    print(f"| {name} | {n:,} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    print(
        f"| target | points | effective, exact | covers, of {SEEDS} | error, exact | error, seen | called unreliable |"
    )
    print("|---|---|---|---|---|---|---|")
    for n in POINTS:
        for name in sorted(PRESETS):
            row(name, target(name), n)
        for scale in SCALES:
            row(f"one mode of scale {scale:g}", GaussianMixture.create([1.0], [[0.3, -0.7]], [scale]), n)


if __name__ == "__main__":
    main()
