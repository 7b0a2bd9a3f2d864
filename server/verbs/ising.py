"""`scorescape ising`: restore a black-and-white picture of which a share of the pixels was flipped."""

from __future__ import annotations

import argparse
import io
import sys
import time
from typing import Any

import numpy as np
from PIL import Image

from scorescape.models import one_thread
from scorescape.models.boltzmann.ising.denoising import Denoising
from scorescape.models.boltzmann.ising.energy import Spins, energy
from scorescape.models.boltzmann.ising.evidence import Evidence, evidence_of
from scorescape.models.boltzmann.ising.graph_cut import graph_cut
from scorescape.models.boltzmann.ising.imported import read_picture
from scorescape.models.boltzmann.ising.pictures import PICTURES, named_picture
from scorescape.models.errors import InvalidInput
from scorescape.models.figures import finite
from scorescape.models.processes.ising_records import IsingSpec, IsingSubject

from . import flags
from .out import check_writable, write

GIBBS_SWEEPS = 100
METHODS = "gibbs, icm, annealed, posterior-mean or graph-cut"


def add(parser: argparse.ArgumentParser) -> None:
    """Its flags."""
    names = ", ".join(PICTURES)
    parser.add_argument(
        "--picture", required=True, metavar="PICTURE", help=f"{names}; or a picture file or an NPY array (needed)"
    )
    flags.add_number(parser, "--side", IsingSubject, "side", "pixels along an edge of a named picture", 96)
    flags.add_number(parser, "--flip", IsingSubject, "flip", "how likely each pixel is flipped", 0.1)
    parser.add_argument("--method", default="gibbs", metavar="NAME", help=f"{METHODS} (default: gibbs)")
    flags.add_number(parser, "--beta", IsingSpec, "beta", "what a pair of equal neighbours is worth", 0.7)
    implied = "default: 1/2 log((1 - flip) / flip)"
    flags.add_number(
        parser, "--field-strength", IsingSpec, "field_strength", "what agreeing with the data is worth", None, implied
    )
    own = f"default: {GIBBS_SWEEPS} of gibbs, 100 of annealed, 170 of posterior-mean, else until it is done"
    flags.add_number(parser, "--sweeps", IsingSpec, "sweeps", "how often every pixel is visited", None, own)
    flags.add_number(parser, "--seed", IsingSpec, "seed", "of the flips and of the sampler", 0)
    parser.add_argument("--out", metavar="FILE.png", help="file for the restored picture (default: none)")
    flags.add_json(parser)


def answer(options: argparse.Namespace) -> dict[str, Any]:
    """The figures of the contract. Errors: InvalidInput, before anything has run."""
    one_thread.for_good()
    _check_out(options.out)
    named = ("method", "beta", "field_strength", "sweeps", "seed")
    spec = IsingSpec.parse({name: getattr(options, name) for name in named})
    evidence = _evidence(options)
    run = Denoising(evidence, spec.plan(IsingSubject(flip=options.flip)), traced=False)
    seconds = _swept(run, spec.sweeps)
    if options.out:
        write(options.out, _png(run.estimate()))
    return _figures(run, options.picture, seconds)


def _evidence(options: argparse.Namespace) -> Evidence:
    if options.picture in PICTURES:
        picture = named_picture(options.picture, options.side) > 0
    else:
        found = read_picture(options.picture)
        for sentence in found.said:
            sys.stderr.write(f"{sentence}\n")
        picture = found.picture
    return evidence_of(picture, options.flip, options.seed)


def _swept(run: Denoising, sweeps: int | None) -> float:
    """Seconds that the sweeps took."""
    most = GIBBS_SWEEPS if sweeps is None and run.plan.method == "gibbs" else sweeps
    began = time.perf_counter()
    while not run.done and (most is None or run.sweeps < most):
        run.sweep()
    return time.perf_counter() - began


def _figures(run: Denoising, picture: str, seconds: float) -> dict[str, Any]:
    plan, observed = run.plan, run.evidence.observed
    least = graph_cut(observed, plan.beta, plan.field_strength)
    sweeps = None if plan.method == "graph-cut" else run.sweeps
    height, width = observed.shape
    found = run.figures()
    return {
        "picture": picture,
        "method": plan.method,
        "pixels": observed.size,
        "width": width,
        "height": height,
        "beta": plan.beta,
        "field_strength": plan.field_strength,
        "sweeps": sweeps,
        "error_before": run.error_before(),
        "error_after": found["error"],
        "energy": found["energy"],
        "energy_minimum": energy(least, observed, plan.beta, plan.field_strength),
        "seconds": seconds,
        "sweeps_per_second": finite(sweeps / seconds) if sweeps and seconds else None,
        "magnetisation": found["magnetisation"],
    }


def _check_out(out: str | None) -> None:
    """Errors: InvalidInput for a file that cannot be written, before the work is done."""
    if out is not None and not out.lower().endswith(".png"):
        raise InvalidInput("out", f"--out writes a picture and must end in .png; got {out!r}.")
    check_writable(out)


def _png(spins: Spins) -> bytes:
    data = io.BytesIO()
    Image.fromarray(np.where(spins > 0, 255, 0).astype(np.uint8)).save(data, format="PNG")
    return data.getvalue()
