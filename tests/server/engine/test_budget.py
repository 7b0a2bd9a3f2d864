"""The tenth of a worker's time that diagnostics share."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from scorescape.server.engine.budget import WEIGHTS, Diagnostic, shares

KINDS: list[Diagnostic] = list(WEIGHTS)
SUBSETS = list(chain.from_iterable(combinations(KINDS, n) for n in range(len(KINDS) + 1)))


@pytest.mark.parametrize("in_use", SUBSETS, ids="+".join)
def test_whatever_is_in_use_takes_a_tenth_at_most(in_use: tuple[Diagnostic, ...]) -> None:
    found = shares(in_use)
    assert set(found) == set(KINDS)
    assert sum(found[kind] for kind in {*in_use, "figures"}) == pytest.approx(0.09)
    assert all(share > 0 for share in found.values())


def test_a_lens_alone_gets_more_than_one_beside_an_energy_map() -> None:
    assert shares(["lens"])["lens"] > shares(["lens", "energy"])["lens"]
    assert shares(["lens"])["lens"] == pytest.approx(0.09 * 4 / 7)
    assert shares([])["lens"] == shares(["lens"])["lens"], "the first look is spaced as the next will be"
