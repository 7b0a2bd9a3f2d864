"""Parts fitted to a density: nearer than they were, and never lost."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.compositions.densities import Product
from scorescape.models.targets.compositions.fitting import cells_of, fitted
from scorescape.models.targets.compositions.parts import LogParts
from scorescape.models.targets.compositions.product import Closeness
from scorescape.models.targets.gaussian_mixture import GaussianMixture

PAIR = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.4]], [0.5, 0.8])
WHOLE = Product([PAIR], [1.0])


def test_cells_hold_the_mass_and_the_mean() -> None:
    x, mass = cells_of(WHOLE, LogParts.of(PAIR))
    assert float(mass.sum()) == pytest.approx(1.0, abs=1e-12)
    assert (mass @ x).tolist() == pytest.approx(PAIR.mean().tolist(), abs=2e-3)


def test_parts_that_are_wrong_become_right() -> None:
    wrong = GaussianMixture.create([0.5, 0.5], [[-1.3, 0.2], [1.0, 0.0]], [0.6, 0.6])
    found = fitted(LogParts.of(wrong), *cells_of(WHOLE, LogParts.of(wrong)), rounds=30)
    q = GaussianMixture(*found.normalised())
    before, after = (Closeness.of(each, WHOLE).total_variation for each in (wrong, q))
    assert before > 0.2
    assert after < 0.01
    assert sorted(q.weights.tolist()) == pytest.approx([0.3, 0.7], abs=0.01)


def test_a_part_without_mass_keeps_its_width() -> None:
    more = LogParts.of(GaussianMixture.create([0.5, 0.499, 0.001], [[-1, 0.5], [1.2, -0.4], [30, 30]], [0.5, 0.8, 0.1]))
    x, mass = cells_of(WHOLE, LogParts.of(PAIR))
    found = fitted(more, x, mass, rounds=3)
    assert torch.isfinite(found.means).all()
    assert float(found.variances[2].sqrt()) == pytest.approx(0.1)
