"""What every lens on disk must keep, and wrong ones that the battery must name."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.domain import Grid
from scorescape.models.laws import NoLaw
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen
from scorescape.models.lenses.places import Pin, pin, point_of
from scorescape.models.lenses.shapes import Bars, Mark, Slice
from scorescape.models.testing import Fault, check_lens, demand
from scorescape.models.testing.battery import run
from scorescape.models.testing.lens import CHECKS
from scorescape.server.protocol.catalogue import catalogue
from tests.explained import check_explained

NAMES = sorted(LENSES)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", NAMES)
def test_the_contract(name: str, check: str) -> None:
    demand(run(LENSES.get(name), {check: CHECKS[check]}))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_explained_on_the_page(name: str) -> None:
    entry = next(entry for entry in catalogue().lenses if entry.name == name)
    check_explained(entry.equation, entry.explanation, entry.source)


# -- negative controls: plug-ins with one fault each --------------------------------------------------------


class Mine(Lens):
    """How hard the field pulls and how it turns: right."""

    title = "Mine"
    question = "How hard does the field pull?"
    equation = r"\lVert s(x) \rVert"
    explanation = "It shows the length of the score and its curl. It says nothing of where the score points."
    source = "Hyvarinen 2005, eq. 2."

    def pull(self, specimen: Specimen, grid: Grid) -> Tensor:
        """(G^2,) of |s|: a mirror leaves it alone."""
        return torch.linalg.vector_norm(specimen.field.score(grid.points()), dim=1)

    def curl(self, specimen: Specimen, grid: Grid) -> Tensor:
        jacobian = specimen.field.jacobian(grid.points())
        return jacobian[:, 1, 0] - jacobian[:, 0, 1]

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        pull = grid.reshape(self.pull(specimen, grid))
        maps = {
            "pull": Map(pull, "pull", "1/unit", "sequential"),
            "curl": Map(grid.reshape(self.curl(specimen, grid)), "curl", "1/unit^2", "diverging", parity=-1),
        }
        return Look(maps, {"mean": Number("mean pull", float(pull.mean()), "1/unit")})

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown | NoLaw:
        size = (specimen.precision**2 + specimen.turn**2) ** 0.5
        return Shown(
            {
                "pull": lambda x: size * torch.linalg.vector_norm(x, dim=1),
                "curl": lambda x: torch.full((len(x),), 2 * specimen.turn),
            }
        )


class Transposed(Mine):
    def pull(self, specimen: Specimen, grid: Grid) -> Tensor:
        return grid.reshape(super().pull(specimen, grid)).T.reshape(-1)


class UpsideDown(Mine):
    def pull(self, specimen: Specimen, grid: Grid) -> Tensor:
        return grid.reshape(super().pull(specimen, grid)).flip(0).reshape(-1)


class WrongSign(Mine):
    def curl(self, specimen: Specimen, grid: Grid) -> Tensor:
        return -super().curl(specimen, grid)


class HalfTheSize(Mine):
    def pull(self, specimen: Specimen, grid: Grid) -> Tensor:
        return super().pull(specimen, grid) / 2


class NoParity(Mine):
    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        seen = super().look(specimen, grid, generator)
        curl = seen.maps["curl"]
        return Look(seen.maps | {"curl": Map(curl.values, "curl", "1/unit^2", "diverging")}, seen.numbers)


class Sampled(Mine):
    """Where the target's mass lies and how hard the field pulls there, as means over few samples: right."""

    times: ClassVar[float] = 1.0

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        x = specimen.truth.sample(200, generator)
        score = specimen.field.score(x)
        work = float((score * x).sum(1).mean()) + 2
        seen = super().look(specimen, grid, generator)
        return Look(seen.maps, {"work": Number("work", self.times * work, "1")})

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        shown = super().on_gaussian(specimen)
        assert isinstance(shown, Shown)
        return Shown(shown.maps, {"work": self.times * (2 - 2 * specimen.precision * specimen.variance)})


class SampledTimesThree(Sampled):
    times: ClassVar[float] = 3.0


class SampledSmall(Sampled):
    times: ClassVar[float] = 1e-3


class OneSided(Mine):
    """A figure that a mirror changes, as a mean over samples."""

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        x = specimen.truth.sample(4_096, generator)
        return Look(super().look(specimen, grid, generator).maps, {"mean": Number("mean", float(x[:, 0].mean()), "1")})


class Lawless(Mine):
    on_gaussian = Lens.on_gaussian


class SilentOnOne(Mine):
    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        shown = super().on_gaussian(specimen)
        assert isinstance(shown, Shown)
        return Shown({"pull": shown.maps["pull"]})


