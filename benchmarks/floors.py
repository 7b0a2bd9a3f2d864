"""Whether floors, intervals and verdicts hold what they promise: `python -m benchmarks.floors [--write]`.

For each target and number of particles:
- the floor's mean and 95 % quantile against those of 400 pairs of fresh exact clouds, no cloud in two pairs;
- how often fresh exact samples are called wrong, by their distance (400 samples, 200 of 20,000) and by their mode
  shares, and how often the exact masses all lie in their intervals (4,000 samples);
- the smallest wrong weight of a mode that each verdict says it finds, and how often samples with it are found.

`--write` puts the table into docs/truth.md, under "Floors". Some five minutes of one core.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from scorescape.models.diagnostics.floors import Floor
from scorescape.models.diagnostics.mode_noise import mode_noise
from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.shadows import shadows, squared_gap
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.diagnostics.weight_fault import WeightFault
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import Modes, find_modes
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.reweighted import reweighted, with_share

from .machine import machine

TARGETS = ("two-gaussians", "unequal-three", "eight-gaussians", "grid-25", "two-moons", "checkerboard")
SIZES = (500, 2_000, 20_000)
PAIRS, SAMPLES, COUNTS, WRONG = 400, 400, 4_000, 200
# samples whose floor takes longer to refine than the script may
FEWER = {20_000: 200}
INTRODUCTION = """\
Ratios are of the refined floor to 400 pairs of fresh clouds. A verdict calls 5 in 100 exact samples wrong, over all
modes at once. A wrong weight is said in parts of the whole mass: it is the smallest that is found 95 times in 100;
by distance for the mode that shows least, by mode shares for any. `found` is how often fresh samples with it were,
by mode shares in the mode and direction where that is least often. Distances of over 2,000 particles look for none.
"""
DOCUMENT, HEADING = Path("docs/truth.md"), "## Floors"


@dataclass(frozen=True)
class Row:
    """One target and one number of particles."""

    target: str
    n: int
    mean: float
    """The floor's over that of the fresh pairs."""
    quantile: float
    alarms: int
    judged: int
    mode_alarms: float
    coverage: float
    fault: float | None
    found: float | None
    mode_fault: float | None
    mode_found: float | None

    def cells(self) -> list[str]:
        def share(value: float | None, digits: int = 1) -> str:
            return "-" if value is None else f"{100 * value:.{digits}f} %"

        return [
            self.target,
            f"{self.n:,}",
            f"{self.mean:.3f}",
            f"{self.quantile:.3f}",
            f"{share(self.alarms / self.judged)} of {self.judged}",
            share(self.mode_alarms),
            share(self.coverage),
            share(self.fault, 2),
            share(self.found),
            share(self.mode_fault, 2),
            share(self.mode_found),
        ]


COLUMNS = [
    "target",
    "particles",
    "floor's mean / fresh",
    "quantile / fresh",
    "exact called wrong by distance",
    "by mode shares",
    "all intervals hold",
    "wrong weight found by distance",
    "found",
    "by mode shares",
    "found",
]


def drawn(mixture: GaussianMixture, n: int, seed: int, name: str) -> Tensor:
    return mixture.to(torch.float32).sample(n, stream(seed, f"benchmark/{name}"))


def fresh_pairs(mixture: GaussianMixture, n: int) -> list[float]:
    """Distances of pairs of clouds that no floor has seen."""
    return [
        math.sqrt(squared_gap(shadows(drawn(mixture, n, i, "one")), shadows(drawn(mixture, n, i, "other"))))
        for i in range(PAIRS)
    ]


def row(name: str, n: int) -> Row:
    mixture = PRESETS.get(name)().mixture()
    modes = find_modes(mixture)
    judge = SlicedWasserstein(mixture, n)
    judge.pairs = floor = Floor(mixture, n)  # kept nowhere, and as well known as it ever is
    floor.grow(math.inf)
    pairs = fresh_pairs(mixture, n)
    judged = FEWER.get(n, SAMPLES)
    alarms = sum(judge.distance(drawn(mixture, n, i, "sample")) > floor.quantile_95 for i in range(judged))
    fault, found = by_distance(mixture, modes, judge)
    mode_alarms, coverage, mode_fault, mode_found = by_shares(modes, n)
    mean, quantile = floor.mean / float(np.mean(pairs)), floor.quantile_95 / float(np.quantile(pairs, 0.95))
    return Row(name, n, mean, quantile, alarms, judged, mode_alarms, coverage, fault, found, mode_fault, mode_found)


