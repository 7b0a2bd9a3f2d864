"""The price of the trace: that the losses are those they are called, and that memory grows as it must."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.dimensions import trace_price
from scorescape.models.dimensions.trace_price import LOSSES, SIGMA, AnyScore, denoising, exact, price, sliced
from scorescape.models.random_streams import stream


def drawn(d: int, n: int = 8) -> tuple[AnyScore, torch.Tensor]:
    chance = stream(1, f"test-{d}")
    return AnyScore.drawn(d, chance, width=16), torch.randn(n, d, generator=chance)


def value(loss: torch.Tensor) -> float:
    return float(loss.detach())


def test_the_exact_loss_is_the_trace_of_the_jacobian() -> None:
    score, x = drawn(5)
    jacobians = torch.stack([torch.autograd.functional.jacobian(score, row) for row in x])
    expected = jacobians.diagonal(dim1=1, dim2=2).sum(1) + 0.5 * (score(x) ** 2).sum(1)
    assert value(exact(score, x, stream(0, "-"))) == pytest.approx(value(expected.mean()), rel=1e-5)


def test_slices_along_every_axis_average_to_the_exact_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    score, x = drawn(4)
    found = []
    for axis in torch.eye(4) * math.sqrt(4):
        monkeypatch.setattr(trace_price, "signs", lambda x, _, v=axis: v.expand_as(x))
        found.append(value(sliced(score, x, stream(0, "-"))))
    assert sum(found) / 4 == pytest.approx(value(exact(score, x, stream(0, "-"))), rel=1e-5)


def test_differences_come_near_the_slice_of_the_same_signs() -> None:
    score, x = drawn(6)
    loss = {name: value(LOSSES[name](score, x, stream(3, "signs"))) for name in ("sliced", "finite-difference")}
    assert loss["finite-difference"] == pytest.approx(loss["sliced"], abs=5e-3)


def test_denoising_asks_for_the_noise() -> None:
    score, x = drawn(3)
    z = torch.randn(x.shape, generator=stream(2, "z"))
    expected = 0.5 * ((score(x + SIGMA * z) + z / SIGMA) ** 2).sum(1).mean()
    assert value(denoising(score, x, stream(2, "z"))) == pytest.approx(value(expected))


def test_the_exact_trace_keeps_a_graph_a_dimension_and_the_others_hardly_more() -> None:
    kept = {name: [price(name, d, repeats=1).kept_mb for d in (4, 8, 32)] for name in LOSSES}
    four, eight, many = kept["exact"]
    # each further component keeps a little more than the same again
    each = (eight - four) / 4
    assert many == pytest.approx(eight + 24 * each, rel=0.1)
    assert many > 20 * kept["sliced"][2]
    for name in ("sliced", "finite-difference", "denoising"):
        assert kept[name][2] < 1.25 * kept[name][0]
    assert kept["sliced"][2] > kept["finite-difference"][2] > kept["denoising"][2]


def test_a_price_is_processor_time_above_zero() -> None:
    found = price("denoising", 2)
    assert (found.loss, found.d) == ("denoising", 2)
    assert found.ms > 0
