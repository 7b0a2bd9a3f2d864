"""Every fault that can be planted in a file, one small change each, by the operators of cosmic-ray.

Of cosmic-ray's operators those are taken that make a program which still runs and is wrong. Each arithmetic operator
has one replacement and each comparison two (its border, its opposite): replacing + by << as well would only add faults
that no test could miss. Decorators stay, because without them nothing can be imported. Annotations are left alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from parso.tree import NodeOrLeaf

ARITHMETIC = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "Pow_Mul", "BitAnd_BitOr",
              "BitOr_BitAnd")  # fmt: skip
COMPARISONS = ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
               "Is_IsNot", "IsNot_Is")  # fmt: skip
OPERATORS = (
    *(f"core/ReplaceBinaryOperator_{each}" for each in ARITHMETIC),
    *(f"core/ReplaceComparisonOperator_{each}" for each in COMPARISONS),
    *(f"core/ReplaceUnaryOperator_{each}" for each in ("USub_UAdd", "Delete_Invert", "Delete_Not")),
    *(f"core/{each}" for each in ("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr")),
    *(f"core/{each}" for each in ("ReplaceOrWithAnd", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak")),
    *(f"core/{each}" for each in ("NumberReplacer", "ZeroIterationForLoop", "ExceptionReplacer")),
)
PACKAGES = {
    "diagnostics": ("models/diagnostics",),
    "samplers": ("models/samplers",),
    "objectives": ("models/objectives",),
    "lenses": ("models/lenses",),
    "targets": ("models/targets",),
    "training": ("models/training",),
    "figures": ("models/study", "server/verbs/fit.py", "server/verbs/sample.py"),
}
"""What is mutated; `figures` are the places that put figures together."""
TESTS = {
    name: ("tests/models/study", "tests/server/verbs", "tests/server/test_cli.py")
    if name == "figures"
    else (f"tests/{places[0]}",)
    for name, places in PACKAGES.items()
}
"""Who is asked: the tests that mirror a package."""


@dataclass(frozen=True, order=True)
class Mutant:
    """One change of one file."""

    file: str
    line: int
    operator: str
    occurrence: int

    def applied(self, source: str) -> str:
        """The file with the fault in it."""
        changed = mutate_code(source, _operator(self.operator), self.occurrence)
        assert changed is not None, self
        return str(changed)


def population(root: Path, package: str) -> list[Mutant]:
    """All mutants of a package, in order."""
    files = [file for place in PACKAGES[package] for file in _files(root / place)]
    return sorted(mutant for file in files for mutant in _mutants(root, file))


def sampled(mutants: list[Mutant], most: int, seed: int) -> list[Mutant]:
    """As many of them by lot, all if there are no more; in the order of the lot, so that what a run has asked when it
    is stopped is by lot as well."""
    return random.Random(seed).sample(mutants, min(most, len(mutants)))


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _mutants(root: Path, file: Path) -> Iterator[Mutant]:
    nodes = list(ast_nodes(parso.parse(file.read_text(encoding="utf-8"))))
    for name in OPERATORS:
        operator = _operator(name)
        places = ((node, start) for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, (node, start) in enumerate(places):
            if not _in_annotation(node):
                yield Mutant(file.relative_to(root).as_posix(), start[0], name.removeprefix("core/"), occurrence)


@cache
def _operator(name: str) -> Operator:
    return get_operator(name if "/" in name else f"core/{name}")()


def _in_annotation(node: NodeOrLeaf) -> bool:
    """Whether it says only of what type something is."""
    child, parent = node, node.parent
    while parent is not None:
        if parent.type == "tfpdef" and child is not parent.children[0]:
            return True
        if parent.type == "annassign" and child is parent.children[1]:
            return True
        if parent.type == "funcdef" and child is parent.annotation:
            return True
        child, parent = parent, parent.parent
    return False
