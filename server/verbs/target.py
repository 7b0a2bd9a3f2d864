"""The target that a verb is given: a name or a file, and on standard error what was read of the file."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from scorescape.models.settings import Scalar
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import build_target, load_target
from scorescape.models.targets.target_files import FileQuery


def named_target(text: str, reading: Mapping[str, Scalar]) -> GaussianMixture:
    """The exact mixture; `reading` says how a file of points or a picture is to be read. Errors: InvalidInput."""
    query = FileQuery.parse(reading)
    return build_target(load_target(text, query, lambda sentence: _tell(f"{text}: {sentence}")))


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
