"""What every objective on disk must keep, and wrong ones that the battery must name."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.networks.base import Network
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import NoMinimiser, Objective
from scorescape.models.settings import setting
from scorescape.models.testing import Fault, check_objective, demand
from scorescape.models.testing.battery import run
from scorescape.models.testing.linear import VARIANCE, stationary
from scorescape.models.testing.objective import CHECKS
from scorescape.server.protocol.catalogue import catalogue
from tests.explained import check_explained

NAMES = sorted(OBJECTIVES)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", NAMES)
def test_the_contract(name: str, check: str) -> None:
    demand(run(OBJECTIVES.get(name), {check: CHECKS[check]}))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_there(name: str) -> None:
    kind = OBJECTIVES.get(name)
    assert kind.__name__ == name.title().replace("-", "")
    assert "J = " in (inspect.getdoc(inspect.getmodule(kind)) or "")
    for section in ("Fails:", "Shapes:", "Units:"):
        assert section in (inspect.getdoc(kind) or "")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_explained_on_the_page(name: str) -> None:
    entry = next(entry for entry in catalogue().objectives if entry.name == name)
    check_explained(entry.equation, entry.explanation, entry.source)


def test_all_but_one_state_a_minimiser() -> None:
    stated = {name: OBJECTIVES.get(name)().minimiser_precision(VARIANCE) for name in NAMES}
    assert [name for name, found in stated.items() if isinstance(found, NoMinimiser)] == [
        "persistent-contrastive-divergence"
    ]


# -- negative controls: plug-ins with one fault each --------------------------------------------------------


class Mine(Objective[None]):
    """Denoising score matching once more, as somebody would write it: right."""

    title = "Mine"
    summary = "Match the score of the data smoothed by Gaussian noise."
    equation = r"J = \tfrac{1}{2} \mathbb{E} \lVert s(x + \sigma z) + z / \sigma \rVert^2"
    explanation = "It points back to the data. It fails where the noise is large."
    source = "Vincent 2011, eq. 11."
    loss_unit = "1/unit^2"

    sigma: float = setting(0.5, gt=0, le=4, title="noise", unit="world units", description="sigma")

    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return torch.randn(x.shape, generator=generator, dtype=x.dtype)

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        z = self.noise(x, generator)
        return 0.5 * ((model.score(x + self.sigma * z) + z / self.sigma) ** 2).sum(1).mean(), state

    def minimiser_precision(self, variance: float) -> float | NoMinimiser:
        return 1 / (variance + self.sigma**2)


class UpsideDown(Mine):
    """The sign of the whole loss is turned: what was least is greatest."""

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        return -super().loss(model, x, state, generator)[0], state


class WrongWay(Mine):
    """The sign of the noise is turned: the score learnt points away from the data."""

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        z = self.noise(x, generator)
        return 0.5 * ((model.score(x + self.sigma * z) - z / self.sigma) ** 2).sum(1).mean(), state


class Lawless(Mine):
    minimiser_precision = Objective.minimiser_precision


class NoReason(Mine):
    def minimiser_precision(self, variance: float) -> NoMinimiser:
        return NoMinimiser("none")


class GlobalNoise(Mine):
    def noise(self, x: Tensor, generator: Generator) -> Tensor:
        return torch.empty_like(x).normal_()


class Unitless(Mine):
    loss_unit = "metres"


class Boundless(Mine):
    sigma: float = setting(0.5, title="noise", description="sigma")


class ABatchOfLosses(Mine):
    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        return model.score(x).sum(1), state


class Indifferent(Mine):
    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        return (x**2).mean() + 0 * next(model.parameters()).sum() * torch.nan, state


def named(faults: list[Fault]) -> set[str]:
    return {fault.check for fault in faults}


def test_a_right_one_passes() -> None:
    demand(check_objective(Mine))


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        (UpsideDown, "minimiser"),
        (WrongWay, "minimiser"),
        (Lawless, "minimiser"),
        (NoReason, "minimiser"),
        (GlobalNoise, "randomness"),
        (Unitless, "words"),
        (Boundless, "settings"),
        (ABatchOfLosses, "loss"),
        (Indifferent, "loss"),
    ],
)
def test_a_planted_fault_is_named(kind: type[Objective[Any]], check: str) -> None:
    faults = check_objective(kind)
    assert check in named(faults), faults
    assert all(fault.message.endswith(".") for fault in faults)


@pytest.mark.parametrize("kind", [UpsideDown, WrongWay, Lawless])
def test_nothing_else_is_blamed(kind: type[Objective[Any]]) -> None:
    assert named(check_objective(kind)) == {"minimiser"}


def test_the_oracle_finds_where_the_gradient_vanishes_and_which_way_it_goes() -> None:
    right, wrong, turned = (stationary(objective) for objective in (Mine(), WrongWay(), UpsideDown()))
    assert right is not None
    assert wrong is not None
    assert turned is not None
    precision = 1 / (VARIANCE + 0.25)
    assert right.values[0] == pytest.approx(precision, rel=0.02)
    assert wrong.values[0] == pytest.approx(-precision, rel=0.02)
    assert turned.values[0] == pytest.approx(precision, rel=0.02)
    assert (right.rising, turned.rising) == (True, False)
