"""The pictures that a machine's verb learns: `--data` and `--split`."""

from __future__ import annotations

import argparse
import sys

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.data.files import read_patterns
from scorescape.models.boltzmann.data.patterns import Patterns
from scorescape.models.processes.patterns_records import PatternsSubject

from . import flags


def add_patterns(parser: argparse.ArgumentParser) -> None:
    """Their flags."""
    parser.add_argument(
        "--data", default="digits", metavar="DATA", help="digits, bars-and-stripes or an NPY file (default: digits)"
    )
    flags.add_number(parser, "--split", PatternsSubject, "split", "which fifth of the pictures is the test set", 0)


def asked_patterns(data: str, split: int) -> Patterns:
    """Bundled pictures by name, or a file's. Errors: InvalidInput."""
    if data == "digits":
        return digits(split)
    if data == "bars-and-stripes":
        return bars_and_stripes()
    patterns, said = read_patterns(data, split)
    for sentence in said:
        sys.stderr.write(f"{sentence}\n")
    return patterns
