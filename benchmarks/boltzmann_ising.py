"""What the Ising denoiser reaches: python -m benchmarks.boltzmann_ising [PART ...], or all parts.

kernel: sweeps a second of the processor at 256 x 256 beside a plain NumPy checkerboard and PyTorch's roll-and-mask, in
one interleaved run. frames: pictures with ten sweeps each, a second of the processor. denoising: error after / error
before. prior: the posterior mean against the graph cut on pictures drawn from the prior. torus: energy a spin against
Onsager. border: the same with a free one. cut: seconds of the exact minimum. Markdown on standard output. The
photographs are scikit-learn's (a dependency of development alone).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from scorescape.models import one_thread
from scorescape.models.boltzmann.ising.batches import Batches
from scorescape.models.boltzmann.ising.denoising import Denoising, Method, Plan
from scorescape.models.boltzmann.ising.energy import Spins, bond_sum, implied_field
from scorescape.models.boltzmann.ising.evidence import Evidence, evidence_of
from scorescape.models.boltzmann.ising.graph_cut import graph_cut
from scorescape.models.boltzmann.ising.imported import otsu
from scorescape.models.boltzmann.ising.lattice import Lattice
from scorescape.models.boltzmann.ising.layers import ISING_LAYERS
from scorescape.models.boltzmann.ising.pictures import PICTURES, named_picture
from scorescape.models.boltzmann.ising.thresholds import Thresholds
from scorescape.models.boltzmann.ising.torus import kaufman, onsager, yang
from scorescape.models.boltzmann.ising.transition import BURN_IN, Transition
from scorescape.models.boltzmann.units import random_stream
from scorescape.models.layers.base import Layer, Sight
from scorescape.models.processes.ising import Ising
from scorescape.models.processes.ising_records import IsingSpec, IsingSubject
from scorescape.server.engine.encoder import encode_frame

BETA, FLIP = 0.7, 0.1
METHODS: tuple[Method, ...] = ("icm", "annealed", "graph-cut", "posterior-mean", "gibbs")
Bools = NDArray[np.bool_]


# -- kernel ------------------------------------------------------------------------------------------------


def plain_numpy(observed: Spins, beta: float, field: float) -> Callable[[], None]:
    """A checkerboard as one writes it: every conditional by an exponential, half of them thrown away."""
    rng = np.random.default_rng(0)
    colour = np.add.outer(np.arange(observed.shape[0]), np.arange(observed.shape[1])) % 2
    mine = [colour == parity for parity in (0, 1)]
    state = {"spins": observed.astype(np.float64)}

    def sweep() -> None:
        for parity in (0, 1):
            spins = state["spins"]
            edge = np.pad(spins, 1)
            around = edge[:-2, 1:-1] + edge[2:, 1:-1] + edge[1:-1, :-2] + edge[1:-1, 2:]
            up = 1 / (1 + np.exp(-2 * (beta * around + field * observed)))
            drawn = np.where(rng.random(spins.shape) < up, 1.0, -1.0)
            state["spins"] = np.where(mine[parity], drawn, spins)

    return sweep


def torch_roll(observed: Spins, beta: float, field: float) -> Callable[[], None]:
    """Roll and mask, float32, as PyTorch's examples have it; on a torus."""
    generator = torch.Generator().manual_seed(0)
    data = torch.from_numpy(observed.astype(np.float32))
    rows, columns = data.shape
    colour = (torch.arange(rows)[:, None] + torch.arange(columns)) % 2
    state = {"spins": data.clone()}

    def sweep() -> None:
        for parity in (0, 1):
            spins = state["spins"]
            around = spins.roll(1, 0) + spins.roll(-1, 0) + spins.roll(1, 1) + spins.roll(-1, 1)
            up = torch.sigmoid(2 * (beta * around + field * data))
            drawn = torch.where(torch.rand(rows, columns, generator=generator) < up, 1.0, -1.0)
            state["spins"] = torch.where(colour == parity, drawn, spins)

    return sweep


def own(observed: Spins, beta: float, field: float) -> Callable[[], None]:
    lattice, thresholds, chance = Lattice(observed), Thresholds.of(beta, field), random_stream(0, "gibbs")
    lattice.put(observed)
    return lambda: lattice.sweep(thresholds, chance)


