"""The tenth of a worker's time that diagnostics share."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from scorescape.models.layers import LAYERS
from scorescape.models.processes.score import Score
from scorescape.server.engine.budget import shares

WEIGHTS = {name: layer.weight for name, layer in LAYERS.items() if layer.weight} | dict(Score.diagnostics)
KINDS = sorted(WEIGHTS)
SUBSETS = list(chain.from_iterable(combinations(KINDS, n) for n in range(len(KINDS) + 1)))


@pytest.mark.parametrize("in_use", SUBSETS, ids="+".join)
def test_whatever_is_in_use_takes_a_tenth_at_most(in_use: tuple[str, ...]) -> None:
    found = shares(WEIGHTS, in_use)
    assert set(found) == {*KINDS, "figures"}
    assert sum(found[kind] for kind in {*in_use, "figures"}) == pytest.approx(0.09)
    assert all(share > 0 for share in found.values())


def test_a_lens_alone_gets_more_than_one_beside_an_energy_map() -> None:
    assert shares(WEIGHTS, ["lens"])["lens"] > shares(WEIGHTS, ["lens", "energy"])["lens"]
    assert shares(WEIGHTS, ["lens"])["lens"] == pytest.approx(0.09 * 4 / 7)
    assert shares(WEIGHTS, [])["lens"] == shares(WEIGHTS, ["lens"])["lens"], "the first look is spaced as the next"
