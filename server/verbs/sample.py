"""`scorescape sample`: walk on an exact or a learnt field and judge the particles."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.diagnostics.sliced_wasserstein import SlicedWasserstein
from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.settings import Scalar
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import build_target, load_target
from scorescape.models.training.weights import load_field

from ..engine.encoder import finite
from .fit import check_writable


def sample(
    target: str, field: str, spec: dict[str, Any], n_steps: int, settings: dict[str, Scalar], out: str | None
) -> dict[str, Any]:
    """Walk and return the figures of the contract. Errors: InvalidInput, Unsupported."""
    torch.set_num_threads(1)
    mixture = build_target(load_target(target))
    check_writable(out)
    modes = find_modes(mixture)
    walk = Walk(SamplerSpec.parse(spec | {"settings": settings}), _field(field, mixture), mixture, modes)
    began = time.perf_counter()
    walk.step(n_steps)
    seconds = time.perf_counter() - began
    if out:
        np.save(Path(out), walk.x.numpy())
    weights = mode_weights(walk.x, modes)
    distance = SlicedWasserstein(mixture, len(walk.x))
    return {
        "sampler": spec["sampler"],
        "steps": walk.chain.step,
        "particles": len(walk.x),
        "seconds": seconds,
        "mode_weights": {"true": weights.true.tolist(), "sampled": weights.sampled.tolist()},
        "mode_weight_tv": weights.total_variation,
        "mode_weight_tv_floor": weights.total_variation_floor,
        "sliced_wasserstein": finite(distance.distance(walk.x)),
        "sliced_wasserstein_floor": distance.floor,
        "acceptance_rate": walk.acceptance_rate,
        "transitions_per_1000": walk.transitions_per_1000,
        "outside": weights.outside,
        "message": walk.message(),
    }


def _field(name: str, mixture: GaussianMixture) -> Field:
    if name == "exact":
        return ExactField(mixture)
    path = Path(name)
    if not path.is_file():
        raise InvalidInput("field", f"There is no file {name!r}; give exact or a file that fit --out wrote.")
    return load_field(path.read_bytes())[0]
