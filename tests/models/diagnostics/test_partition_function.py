"""log Z by quadrature: against closed forms, other grids and a model that is not in the window."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.errors import Unsupported
from scorescape.models.exact_field import ExactField
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.models.testing.linear import Linear


@pytest.mark.parametrize("name", ["two-gaussians", "thin-curve", "grid-25"])
def test_the_exact_field_is_normalised(name: str) -> None:
    mixture = build_target(PresetTarget(name=name))
    field = ExactField(mixture)
    found = partition_function(field)
    assert found.reliable
    assert found.log_z == pytest.approx(0, abs=1e-3)
    assert kl_divergence(field, mixture, found.log_z) == pytest.approx(0, abs=1e-3)
    modes = find_modes(mixture)
    assert found.mode_masses(modes).tolist() == pytest.approx((modes.masses / modes.masses.sum()).tolist(), abs=0.005)


def test_two_grids_agree_and_a_gaussian_has_its_own_log_z() -> None:
    field = Linear(2.0)
    coarse, fine = partition_function(field, 128), partition_function(field, 300)
    assert coarse.log_z == pytest.approx(fine.log_z, abs=1e-3)
    assert fine.log_z == pytest.approx(math.log(2 * math.pi / 2.0), abs=1e-3)


def test_a_model_that_spills_over_widens_the_window_and_a_flat_one_is_not_trusted() -> None:
    wide = partition_function(Linear(0.1))
    assert wide.grid.half_width > 5
    assert wide.reliable
    assert wide.log_z == pytest.approx(math.log(2 * math.pi / 0.1), abs=1e-2)
    assert not partition_function(Linear(0.0)).reliable


def test_a_score_network_has_none() -> None:
    network = build_network(NetworkSpec(width=8, depth=1), "score", Scaling((0, 0), 1, 0.2), None, stream(0, "init"))
    with pytest.raises(Unsupported, match="no energy"), torch.no_grad():
        partition_function(network)
