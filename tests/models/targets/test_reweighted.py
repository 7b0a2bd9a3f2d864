"""Other masses on the same modes."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.reweighted import reweighted, with_share
from scorescape.models.targets.spec import PresetTarget, build_target


@pytest.mark.parametrize("name", ["two-gaussians", "unequal-three"])
def test_the_modes_get_the_masses_that_were_asked_for(name: str) -> None:
    mixture = build_target(PresetTarget(name=name))
    modes = find_modes(mixture)
    wanted = with_share(modes, 1, 0.55)
    assert float(wanted.sum()) == pytest.approx(1)
    changed = reweighted(mixture, modes, wanted)
    labels = modes.labels.reshape(-1)
    mass = changed.cell_mass(modes.grid).reshape(-1)
    found = torch.zeros(modes.n_modes, dtype=torch.float64).index_add_(0, labels, mass)
    assert (found / found.sum()).tolist() == pytest.approx(wanted.tolist(), abs=0.02)
    assert torch.equal(changed.means, mixture.means)


def test_asking_for_what_is_there_changes_nothing() -> None:
    mixture = build_target(PresetTarget(name="two-gaussians"))
    modes = find_modes(mixture)
    same = reweighted(mixture, modes, modes.masses)
    assert same.weights.tolist() == pytest.approx(mixture.weights.tolist(), abs=1e-3)
