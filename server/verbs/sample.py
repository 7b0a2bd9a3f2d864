"""`scorescape sample`: walk on an exact or a learnt field and judge the particles."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from scorescape.models import one_thread
from scorescape.models.diagnostics.floors import Floor, floor_of
from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.settings import Scalar
from scorescape.models.study.sampling import Sampling
from scorescape.models.study.script import ScriptStudy
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training.weights import load_field, taught_target

from .fit import check_writable, off_the_box
from .target import named_target

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
OTHER_TARGET = (
    "The field {field!r} was trained on another target than {target!r}, against which its particles are judged; "
    "name the target it was trained on, or train one on this.\n"
)
# a wait that is longer is said
FLOOR_SECONDS = 0.5


def sample(
    target: str,
    field: str,
    spec: dict[str, Any],
    n_steps: int,
    settings: dict[str, Scalar],
    out: str | None,
    reading: Mapping[str, Scalar] | None = None,
) -> dict[str, Any]:
    """Walk and return the figures of the contract. Errors: InvalidInput, Unsupported."""
    one_thread.for_good()
    mixture = named_target(target, reading or {})
    check_writable(out)
    sampling = Sampling(mixture)
    walked_on, taught = _field(field, mixture)
    elsewhere = taught.fingerprint() != mixture.fingerprint()
    walk = sampling.start(SamplerSpec.parse(spec | {"settings": settings}), walked_on)
    if elsewhere:
        sys.stderr.write(OTHER_TARGET.format(field=field, target=target))
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
        **off_the_box(mixture),
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


def _field(name: str, mixture: GaussianMixture) -> tuple[Field, GaussianMixture]:
    """The field to walk on, and the target that it was taught."""
    if name == "exact":
        return ExactField(mixture), mixture
    path = Path(name)
    if not path.is_file():
        raise InvalidInput("field", f"There is no file {name!r}; give exact or a file that fit --out wrote.")
    data = path.read_bytes()
    try:
        ScriptStudy.kept(data)
    except InvalidInput:
        network, meta = load_field(data)
        return network, taught_target(meta)
    study = ScriptStudy.load(path)  # a script saved the whole study
    return study.field, study.mixture
