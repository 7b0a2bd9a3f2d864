"""What is packed comes back bit for bit; what is damaged is refused in a sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
import torch
from torch import nn

from scorescape.models.errors import InvalidInput
from scorescape.models.parcel import Parcel, leaves, rebuilt


@dataclass(frozen=True)
class Inner:
    matrix: torch.Tensor
    scale: float


@dataclass
class State:
    """One of everything that a state may hold."""

    learnt: nn.Parameter
    inner: Inner
    nothing: None
    mixed: tuple[int, list[torch.Tensor], dict[str, float]]


def state(seed: int) -> State:
    generator = torch.Generator().manual_seed(seed)
    draw = torch.randn(3, 2, generator=generator, dtype=torch.float64)
    return State(
        nn.Parameter(draw[0].float()), Inner(draw.T, 0.1 * seed), None, (seed, [draw.to(torch.int16)], {"a": math.pi})
    )


def test_a_state_comes_back_from_bytes_with_its_types() -> None:
    kept = leaves(state(3))
    again = rebuilt(state(0), Parcel.from_bytes(kept.to_bytes("test"), "test"))
    assert isinstance(again.learnt, nn.Parameter)
    assert again.learnt.requires_grad
    assert torch.equal(again.learnt, state(3).learnt)
    assert again.inner.matrix.dtype == torch.float64
    assert torch.equal(again.inner.matrix, state(3).inner.matrix)
    assert again.inner.scale == state(3).inner.scale
    assert again.nothing is None
    assert again.mixed[0] == 3
    assert torch.equal(again.mixed[1][0], state(3).mixed[1][0])
    assert again.mixed[2] == {"a": math.pi}


def test_what_was_packed_does_not_move_with_its_source() -> None:
    source = state(3)
    kept = leaves(source)
    with torch.no_grad():
        source.learnt.add_(1.0)
    assert torch.equal(rebuilt(state(0), kept).learnt, state(3).learnt)


def test_parts_stay_apart() -> None:
    one, two = Parcel({"x": torch.ones(1)}, {"n": 1}), Parcel({"x": torch.zeros(1)}, {"n": None})
    joined = Parcel.of(one=one, two=Parcel.of(deep=two))
    again = Parcel.from_bytes(joined.to_bytes("test"), "test")
    assert torch.equal(again.part("one").tensors["x"], torch.ones(1))
    assert torch.equal(again.part("two").part("deep").tensors["x"], torch.zeros(1))
    assert again.part("two").part("deep").values == {"n": None}
    assert again.part("three") == Parcel()


@pytest.mark.parametrize("data", [b"", b"nonsense, certainly not safetensors", Parcel({}, {"n": 1}).to_bytes("a")[:-3]])
def test_damaged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        Parcel.from_bytes(data, "a")


def test_another_format_is_named() -> None:
    with pytest.raises(InvalidInput, match="'run/2'; this version reads 'run/1'"):
        Parcel.from_bytes(Parcel().to_bytes("run/2"), "run/1")


def test_a_state_of_another_shape_is_refused() -> None:
    with pytest.raises(InvalidInput, match="another version"):
        rebuilt((1, 2), leaves((1, 2, 3)))
