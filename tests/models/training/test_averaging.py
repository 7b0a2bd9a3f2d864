"""The average of the weights against its own recursion, written out."""

from __future__ import annotations

import copy

import pytest
import torch

from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.averaging import Averaged
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

SPEC = RunSpec.parse({"network": {"width": 8, "depth": 1}})


def network() -> torch.nn.Module:
    return copy.deepcopy(Run(PRESETS.get("two-gaussians")().mixture(), SPEC).network)


@pytest.mark.parametrize("decay", [0.0, 0.3, 0.999])
def test_it_is_the_running_mean_with_its_ramp(decay: float) -> None:
    live = network()
    averaged = Averaged(live, decay)  # type: ignore[arg-type]
    mean = [parameter.detach().clone() for parameter in live.parameters()]
    generator = torch.Generator().manual_seed(0)
    for k in range(12):
        with torch.no_grad():
            for parameter in live.parameters():
                parameter.add_(torch.randn(parameter.shape, generator=generator))
        d = min(decay, (1 + k) / (10 + k))
        mean = [d * old + (1 - d) * new.detach() for old, new in zip(mean, live.parameters(), strict=True)]
        averaged.update(k)
    for expected, found in zip(mean, averaged.network.parameters(), strict=True):
        torch.testing.assert_close(found, expected)
    assert averaged.network.version == 12


def test_weights_and_back_are_the_same_network_and_a_copy() -> None:
    averaged = Averaged(network(), 0.9)  # type: ignore[arg-type]
    weights = averaged.weights()
    assert averaged.nbytes == weights.nbytes
    x = torch.tensor([[0.3, -1.0]])
    with torch.no_grad():
        before = averaged.network.score(x)
        twin = averaged.with_weights(weights + 1)
        assert not torch.equal(twin.score(x), before)
        assert torch.equal(averaged.network.score(x), before), "the average itself is left alone"
        assert torch.equal(averaged.with_weights(weights).score(x), before)


def test_the_average_is_shown_and_not_trained() -> None:
    live = network()
    averaged = Averaged(live, 0.9)  # type: ignore[arg-type]
    assert {each.requires_grad for each in averaged.network.parameters()} == {False}
    assert {each.requires_grad for each in live.parameters()} == {True}