def by_distance(mixture: GaussianMixture, modes: Modes, judge: SlicedWasserstein) -> tuple[float | None, float | None]:
    """The smallest wrong weight of the mode that shows least, and how often fresh samples with it are found."""
    fault = WeightFault(mixture, modes, judge.pairs, kept=False).at_once()
    if fault.share is None:
        return None, None
    mode = fault.hardest()
    mass = float(modes.masses[mode] / modes.masses.sum())
    wrong = reweighted(mixture, modes, with_share(modes, mode, mass + fault.share))
    threshold = judge.pairs.quantile_95
    found = [judge.distance(drawn(wrong, judge.n, i, "wrong")) > threshold for i in range(WRONG)]
    return fault.share, sum(found) / WRONG


def by_shares(modes: Modes, n: int) -> tuple[float, float, float | None, float | None]:
    """Alarms and coverage of exact counts; the smallest wrong weight, and how often the mode it is of gives it away."""
    exact = (modes.masses / modes.masses.sum()).numpy()
    noise = mode_noise(tuple(exact.tolist()), n)
    centres = modes.positions.float()
    # coverage by the intervals themselves, for particles that stand on the modes' peaks
    counts = np.random.default_rng(7).multinomial(n, exact, size=COUNTS)
    found = [mode_weights(centres.repeat_interleave(torch.from_numpy(row), 0), modes) for row in counts]
    held = np.mean([bool(((each.low <= each.true) & (each.true <= each.high)).all()) for each in found])
    alarms = np.mean([not each.verdict.holds for each in found])
    if noise.smallest_fault is None:
        return float(alarms), float(held), None, None
    share = noise.smallest_fault
    worst = min(
        _seen(exact, mode, sign * share, n, noise.critical)
        for mode in range(len(exact))
        for sign in (1, -1)
        if 0 < exact[mode] + sign * share < 1
    )
    return float(alarms), float(held), share, worst


def _seen(exact: np.ndarray, mode: int, shift: float, n: int, critical: float) -> float:
    """How often samples with this weight of one mode are called wrong."""
    wrong = exact * (1 - exact[mode] - shift) / (1 - exact[mode])
    wrong[mode] = exact[mode] + shift
    shares = np.random.default_rng(mode).multinomial(n, wrong, size=COUNTS) / n
    strays = np.abs(shares - exact) / np.sqrt(exact * (1 - exact) / n)
    return float((strays.max(1) > critical).mean())


def text(rows: list[Row], seconds: float) -> str:
    """The section of the document."""
    lines = ["| " + " | ".join(cells) + " |" for cells in [COLUMNS, ["---"] * len(COLUMNS), *(r.cells() for r in rows)]]
    alarms, judged = sum(row.alarms for row in rows), sum(row.judged for row in rows)
    mean_held = sum(abs(row.mean - 1) <= 0.1 for row in rows)
    quantile_held = sum(abs(row.quantile - 1) <= 0.15 for row in rows)
    by_target = {
        name: sum(r.alarms for r in rows if r.target == name) / sum(r.judged for r in rows if r.target == name)
        for name in dict.fromkeys(row.target for row in rows)
    }
    summary = [
        f"Means within 10 % in {mean_held} of {len(rows)} cases, quantiles within 15 % in {quantile_held}.",
        f"Exact samples called wrong by their distance: {100 * alarms / judged:.1f} % of {judged:,}; by target "
        + ", ".join(f"{name} {100 * rate:.1f} %" for name, rate in by_target.items())
        + ".",
        f"By their mode shares: {100 * float(np.mean([row.mode_alarms for row in rows])):.1f} % on average, "
        f"{100 * min(row.mode_alarms for row in rows):.1f} to {100 * max(row.mode_alarms for row in rows):.1f} %.",
    ]
    made = f"Made by `python -m benchmarks.floors` in {seconds / 60:.0f} minutes of one core, {machine()}."
    return "\n".join([HEADING, "", INTRODUCTION, *lines, "", *summary, "", made, ""])


def written(section: str, document: str) -> str:
    """The document with this section in place of its like, or at its end."""
    if HEADING not in document:
        return document.rstrip("\n") + "\n\n" + section
    before, rest = document.split(HEADING, 1)
    after = rest.find("\n## ")
    return before + section + (rest[after:] if after >= 0 else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/truth.md")
    parser.add_argument("--targets", nargs="*", default=TARGETS)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    began, rows = time.process_time(), []
    for name in asked.targets:
        for n in asked.sizes:
            rows.append(row(name, n))
            print(" | ".join(rows[-1].cells()), flush=True)
    section = text(rows, time.process_time() - began)
    print(section)
    if asked.write:
        old = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else "# What is true\n"
        DOCUMENT.write_text(written(section, old), encoding="utf-8")


if __name__ == "__main__":
    main()
