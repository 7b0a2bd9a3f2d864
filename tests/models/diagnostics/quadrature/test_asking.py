"""Energies are asked in the precision they need, counted, and none of them is not a number."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.diagnostics.partition_function import partition_function
from scorescape.models.diagnostics.quadrature.asking import Asking
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream
from scorescape.models.testing.linear import Linear


class Walls(Linear):
    """No number left of -1, infinitely deep right of 1."""

    def energy(self, x: Tensor) -> Tensor:
        found = torch.where(x[:, 0] < -1, torch.nan, super().energy(x))
        return torch.where(x[:, 0] > 1, -torch.inf, found)


def test_what_is_no_number_is_counted_and_holds_no_mass() -> None:
    asking = Asking(Walls(2.0))
    energy = asking.energy(torch.tensor([[-2.0, 0.0], [0.5, 0.0], [2.0, 0.0]], dtype=torch.float64))
    assert energy.tolist() == [math.inf, 0.25, math.inf]
    assert (asking.evaluations, asking.bad) == (3, 2)
    assert energy.dtype == torch.float64


def test_a_network_with_huge_energies_is_asked_in_double_precision() -> None:
    spec = NetworkSpec(width=8, depth=1, fourier_features=0, confinement=1.0)
    network = build_network(spec, "energy", Scaling((0, 0), 1, 0.2), None, stream(0, "init")).requires_grad_(False)
    plain = partition_function(network)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    with torch.no_grad():
        bias = [each for name, each in network.named_parameters() if each.numel() == 1 and "bias" in name]
        assert len(bias) == 1
        bias[0] += 2.0**17
    lifted = partition_function(network)
    assert lifted.reliable
    assert lifted.log_z == pytest.approx(plain.log_z - 2.0**17, abs=2e-2), "the bias itself is rounded to 1/64"
    assert {value.dtype for value in network.state_dict().values()} == {torch.float32}
    assert before.keys() == network.state_dict().keys()
