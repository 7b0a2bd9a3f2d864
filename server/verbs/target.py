"""The target that a verb is given: a name or a file, and on standard error what was read of the file or composed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from scorescape.models.settings import Scalar
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.off_the_box import outside_warning
from scorescape.models.targets.spec import build_target, composed, load_target
from scorescape.models.targets.target_files import FileQuery


def named_target(text: str, reading: Mapping[str, Scalar]) -> GaussianMixture:
    """The exact mixture; `reading` says how a file of points or a picture is to be read. Errors: InvalidInput."""
    return described_target(text, reading)[0]


def described_target(text: str, reading: Mapping[str, Scalar]) -> tuple[GaussianMixture, dict[str, Any]]:
    """The exact mixture, and what verbs print of it: mass off the box, warnings, and how it was composed if it was."""
    query = FileQuery.parse(reading)
    spec = load_target(text, query, lambda sentence: _tell(f"{text}: {sentence}"))
    mixture = build_target(spec)
    outside = mixture.mass_outside()
    warning, made = outside_warning(outside), composed(spec)
    facts: dict[str, Any] = {"mass_outside": outside, "warning": warning}
    if made is not None:
        for note in (*made.notes, made.warning):
            if note:
                _tell(f"{text}: {note}")
        facts["warning"] = " ".join(each for each in (made.warning, warning) if each)
        facts["composition"] = {
            "log_z": made.log_z,
            "is_mixture": made.is_mixture,
            "parts": mixture.n_components,
            "pairs": made.n_pairs,
            "dropped": made.dropped,
            "total_variation": made.total_variation,
        }
    return mixture, facts


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
