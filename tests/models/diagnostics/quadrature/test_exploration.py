"""Places that hide mass: what is known, and the minima that a walk downhill finds."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.quadrature import exploration
from scorescape.models.diagnostics.quadrature.asking import Asking
from scorescape.models.diagnostics.quadrature.exploration import explore
from scorescape.models.exact_field import ExactField
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.testing.linear import Linear


class Tilted(Linear):
    """A plain that falls along `aim` (1, 2), by its length per unit."""

    def __init__(self, aim: Tensor) -> None:
        super().__init__(0.0)
        self.aim = aim

    def energy(self, x: Tensor) -> Tensor:
        return -(x.double() * self.aim).sum(1)


def test_the_walk_downhill_ends_at_thin_minima_between_the_points_of_the_grid() -> None:
    mixture = GaussianMixture.create([0.5, 0.5], [[1.234, -2.345], [-13.1, 9.7]], [0.01, 0.05])
    asking = Asking(ExactField(mixture))
    places, energies = explore(asking, torch.zeros(0, 2, dtype=torch.float64))
    lowest = -mixture.log_prob(mixture.means)
    for mean, scale, floor in zip(mixture.means, mixture.scales.tolist(), lowest.tolist(), strict=True):
        near = (places - mean).norm(dim=1) < scale
        assert float(energies[near].min()) < floor + 0.5


def test_places_that_are_known_come_with_their_energies() -> None:
    mixture = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.5])
    known = torch.tensor([[7.0, 0.5], [0.1, 0.2]], dtype=torch.float64)
    asking = Asking(ExactField(mixture))
    places, energies = explore(asking, known)
    assert torch.equal(places[:2], known)
    assert torch.allclose(energies[:2], -mixture.log_prob(known))
    assert asking.evaluations >= len(places)


@pytest.mark.parametrize("way", [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])
def test_a_step_downhill_goes_as_far_as_it_reaches_along_one_axis(
    way: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exploration, "STEPS", 1)
    x, aim = torch.tensor([[0.5, -0.25]], dtype=torch.float64), torch.tensor([way], dtype=torch.float64)
    asking = Asking(Tilted(aim))
    reach = torch.tensor([0.125], dtype=torch.float64)
    found, depth = exploration._downhill(asking, x, asking.energy(x), reach)
    assert torch.equal(found, x + 0.125 * aim)
    assert float(depth) == float(asking.energy(x)) - 0.125
    # on a plain nobody moves
    flat = Asking(Tilted(0 * aim))
    assert torch.equal(exploration._downhill(flat, x, flat.energy(x), reach)[0], x)
