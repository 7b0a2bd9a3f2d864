"""Figures of particles, exports and the command line."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from scorescape.models.diagnostics.mode_weights import mode_weights, total_variation_floor
from scorescape.models.diagnostics.sliced_wasserstein import sliced_wasserstein
from scorescape.models.exact_field import ExactField
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.study.arrays import arrays
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import build_target, parse_target

from . import independent
from .cases import CASES
from .rows import Row


def rows() -> Iterator[Row]:
    """All of them."""
    yield from _distances()
    yield from _shares()
    yield from _walks()
    yield from _exports()
    yield from _command_line()


def _distances() -> Iterator[Row]:
    for case in CASES[:6]:
        theirs = independent.Mixture(case.parts)
        x, y = theirs.draw(1_500, 1), theirs.draw(1_500, 2) * 1.1 + 0.1
        ours = sliced_wasserstein(torch.from_numpy(x), torch.from_numpy(y))
        expected = independent.sliced_wasserstein(x, y)
        yield Row("sliced Wasserstein of two clouds", case.name, ours, expected, 2e-3, relative=True)


def _shares() -> Iterator[Row]:
    case = CASES[0]
    modes = find_modes(build_target(parse_target(case.given)))
    x = independent.Mixture(case.parts).draw(700, 3)
    x[:150] = np.abs(x[:150]) * -1  # the lighter mode is given too many
    found = mode_weights(torch.from_numpy(x).float(), modes)
    inside = (np.abs(x) <= 4).all(1)
    share = float((x[inside].sum(1) > 0).mean())
    yield Row("sampled share", case.name, float(found.sampled[0]), share, 3e-3)
    yield Row("total variation", case.name, found.total_variation, abs(share - 0.8), 4e-3)
    yield Row("particles off the box", case.name, found.outside, 1 - float(inside.mean()), 1e-9)
    # of two modes that share all there is, the joint interval is the single one
    low, high = independent.wilson(float(found.sampled[0]), int(inside.sum()))
    yield Row("interval of a share, low", case.name, float(found.low[0]), low, 5e-3)
    yield Row("interval of a share, high", case.name, float(found.high[0]), high, 5e-3)
    for n in (20, 400, 5_000):
        for shares in ((0.8, 0.2), (0.5, 0.3, 0.15, 0.05)):
            ours = total_variation_floor(torch.tensor(shares, dtype=torch.float64), n)
            expected = independent.floor_of_total_variation(shares, n)
            name = f"shares {', '.join(f'{each:g}' for each in shares)}, n = {n:,}"
            # the first is drawn, the others are the normal limit
            yield Row("floor of the total variation", name, ours, expected, 0.1 if n < 50 else 0.02, relative=True)


def _walks() -> Iterator[Row]:
    blob = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.0])
    for delta in (0.3, 1.0, 2.4):
        walk = _walk("metropolis-hastings", blob, 4_000, {"proposal_scale": delta})
        walk.step(60)
        expected = independent.acceptance_of_a_random_walk(delta)
        assert walk.acceptance_rate is not None
        yield Row("acceptance rate", f"random walk of {delta:g} on N(0, I)", walk.acceptance_rate, expected, 0.004)
    pair = GaussianMixture.create([0.5, 0.5], [[-0.9, 0.0], [0.9, 0.0]], [0.5, 0.5])
    for sampler, settings in (("langevin", {"step_size": 0.05}), ("metropolis-hastings", {"proposal_scale": 1.0})):
        walk = _walk(sampler, pair, 300, settings)
        path = [walk.x.double().numpy().copy()]
        for _ in range(80):
            walk.step()
            path.append(walk.x.double().numpy().copy())
        expected = independent.crossings(np.stack(path))
        yield Row("crossings per 1,000 steps", f"{sampler} on a pair", walk.transitions_per_1000, expected, 1e-9)
    for sampler, per_step, first in (("langevin", 1, 0), ("mala", 1, 1), ("metropolis-hastings", 1, 1), ("hmc", 8, 1)):
        walk = _walk(sampler, blob, 10, {})
        walk.step(20)
        kept = "the first as well as the 20" if first else "20 steps"
        yield Row("evaluations", f"{sampler}, {kept}", float(walk.evaluations), float(20 * per_step + first), 0.0)


def _walk(sampler: str, mixture: GaussianMixture, n: int, settings: dict[str, float]) -> Walk:
    spec = {"sampler": sampler, "n_particles": n, "init": "data", "field": "exact", "settings": settings}
    return Walk(SamplerSpec.parse(spec), ExactField(mixture), mixture, find_modes(mixture))


def _exports() -> Iterator[Row]:
    for case in (CASES[0], CASES[4], CASES[11]):
        theirs = independent.Mixture(case.parts)
        study = Study(build_target(parse_target(case.given)), PanelSpec())
        with np.load(io.BytesIO(arrays(study))) as kept:
            x, log_density, score = (kept[name].astype(np.float64) for name in ("points", "log_density", "score"))
        flat = x.reshape(-1, 2)
        known, slopes = theirs.log_density(flat), theirs.score(flat)
        where = np.abs(log_density.reshape(-1) - known).argmax()
        yield Row("export: log density", case.name, log_density.reshape(-1)[where], known[where], 1e-5, relative=True)
        gap = np.abs(score.reshape(-1, 2) - slopes).max(1)
        at = int(gap.argmax())
        axis = int(np.abs(score.reshape(-1, 2)[at] - slopes[at]).argmax())
        yield Row(
            "export: score", case.name, score.reshape(-1, 2)[at, axis], slopes[at, axis], 1e-3, relative=True
        )  # fmt: skip


def _command_line() -> Iterator[Row]:
    case = CASES[0]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "points.npy"
        words = ["sample", "--target", case.name, "--sampler", "langevin", "--init", "uniform", "--particles", "800"]
        verb = "import sys; from scorescape.server.cli import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", verb, *words, "--steps", "60", "--out", str(out), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        printed, x = json.loads(done.stdout), np.load(out).astype(np.float64)
    inside = (np.abs(x) <= 4).all(1)
    # two blobs of one width and variance v: over the middle line by v log 4 / |m2 - m1|
    border = 0.25 * math.log(0.25) / math.dist((-2.5, -2.5), (2.5, 2.5))
    share = float((x[inside].sum(1) / math.sqrt(2) > border).mean())
    name = "scorescape sample --json, two-gaussians"
    yield Row("true share", name, printed["mode_weights"]["true"][0], 0.8, 1e-3)
    yield Row("sampled share", name, printed["mode_weights"]["sampled"][0], share, 0.015)
    yield Row("total variation", name, printed["mode_weight_tv"], abs(share - 0.8), 0.016)
    yield Row("particles off the box", name, printed["outside"], 1 - float(inside.mean()), 1e-9)
    expected = independent.floor_of_total_variation((0.8, 0.2), int(inside.sum()))
    yield Row("floor of the total variation", name, printed["mode_weight_tv_floor"], expected, 0.02, relative=True)
    other = independent.Mixture(case.parts).draw(800, 5)
    distance = independent.sliced_wasserstein(x, other)
    yield Row(
        "sliced Wasserstein, to other samples", name, printed["sliced_wasserstein"], distance, 0.15, relative=True
    )
