"""Verbs of other rooms than the score fields': one file each beside this one, with `add` (its flags) and `answer`.

Only the file of the verb that is asked for is imported.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

ROOMS = {
    "ising": "restore a black-and-white picture with flipped pixels",
    "rbm": "let a restricted Boltzmann machine learn pictures, and score it",
    "dbm": "let a deep Boltzmann machine learn pictures, and bound its likelihood",
}


def adder(verb: str) -> Callable[[argparse.ArgumentParser], None]:
    """Adds the verb's flags to its parser."""
    return lambda parser: import_module(f".{verb}", __package__).add(parser)


def answerer(verb: str) -> Callable[[argparse.Namespace], dict[str, Any]]:
    """Answers it. Errors: the verb's own."""

    def answer(options: argparse.Namespace) -> dict[str, Any]:
        found: dict[str, Any] = import_module(f".{verb}", __package__).answer(options)
        return found

    return answer
