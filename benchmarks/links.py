"""What the link from a network's output to a density costs: KL, mass off the window, the score in the void.

The same network, by exact maximum likelihood, five links, each with the objective's own confinement: the square and
the modulus cannot be normalised without it. KL within the box is that of the density cut to the box: beyond the grid of
likelihood nobody has told the energy anything. The void is where the exact density lies under exp(-15); walls are sign
changes of f on a lattice, where the density of a square or a modulus has a zero.

    OMP_NUM_THREADS=1 python -m benchmarks.links
"""

from __future__ import annotations

import math
from typing import get_args

import torch

from scorescape.models import one_thread
from scorescape.models.diagnostics.kl_divergence import KlJudge
from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.networks.spec import Link
from scorescape.models.partition.void import in_the_void
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .machine import machine

TARGETS = ("two-gaussians", "two-moons", "unequal-three", "grid-25")
STEPS, SEED = 400, 0


def main() -> None:
    one_thread.for_good()
    print(f"{machine()}. {STEPS} steps, seed {SEED}; KL over the whole plane, nats.\n")
    print(
        "| target | link | KL | mass off the box | largest score in the void | log q there, median | walls, units | s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in TARGETS:
        for link in get_args(Link):
            print(row(name, link), flush=True)


def row(name: str, link: Link) -> str:
    mixture = target(name)
    run = Run(
        mixture,
        RunSpec.parse(
            {
                "objective": "maximum-likelihood",
                "model": "energy",
                "n_steps": STEPS,
                "seed": SEED,
                "network": {"link": link},
            }
        ),
    )
    while not run.finished:
        run.step()
    field = run.field()
    with torch.no_grad():
        found = partition_function(field)
        kl = KlJudge(mixture).judge(field, found.log_z, found.error)
        void = in_the_void(field, mixture, found)
        within = kl.value + math.log(void.mass_in_the_box)
    doubt = "" if found.reliable else " (unreliable)"
    return (
        f"| {name} | {link} | {kl.value:.3f} +- {kl.se:.3f}{doubt} | {within:.3f} | "
        f"{1 - void.mass_in_the_box:.4f} | {void.largest_score:.0f} | {void.median_log_density:.1f} | "
        f"{void.wall_length:.1f} |"
    )


if __name__ == "__main__":
    main()
