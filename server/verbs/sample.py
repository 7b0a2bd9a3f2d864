"""`scorescape sample`: walk on an exact or a learnt field and judge the particles."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from scorescape.models import one_thread
from scorescape.models.diagnostics.floors import Floor, floor_of
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.settings import Scalar
from scorescape.models.study.sampling import Sampling
from scorescape.models.targets.gaussian_mixture import GaussianMixture

from .field import OTHER_TARGET, walked_field
from .out import check_writable
from .target import described_target

SHOWN = (
    "mode_weight_tv",
    "mode_weight_tv_floor",
    "mode_weight_tv_floor_95",
    "sliced_wasserstein",
    "sliced_wasserstein_floor",
    "sliced_wasserstein_floor_95",
    "acceptance_rate",
    "acceptance_rate_se",
    "transitions_per_1000",
    "transitions_per_1000_se",
    "outside",
    "outside_se",
    "evaluations",
)
# a wait that is longer is said
FLOOR_SECONDS = 0.5


def sample(
    target: str,
    fields: Sequence[str],
    spec: dict[str, Any],
    n_steps: int,
    settings: dict[str, Scalar],
    out: str | None,
    reading: Mapping[str, Scalar] | None = None,
    powers: Sequence[float] | None = None,
) -> dict[str, Any]:
    """Walk and return the figures of the contract; several fields add, each times its power.

    Errors: InvalidInput, Unsupported.
    """
    one_thread.for_good()
    mixture, facts = described_target(target, reading or {})
    check_writable(out)
    sampling = Sampling(mixture)
    walked_on, elsewhere = walked_field(fields, powers, mixture)
    walk = sampling.start(SamplerSpec.parse(spec | {"settings": settings}), walked_on)
    if elsewhere:
        sys.stderr.write(OTHER_TARGET.format(field=" + ".join(fields), target=target))
    sampling.steps(n_steps)
    if out:
        np.save(Path(out), walk.x.numpy())
    floors = [_first_pairs(mixture, n) for n in sampling.judged_sizes()]  # held: figures find them done
    found = sampling.figures()
    del floors
    assert found is not None
    figures = found.values
    return {
        "sampler": spec["sampler"],
        "steps": found.step,
        "particles": len(walk.x),
        "seconds": found.seconds,
        "mode_weights": {
            "true": [share.true for share in found.modes],
            "sampled": [share.sampled for share in found.modes],
        },
        "mode_intervals": [[share.low, share.high] for share in found.modes],
        "hidden_modes": found.hidden_modes,
        "hidden_mass": found.hidden_mass,
        **{name: figures[name] for name in SHOWN},
        "verdicts": {name: verdict.model_dump() for name, verdict in found.verdicts.items()},
        **facts,
        "trained_on_other_target": elsewhere,
        "message": found.message,
    }


def _first_pairs(mixture: GaussianMixture, n: int) -> Floor:
    """What n exact samples score, as far as it is known at once; progress is said where it takes over half a second."""
    floor, watched = floor_of(mixture, n), sys.stderr.isatty()
    floor.begin(FLOOR_SECONDS)
    said = watched and not floor.ready
    while not floor.ready:
        floor.begin(FLOOR_SECONDS)
        if said:
            sys.stderr.write(f"\rexact samples held against each other: {100 * floor.share:.0f} % ")
    if said:
        sys.stderr.write("\n")
    return floor
