"""How a machine is moved along a gradient: straight along it, or by Adam where the gradient is exact."""

from __future__ import annotations

import math

import numpy as np

from ..chance import Floats
from .machine import RBM
from .statistics import Direction

FIRST, SECOND, TINY = 0.9, 0.999, 1e-8


class Straight:
    """theta <- theta + rate g, and W <- W - rate decay W."""

    def __init__(self, weight_decay: float = 0.0) -> None:
        self.weight_decay = weight_decay

    def move(self, machine: RBM, along: Direction, rate: float) -> None:
        if self.weight_decay:
            along.weights[...] -= np.float32(self.weight_decay) * machine.weights
        step = np.float32(rate)
        along.weights[...] *= step
        machine.weights[...] += along.weights
        machine.visible_bias[...] += step * along.visible_bias
        machine.hidden_bias[...] += step * along.hidden_bias

    def kept(self) -> list[Floats]:
        return []

    def restore(self, kept: list[Floats]) -> None:
        assert not kept


class Adam:
    """Steps of one size in every coordinate. Source: Kingma & Ba 2015, algorithm 1."""

    def __init__(self, machine: RBM) -> None:
        self.steps = 0
        self.means = [np.zeros_like(each) for each in machine.parameters()]
        self.squares = [np.zeros_like(each) for each in machine.parameters()]

    def move(self, machine: RBM, along: Direction, rate: float) -> None:
        self.steps += 1
        short = math.sqrt(1 - SECOND**self.steps) / (1 - FIRST**self.steps)
        pairs = zip(_pairs(machine, along), self.means, self.squares, strict=True)
        for (parameter, slope), mean, square in pairs:
            mean += np.float32(1 - FIRST) * (slope - mean)
            square += np.float32(1 - SECOND) * (slope**2 - square)
            parameter += np.float32(rate * short) * mean / (np.sqrt(square) + np.float32(TINY))

    def kept(self) -> list[Floats]:
        return [*self.means, *self.squares, np.array([self.steps], np.float32)]

    def restore(self, kept: list[Floats]) -> None:
        self.means, self.squares, self.steps = kept[:3], kept[3:6], int(kept[6][0])


def _pairs(machine: RBM, along: Direction) -> list[tuple[Floats, Floats]]:
    slopes = (along.weights, along.visible_bias, along.hidden_bias)
    return list(zip(machine.parameters(), slopes, strict=True))
