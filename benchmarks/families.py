"""Families with a known Z on the named targets: python -m benchmarks.families.

First by maximum likelihood: KL over the plane (nats, with its standard error) and processor seconds of training; the
flow and the autoregressive mixture with as many steps as an idle core takes in about six and five seconds, the others
with the command's 1,500. `log Z` is by quadrature over a window that is widened until its border holds nothing: a check
that 1 is 1. Then by score matching, beside the likelihood twin: blind to far weights. Markdown on standard output.
"""

from __future__ import annotations

import time
from typing import Any

import torch

from scorescape.models import one_thread
from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.random_streams import stream
from scorescape.models.study.judges import Judges
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .machine import machine

STEPS = {"gaussian": 5, "mixture": 1_500, "autoregressive": 1_500, "flow": 700}
BY_DEFAULT = 1_500
MATCHED: tuple[tuple[str, dict[str, Any], int], ...] = (
    ("gaussian", {}, 1_500),
    ("mixture", {}, 1_500),
    ("autoregressive", {}, 1_500),
    ("flow", {"transform": "affine"}, 500),
)
DRAWN = 20_000


def trained(name: str, model: str, n_steps: int, objective: str, network: dict[str, Any]) -> tuple[Run, float]:
    """A run at its end, and the processor seconds it took."""
    spec = {"model": model, "objective": objective, "n_steps": n_steps, "network": network}
    run = Run(target(name), RunSpec.parse(spec))
    began = time.process_time()
    while not run.finished:
        run.step()
    return run, time.process_time() - began


def by_likelihood(name: str) -> str:
    cells, log_zs = [], []
    for model, n_steps in STEPS.items():
        run, seconds = trained(name, model, n_steps, "maximum-likelihood", {})
        figures = Judges(run.mixture, None).figures(run.snapshot())
        count = f" (k = {figures['components']:.0f})" if "components" in figures else ""
        cells.append(f"{figures['kl']:.4f} +- {figures['kl_se']:.4f}{count} | {seconds:.1f}")
        log_zs.append(abs(partition_function(run.field()).log_z))
    return f"| {name} | {' | '.join(cells)} | {max(log_zs):.0e} |"


def matched(name: str, model: str, network: dict[str, Any], n_steps: int) -> list[str]:
    """A row for each objective: KL, relative Fisher error, and where a draw of the family lies."""
    rows = []
    for objective in ("maximum-likelihood", "score-matching"):
        run, seconds = trained(name, model, n_steps, objective, network)
        figures = Judges(run.mixture, None).figures(run.snapshot())
        drawn = run.field().draw(DRAWN, stream(0, "drawn"))
        inside = (drawn.abs() < 4).all(1)
        right = inside & (drawn[:, 0] > 0)
        shares = " | ".join(f"{float(each.float().mean()):.3f}" for each in (right, inside & ~right, ~inside))
        rows.append(
            f"| {name} | {model} | {objective} | {n_steps} | {seconds:.1f} | {figures['kl']:.4f} | "
            f"{figures['relative_fisher_error']:.4f} | {shares} |"
        )
    return rows


def main() -> None:
    one_thread.for_good()
    torch.set_flush_denormal(True)
    print(f"{machine()}. Seed 0.\n")
    titles = " | ".join(f"{model}: KL | s" for model in STEPS)
    print(f"| target | {titles} | largest abs(log Z) |\n|---|{'---|' * (2 * len(STEPS) + 1)}")
    for name in PRESETS:
        print(by_likelihood(name), flush=True)
    run, seconds = trained("two-moons", "flow", BY_DEFAULT, "maximum-likelihood", {})
    kl = Judges(run.mixture, None).figures(run.snapshot())["kl"]
    print(f"\nThe flow on two-moons with the command's {BY_DEFAULT:,} steps: KL {kl:.4f} in {seconds:.1f} s.\n")
    print("| target | family | objective | steps | s | KL | relative Fisher error | right | left | off the box |")
    print(f"|{'---|' * 10}")
    for name in ("two-moons", "two-gaussians"):
        for model, network, n_steps in MATCHED:
            for row in matched(name, model, network, n_steps):
                print(row, flush=True)


if __name__ == "__main__":
    main()