def kernel(rounds: int = 9) -> None:
    print(
        "| side | own | plain NumPy | PyTorch roll and mask | own / NumPy | own / PyTorch |\n|---|---|---|---|---|---|"
    )
    for side, sweeps in ((96, 400), (256, 80), (1000, 5)):
        observed = evidence_of(named_picture("letter-a", side) > 0, FLIP, 0).observed
        kinds = [make(observed, 0.6, implied_field(FLIP)) for make in (own, plain_numpy, torch_roll)]
        counts = (sweeps * 8, max(1, sweeps // 2), sweeps)
        rates = np.array([[_rate(sweep, n) for sweep, n in zip(kinds, counts, strict=True)] for _ in range(rounds)])
        mine, numpy, torches = np.median(rates, axis=0)
        over = np.median(rates[:, :1] / rates[:, 1:], axis=0)
        print(f"| {side} | {mine:,.0f} | {numpy:,.0f} | {torches:,.0f} | {over[0]:.1f} | {over[1]:.1f} |", flush=True)


def frames(n: int = 200) -> None:
    """What a worker does for one picture of the page: ten sweeps with all that is kept of them, and a frame's bytes."""
    print("| side | frames a second of the processor, ten sweeps each |\n|---|---|")
    for side in (96, 256):
        run = Ising("r", IsingSpec(), IsingSubject(side=side))
        layer = ISING_LAYERS["spins"]()

        def frame(run: Ising = run, layer: Layer[Any] = layer) -> None:
            for _ in range(10):
                run.denoising.sweep()
            encode_frame("spins", "pixels", "r", 1, 1, layer.picture(run, Sight()), 0.0)

        print(f"| {side} | {_rate(frame, n):,.0f} |", flush=True)


def _rate(sweep: Callable[[], None], n: int) -> float:
    began = time.process_time()
    for _ in range(n):
        sweep()
    return n / (time.process_time() - began)


# -- denoising ---------------------------------------------------------------------------------------------


def photographs(side: int) -> dict[str, Bools]:
    """The middle square of each, thresholded by Otsu."""
    from sklearn.datasets import load_sample_images

    found = {}
    images = load_sample_images()
    for path, image in zip(images.filenames, images.images, strict=True):
        grey = Image.fromarray(image).convert("L")
        edge = min(grey.size)
        left, top = (grey.size[0] - edge) // 2, (grey.size[1] - edge) // 2
        box = (left, top, left + edge, top + edge)
        small = np.asarray(grey.crop(box).resize((side, side), Image.Resampling.LANCZOS), np.float64) / 255
        found[path.rsplit("/", 1)[-1].split(".")[0]] = small > otsu(small)
    return found


def raw_digits() -> dict[str, Bools]:
    """The first 3 and the first 8 of scikit-learn's 8 x 8 digits."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    return {f"digit {n}, raw": digits.images[list(digits.target).index(n)] >= 8 for n in (3, 8)}


def ratio(picture: Bools, flip: float, method: Method, seed: int) -> float:
    """Error after / error before."""
    evidence = evidence_of(picture, flip, seed)
    run = restored(evidence, method, BETA, implied_field(flip), seed)
    return run.error() / max(1e-9, run.error_before() or 0.0)


def restored(evidence: Evidence, method: Method, beta: float, field: float, seed: int) -> Denoising:
    sweeps = 100 if method == "gibbs" else None
    run = Denoising(evidence, Plan(method, beta, field, sweeps, "noisy", seed), traced=False)
    while not run.done:
        run.sweep()
    return run


def denoising() -> None:
    groups: list[tuple[str, dict[str, Bools], int]] = [
        (f"drawn {side}", {name: named_picture(name, side) > 0 for name in PICTURES}, seeds)
        for side, seeds in ((256, 1), (96, 3), (32, 8))
    ]
    groups += [(f"photograph {side}", photographs(side), seeds) for side, seeds in ((256, 1), (96, 3))]
    groups.append(("8 x 8", raw_digits(), 8))
    print(f"| pictures, flipped | {' | '.join(METHODS)} | worst posterior mean |\n|---|" + "---|" * (len(METHODS) + 1))
    for flip in (0.05, 0.1, 0.2):
        for name, pictures, seeds in groups:
            table = {
                method: {
                    each: float(np.mean([ratio(picture, flip, method, seed) for seed in range(seeds)]))
                    for each, picture in pictures.items()
                }
                for method in METHODS
            }
            means = [f"{np.mean(list(table[method].values())):.2f}" for method in METHODS]
            worst = max(table["posterior-mean"], key=lambda each: table["posterior-mean"][each])
            least = f"{table['posterior-mean'][worst]:.2f} ({worst})"
            print(f"| {name}, {flip:.0%} | {' | '.join(means)} | {least} |", flush=True)


# -- pictures of the prior ---------------------------------------------------------------------------------


def prior(pictures: int = 40) -> None:
    print("| coupling, flipped | before | posterior mean | graph cut | ICM | cut - mean (s.e.) | mean <= cut |")
    print("|---|---|---|---|---|---|---|")
    for beta, flip in ((0.35, 0.1), (0.35, 0.2), (0.45, 0.2), (0.6, 0.2)):
        rows = np.array([_of_prior(beta, flip, number) for number in range(pictures)])
        gap = rows[:, 2] - rows[:, 1]
        error = gap.std(ddof=1) / np.sqrt(pictures)
        cells = " | ".join(f"{each:.4f}" for each in rows.mean(0))
        better = int((gap >= 0).sum())
        print(
            f"| {beta}, {flip:.0%} | {cells} | {gap.mean():.4f} ({error:.4f}) | {better}/{pictures} |",
            flush=True,
        )


def _of_prior(beta: float, flip: float, number: int) -> tuple[float, ...]:
    """Errors before and by three methods, on a picture that was drawn from the prior of this very coupling."""
    nothing = np.zeros((32, 32), np.int8)
    lattice, chance = Lattice(nothing), random_stream(number, "prior")
    lattice.put(np.where(chance.random((32, 32)) < 0.5, 1, -1).astype(np.int8))
    for _ in range(600):
        lattice.sweep(Thresholds.of(beta, 0.0), chance)
    evidence = evidence_of(lattice.spins() > 0, flip, number)
    field = implied_field(flip)
    plan = Plan("posterior-mean", beta, field, 320, "noisy", number)
    mean = Denoising(evidence, plan, traced=False)
    while not mean.done:
        mean.sweep()
    others = [restored(evidence, method, beta, field, number).error() for method in ("graph-cut", "icm")]
    return (mean.error_before() or 0.0, mean.error(), *others)


# -- torus and cut -----------------------------------------------------------------------------------------


def torus() -> None:
    print("| coupling | kept sweeps | measured (s.e.) | this torus | infinite | off, of infinite | |m| | Yang |")
    print("|---|---|---|---|---|---|---|---|")
    for beta, sweeps in ((0.2, 2_000), (0.3, 2_000), (0.4, 4_000), (0.4407, 20_000), (0.5, 1_000), (0.6, 500)):
        run = Transition(32, beta, "aligned", 0)
        for _ in range(BURN_IN + sweeps):
            run.sweep()
        found = run.measured()
        assert found is not None
        off = abs(found.energy / onsager(beta) - 1)
        print(
            f"| {beta} | {found.kept:,} | {found.energy:.4f} ({found.energy_error:.4f}) | {kaufman(beta, 32):.4f} | "
            f"{onsager(beta):.4f} | {off:.2%} | {found.magnetisation:.3f} | {yang(beta):.3f} |",
            flush=True,
        )


def border() -> None:
    print("| coupling | free border (s.e.) | infinite | off |\n|---|---|---|---|")
    for beta in (0.3, 0.6):
        lattice, thresholds = Lattice(np.zeros((32, 32), np.int8)), Thresholds.of(beta, 0.0)
        lattice.put(np.ones((32, 32), np.int8))
        chance, energies = random_stream(0, "border"), Batches()
        for sweep in range(4_000):
            lattice.sweep(thresholds, chance)
            if sweep >= BURN_IN:
                energies.take(-bond_sum(lattice.spins()) / 1024)
        off = abs((energies.mean or 0.0) / onsager(beta) - 1)
        print(f"| {beta} | {energies.mean:.4f} ({energies.error:.4f}) | {onsager(beta):.4f} | {off:.1%} |", flush=True)


def cut() -> None:
    print("| side | seconds of the graph cut |\n|---|---|")
    for side in (96, 256, 512, 1000):
        observed = evidence_of(named_picture("letter-g", side) > 0, FLIP, 0).observed
        began = time.process_time()
        graph_cut(observed, BETA, implied_field(FLIP))
        print(f"| {side} | {time.process_time() - began:.2f} |", flush=True)


PARTS = {
    "kernel": kernel,
    "frames": frames,
    "denoising": denoising,
    "prior": prior,
    "torus": torus,
    "border": border,
    "cut": cut,
}


def main() -> None:
    one_thread.for_good()
    for name in sys.argv[1:] or PARTS:
        print(f"\n{name}\n")
        PARTS[name]()


if __name__ == "__main__":
    main()