class NoReason(Mine):
    def on_gaussian(self, specimen: GaussianSpecimen) -> NoLaw:
        return NoLaw("")


class GlobalDraws(Mine):
    def pull(self, specimen: Specimen, grid: Grid) -> Tensor:
        pull = super().pull(specimen, grid)
        return pull + torch.empty_like(pull).normal_()


class Careless(Mine):
    """A map of the wrong shape with infinities, a number without a unit."""

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        return Look({"pull": Map(torch.full((3, 3), torch.inf), "q", "u", "error")}, {"n": Number("n", 1.0, "")})


class Shaped(Mine):
    """A pin, what lies left of it as a pie, an arrow to it and a bar about it: right. A mirror turns the pin too."""

    at: Pin = pin((1.0, 0.5), title="pin", description="Where the arrow ends.")
    turned: ClassVar[float] = 1.0

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        seen = super().look(specimen, grid, generator)
        end = torch.tensor([point_of(self.at)])
        share = float(torch.linalg.vector_norm(end) / 4)
        one, miss = torch.tensor([share]), torch.tensor([False])
        arrow = Mark("arrow", torch.cat([torch.zeros(1, 2), end * torch.tensor([self.turned, 1.0])]), "question")
        slices = {"in": Slice("in", share), "out": Slice("out", 1 - share)}
        bars = {"one": Bars("length", "units", one - 0.1, one + 0.1, one, miss, share, "length")}
        return Look(seen.maps, seen.numbers, slices=slices, bars=bars, marks={"arrow": arrow})

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown | NoLaw:
        shown = super().on_gaussian(specimen)
        assert isinstance(shown, Shown)
        share = 1.25**0.5 / 4
        marks = {"arrow": torch.tensor([[0.0, 0.0], [1.0, 0.5]])}
        return Shown(shown.maps, slices={"in": share, "out": 1 - share}, bars={"one": share}, marks=marks)


class ShapedOneWay(Shaped):
    """Its arrow is in the mirror where its pin is not."""

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        seen = super().look(specimen, grid, generator)
        points = seen.marks["arrow"].points.clone()
        points[1, 0] = points[1, 0].abs()
        return dataclasses.replace(seen, marks={"arrow": Mark("arrow", points, "question")})


class ShapedWrong(Shaped):
    turned: ClassVar[float] = -1.0


class ShapedSilent(Shaped):
    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown | NoLaw:
        return Mine.on_gaussian(self, specimen)  # type: ignore[arg-type]


class Overfull(Shaped):
    """A pie of more than one."""

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        seen = super().look(specimen, grid, generator)
        return dataclasses.replace(seen, slices=seen.slices | {"more": Slice("more", 0.5)})


class Wordy(Mine):
    question = "What is it that one sees when one looks at the field in just this way and no other?"


def named(faults: list[Fault]) -> set[str]:
    return {fault.check for fault in faults}


@pytest.mark.parametrize("kind", [Mine, Sampled, SampledTimesThree, SampledSmall, Shaped])
def test_a_right_one_passes(kind: type[Lens]) -> None:
    demand(check_lens(kind))


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        (Transposed, "mirror"),
        (UpsideDown, "mirror"),
        (NoParity, "mirror"),
        (OneSided, "mirror"),
        (WrongSign, "gaussian"),
        (HalfTheSize, "gaussian"),
        (Lawless, "gaussian"),
        (SilentOnOne, "gaussian"),
        (NoReason, "gaussian"),
        (ShapedOneWay, "mirror"),
        (ShapedWrong, "gaussian"),
        (ShapedSilent, "gaussian"),
        (Overfull, "look"),
        (GlobalDraws, "randomness"),
        (Careless, "look"),
        (Wordy, "words"),
    ],
)
def test_a_planted_fault_is_named(kind: type[Lens], check: str) -> None:
    faults = check_lens(kind)
    assert check in named(faults), faults
    assert all(fault.message.endswith(".") for fault in faults)


@pytest.mark.parametrize(
    ("kind", "check"), [(Transposed, "mirror"), (WrongSign, "gaussian"), (HalfTheSize, "gaussian")]
)
def test_nothing_else_is_blamed(kind: type[Lens], check: str) -> None:
    assert named(check_lens(kind)) == {check}


def test_a_lens_may_declare_that_it_has_no_closed_form() -> None:
    class Declared(Mine):
        def on_gaussian(self, specimen: GaussianSpecimen) -> Any:
            return NoLaw("What it shows depends on the order of the training data.")

    demand(check_lens(Declared))
