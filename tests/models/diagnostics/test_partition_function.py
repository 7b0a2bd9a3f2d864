"""log Z by quadrature: against closed forms, thin and far targets, and models that cannot be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.diagnostics.quadrature.asking import Asking
from scorescape.models.errors import Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.models.testing.linear import Linear

SPOTS = [[-2.0, -1.0], [2.0, 1.0], [0.0, 2.5]]


def spots(scales: Sequence[float], means: Sequence[Sequence[float]] = SPOTS) -> GaussianMixture:
    return GaussianMixture.create([0.5, 0.3, 0.2], means, scales)


def line(n: int, scale: float, to: Sequence[float]) -> GaussianMixture:
    along = torch.linspace(0, 1, n, dtype=torch.float64)[:, None]
    return GaussianMixture.create(torch.ones(n), -1 + along * torch.tensor(to), torch.full((n,), scale))


def ring(n: int, scale: float) -> GaussianMixture:
    angle = torch.arange(n, dtype=torch.float64) * (2 * math.pi / n)
    return GaussianMixture.create(torch.ones(n), 1.5 * torch.stack([angle.cos(), angle.sin()], 1), [scale] * n)


CASES = {
    "scale .001": spots([0.001] * 3),
    "scale .005": spots([0.005] * 3),
    "scale .012": spots([0.012] * 3),
    "scale .02": spots([0.02] * 3),
    "scale .03": spots([0.03] * 3),
    "all scales": spots([0.005, 0.3, 1.5]),
    "an island": spots([0.3] * 3, [[-2, -1], [2, 1], [7, 0]]),
    "a thin island where four cells meet": spots([0.5, 0.5, 0.005], [[-2, -1], [2, 1], [7, 0]]),
    "two far islands": spots([0.3, 0.05, 0.5], [[0, 0], [40, 30], [-200, 100]]),
    "a thin mode in a corner": spots([0.5, 0.2, 0.01], [[0, 0], [1, 1], [3.98, 3.98]]),
    "broad": spots([4.0, 4.0, 3.0]),
    "a tilted thin stroke": line(300, 0.005, [1.0, 0.7]),
    "a thin ring": ring(200, 0.02),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_exact_density_is_normalised_and_its_masses_are_its_own(name: str) -> None:
    mixture = CASES[name]
    found = partition_function(ExactField(mixture))
    assert found.reason == ""
    assert found.log_z == pytest.approx(0, abs=1e-4)
    assert abs(found.log_z) < found.error < 1e-3, "what it says of itself holds"
    modes = find_modes(mixture)
    assert found.mode_masses(modes).tolist() == pytest.approx((modes.masses / modes.masses.sum()).tolist(), abs=1e-4)
    assert kl_divergence(ExactField(mixture), mixture, found.log_z) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("name", ["two-gaussians", "thin-curve", "grid-25", "checkerboard"])
def test_presets_are_cheap(name: str) -> None:
    found = partition_function(ExactField(build_target(PresetTarget(name=name))))
    assert found.log_z == pytest.approx(0, abs=1e-4)
    assert found.evaluations < 256**2 + 20_000, "more than a grid of side 256 and its wider window"


def test_masses_are_cut_where_the_basins_meet() -> None:
    # the border of the basins runs through the slope between the two, and through cells
    mixture = GaussianMixture.create([0.7, 0.3], [[-0.8, 0.1], [0.9, -0.2]], [0.45, 0.5])
    modes = find_modes(mixture)
    assert modes.n_modes == 2
    masses = partition_function(ExactField(mixture)).mode_masses(modes)
    assert masses.tolist() == pytest.approx((modes.masses / modes.masses.sum()).tolist(), abs=1e-4)


class Unseen(Field):
    """A field that only answers for its energy, in single precision, and knows no places."""

    has_energy = True

    def __init__(self, mixture: GaussianMixture, shift: float = 0.0) -> None:
        self.mixture, self.shift = mixture.to(torch.float32), shift

    def score(self, x: Tensor) -> Tensor:
        raise AssertionError("not asked")

    score_and_divergence = score  # type: ignore[assignment]

    def energy(self, x: Tensor) -> Tensor:
        return self.shift - self.mixture.log_prob(x)


@pytest.mark.parametrize("name", ["scale .005", "scale .02", "an island", "a tilted thin stroke"])
def test_thin_parts_are_found_without_being_told(name: str) -> None:
    found = partition_function(Unseen(CASES[name], shift=3.0))
    assert found.log_z == pytest.approx(-3, abs=1e-3)
    assert found.reliable


def test_places_that_are_known_are_looked_at() -> None:
    mixture = CASES["a thin island where four cells meet"]
    found = partition_function(Unseen(mixture), known=mixture.means)
    assert found.log_z == pytest.approx(0, abs=1e-3)


def test_an_energy_too_large_for_single_precision_is_not_believed() -> None:
    assert partition_function(Unseen(CASES["broad"], shift=500.0)).reliable
    found = partition_function(Unseen(CASES["broad"], shift=1e6))
    assert found.reason.startswith("The energies are so large that single precision rounds them to 0.")


def test_a_gaussian_has_its_own_log_z() -> None:
    found = partition_function(Linear(2.0))
    assert found.log_z == pytest.approx(math.log(2 * math.pi / 2.0), abs=1e-4)
    assert found.reliable
    assert found.grid.half_width == 5.0
    mass = float(found.log_prob.double().exp().sum()) * found.grid.cell_area
    assert mass == pytest.approx(1, abs=1e-3)


def test_a_model_that_spills_over_widens_the_window_and_a_flat_one_is_not_trusted() -> None:
    wide = partition_function(Linear(0.1))
    assert wide.grid.half_width > 5
    assert wide.reliable
    assert wide.log_z == pytest.approx(math.log(2 * math.pi / 0.1), abs=1e-4)
    flat = partition_function(Linear(0.0))
    assert not flat.reliable
    assert flat.reason.startswith("The model has mass beyond the widest window, [-32, 32]")
    assert flat.border_mass > 0.2


def test_an_energy_that_falls_again_far_out_is_not_trusted() -> None:
    class Falls(Linear):
        def energy(self, x: Tensor) -> Tensor:
            far = (x**2).sum(1).sqrt() - 60
            return torch.where(far > 0, -far, super().energy(x))

    assert partition_function(Falls(1.0)).reason.startswith("The model has mass beyond the widest window")


def test_a_budget_that_is_spent_is_said() -> None:
    found = partition_function(ExactField(CASES["a tilted thin stroke"]), budget=25_000)
    assert found.evaluations < 26_000
    assert found.error > 1e-3
    assert "energies log Z may still be wrong by" in found.reason


def test_an_energy_without_a_number_is_not_trusted() -> None:
    class Hole(Linear):
        def energy(self, x: Tensor) -> Tensor:
            return torch.where(x[:, 0] > 2, torch.nan, super().energy(x))

    assert partition_function(Hole(1.0)).reason.startswith("The energy is not a finite number everywhere")


def test_a_model_without_mass_in_the_box_has_shares_of_nothing() -> None:
    far = partition_function(ExactField(GaussianMixture.create([1.0], [[300.0, 0.0]], [0.1])))
    modes = find_modes(CASES["scale .02"])
    assert far.mode_masses(modes).tolist() == [0.0, 0.0, 0.0]


def test_a_score_network_has_none() -> None:
    network = build_network(NetworkSpec(width=8, depth=1), "score", Scaling((0, 0), 1, 0.2), None, stream(0, "init"))
    with pytest.raises(Unsupported, match="no energy"), torch.no_grad():
        partition_function(network)


@pytest.mark.parametrize(("lowest", "sharper"), [(830.0, False), (880.0, True)])
def test_it_asks_in_double_precision_where_rounding_is_a_tenth_of_what_it_may_be_wrong(
    lowest: float, sharper: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 830 single precision loses .99e-4 nats, of 880 1.05e-4."""

    class Lifted(Linear):
        def energy(self, x: Tensor) -> Tensor:
            return super().energy(x) + lowest

    asked = []
    monkeypatch.setattr(Asking, "sharpen", lambda self: asked.append(self))
    assert partition_function(Lifted(1.0)).log_z == pytest.approx(math.log(2 * math.pi) - lowest, abs=1e-3)
    assert bool(asked) == sharper
