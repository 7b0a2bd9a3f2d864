"""`scorescape ratio`: how much likelier one point is than another, by a field that needs no Z for it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from scorescape.models import one_thread
from scorescape.models.exact_field import ExactField
from scorescape.models.ratios.ratio import Point, energy_difference
from scorescape.models.ratios.ratio import ratio as ratio_of
from scorescape.models.settings import Scalar

from .field import OTHER_TARGET, named_field
from .target import named_target


def ratio(target: str, field: str, a: Point, b: Point, reading: Mapping[str, Scalar] | None = None) -> dict[str, Any]:
    """The figures of the contract. Errors: InvalidInput, also where a score is no finite number on the way."""
    one_thread.for_good()
    mixture = named_target(target, reading or {})
    asked, taught = named_field(field, mixture)
    elsewhere = taught.fingerprint() != mixture.fingerprint()
    found = ratio_of(asked, a, b)
    if elsewhere:
        sys.stderr.write(OTHER_TARGET.format(field=field, target=target))
    paths = {"straight": found.straight, "x_first": found.x_first, "y_first": found.y_first}
    return {
        "target": target,
        "field": field,
        "a": a,
        "b": b,
        "log_ratio": found.value,
        "log_ratio_spread": found.spread,
        "log_ratio_true": energy_difference(ExactField(mixture), a, b),
        "log_ratio_by": "straight path" if found.of_energy is None else "energy",
        "log_ratio_paths": {name: path.value for name, path in paths.items()},
        "log_ratio_error": max(path.error for path in paths.values()),
        "evaluations": found.evaluations,
        "trained_on_other_target": elsewhere,
    }
