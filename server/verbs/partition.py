"""`scorescape partition`: Z of a field by quadrature and by chance, and the share of a region."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from scorescape.models import one_thread
from scorescape.models.figures import finite
from scorescape.models.partition.lasso import read_lasso
from scorescape.models.partition.monte_carlo import MonteCarloSpec
from scorescape.models.partition.pie import pie
from scorescape.models.partition.target_share import target_share
from scorescape.models.partition.unnormalised import Unnormalised
from scorescape.models.settings import Scalar

from .field import OTHER_TARGET, named_field
from .target import described_target


def partition(
    target: str,
    field: str,
    region: str | None,
    spec: Mapping[str, Any],
    reading: Mapping[str, Scalar] | None = None,
) -> dict[str, Any]:
    """The figures of the contract; those of a region are null without one. Errors: InvalidInput, Unsupported."""
    one_thread.for_good()
    mixture, facts = described_target(target, reading or {})
    lasso = read_lasso(region) if region is not None else None
    asked, taught = named_field(field, mixture)
    elsewhere = taught.fingerprint() != mixture.fingerprint()
    if field == "exact" and "composition" in facts:
        # what was composed, before it was normalised: else its Z, which is the point of it, would be 1
        asked = Unnormalised(asked, facts["composition"]["log_z"])
    found = pie(asked, MonteCarloSpec.parse(spec))
    if elsewhere:
        sys.stderr.write(OTHER_TARGET.format(field=field, target=target))
    chance = found.chance
    return {
        "target": target,
        "field": field,
        "log_z": finite(found.found.log_z),
        "log_z_quadrature_error": finite(found.found.error),
        "log_z_reliable": found.found.reliable,
        "log_z_monte_carlo": finite(chance.log_z),
        "log_z_monte_carlo_error": finite(chance.error),
        "log_z_monte_carlo_error_exact": finite(found.exact_error),
        "log_z_monte_carlo_reliable": chance.reliable,
        "effective_sample_size": chance.effective_sample_size,
        "effective_sample_size_exact": finite(found.exact_sample_size),
        "points": chance.n_points,
        "half_width": found.half_width,
        "region_probability": finite(found.share(lasso)) if lasso else None,
        "region_probability_true": target_share(mixture, lasso.corners()) if lasso else None,
        **facts,
        "trained_on_other_target": elsewhere,
        "message": found.message(),
    }
