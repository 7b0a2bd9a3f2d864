"""What Z costs as the dimension grows: a grid, and uniform points against their closed form.

    python -m benchmarks.curse

The first table is arithmetic; the second draws 10,000 points 400 times in d = 1 to 10, of one mode of scale 1 in the
middle of a cube of side 8; what follows +- is one standard error of the measured error. Markdown on standard output.
"""

from __future__ import annotations

from scorescape.models.dimensions.curse import SCALE, SIDE, costs, measured_error

POINTS, REPEATS, WIDE = 10_000, 400, 1.0


def main() -> None:
    print(f"One mode of scale {SCALE:g} in a cube of side 8; the grid at 10^9 energies a second.\n")
    print(f"| d | {SIDE}^d | seconds | uniform points for 1 % | |")
    print("|---|---|---|---|---|")
    for row in costs():
        powers = (row.log10_grid_points, row.log10_grid_seconds, row.log10_monte_carlo_points)
        print(f"| {row.d:,} | " + " | ".join(f"10^{power:,.1f}" for power in powers) + f" | {row.name} |")
    print(f"\nOne mode of scale {WIDE:g}, {POINTS:,} points, {REPEATS} times.\n")
    print("| d | relative error, measured | formula | measured / formula |")
    print("|---|---|---|---|")
    for d in range(1, 11):
        found = measured_error(d, POINTS, REPEATS, scale=WIDE)
        ratio = found.measured / found.formula
        print(
            f"| {d} | {found.measured:.4f} +- {found.measured_se:.4f} | {found.formula:.4f} | {ratio:.2f} |", flush=True
        )


if __name__ == "__main__":
    main()
