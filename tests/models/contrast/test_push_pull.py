"""What was asked and what came: agreement in the first updates, masks, medians, and points smoothed to densities."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.contrast.push_pull import GRID, correlation, push_pull, smoothed
from scorescape.models.errors import Unsupported
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec


def run(objective: str) -> Run:
    spec = {"objective": objective, "model": "energy", "n_steps": 600, "seed": 0}
    return Run(target("two-gaussians"), RunSpec.parse(spec))


def test_in_the_first_updates_what_was_asked_is_what_comes() -> None:
    training = run("contrastive-divergence")
    training.step()
    found = push_pull(training)
    assert training.step_count == 11
    assert found.correlation > 0.4
    assert found.positives.shape == found.negatives.shape == (2_048, 2)
    assert float(found.changed[found.seen].median()) == pytest.approx(0, abs=1e-6)
    # both densities are whole, so that what is asked sums to nothing but what lies off the box
    assert float(found.asked.sum()) * GRID.cell_area == pytest.approx(0, abs=0.02)
    assert found.asked.shape == found.changed.shape == (48, 48)
    # where more data than negatives are, the energy has come down
    wanted_down = found.seen & (found.asked < -0.02)
    assert float(found.changed[wanted_down].mean()) < float(found.changed[found.seen].mean())


def test_one_point_is_a_gaussian_at_its_place() -> None:
    found = smoothed(torch.tensor([[1.0, -2.0]]), 0.5)
    row, column = divmod(int(found.argmax()), 48)
    assert float(GRID.centres()[column]) == pytest.approx(1.0, abs=GRID.spacing)
    assert float(GRID.centres()[row]) == pytest.approx(-2.0, abs=GRID.spacing)
    assert float(found.sum()) * GRID.cell_area == pytest.approx(1, abs=1e-3)


def test_correlation_is_pearson_s() -> None:
    a = torch.tensor([1.0, 2.0, 3.0])
    assert correlation(a, 5 - 2 * a) == pytest.approx(-1)
    assert correlation(a, torch.tensor([1.0, 0.0, 1.0])) == pytest.approx(0)
    assert correlation(a, torch.ones(3)) == 0.0


def test_another_objective_is_refused() -> None:
    with pytest.raises(Unsupported, match="contrastive divergence"):
        push_pull(run("maximum-likelihood"))
