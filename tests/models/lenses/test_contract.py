"""What every lens on disk must keep, on every kind of field, and a bad one that must be caught."""

from __future__ import annotations

import pytest
import torch
from torch import Generator

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Lens, Look, Map, Number, Scene, Trail
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import PresetTarget, build_target
from scorescape.server.protocol.catalogue import catalogue
from tests.explained import check_explained

GRID = Grid(32)
MIXTURE = build_target(PresetTarget(name="two-gaussians"))
MODES = find_modes(MIXTURE)
SPEC = NetworkSpec(width=16, depth=2)


def field(kind: str) -> Field:
    if kind == "exact":
        return ExactField(MIXTURE)
    noise_range = (0.1, 10.0) if kind == "noise-conditional" else None
    model = "energy" if kind == "energy" else "score"
    return build_network(SPEC, model, Scaling.of(MIXTURE), noise_range, stream(0, "init")).requires_grad_(False)


def scene(kind: str, *, walked: bool = True) -> Scene:
    particles = MIXTURE.to(torch.float32).sample(300, stream(0, "particles")) if walked else None
    trail = Trail(torch.tensor([10.0, 20.0]), torch.tensor([1.0, 0.5]), 0.1) if walked else None
    return Scene(MIXTURE, MODES, field(kind), particles, None, 0.0 if walked else None, trail)


def check(look: Look, grid: Grid) -> None:
    """Everything a page relies on."""
    assert look.maps or look.numbers or look.curves or look.note
    for shown in look.maps.values():
        assert shown.values.shape == (grid.side, grid.side)
        assert not torch.isinf(shown.values).any()
        assert bool(torch.isfinite(shown.values).any())
        assert shown.quantity
        assert shown.unit
    for number in look.numbers.values():
        assert number.label
        assert number.unit
    for curve in look.curves.values():
        assert curve.x.shape == curve.y.shape
        assert "(" in curve.y_label or curve.y_label
    if look.hatch is not None:
        assert look.hatch.shape == (grid.side, grid.side)
        assert look.hatch.dtype == torch.bool


@pytest.mark.parametrize("walked", [True, False])
@pytest.mark.parametrize("kind", ["score", "energy", "exact", "noise-conditional"])
@pytest.mark.parametrize("name", sorted(LENSES))
def test_every_lens_looks_at_every_field(name: str, kind: str, walked: bool) -> None:
    lens = LENSES.get(name)()
    before = torch.get_rng_state()
    with torch.no_grad():
        look = lens.look(scene(kind, walked=walked), GRID, stream(0, "lens"))
    check(look, GRID)
    assert torch.equal(before, torch.get_rng_state()), "only its own generator"


@pytest.mark.parametrize("name", sorted(LENSES))
def test_the_words_are_there(name: str) -> None:
    kind = LENSES.get(name)
    assert kind.title
    assert kind.question.endswith("?")
    assert len(kind.question.split()) <= 12
    for schema in kind.model_json_schema().get("properties", {}).values():
        assert schema["title"]
        assert schema["description"]
        assert schema["unit"]


@pytest.mark.parametrize("name", sorted(LENSES))
def test_it_is_explained_on_the_page(name: str) -> None:
    entry = next(entry for entry in catalogue().lenses if entry.name == name)
    check_explained(entry.equation, entry.explanation, entry.source)


class Careless(Lens):
    """Negative control: a map of the wrong shape with infinities, a number without a unit."""

    title = "Careless"
    question = "What could go wrong?"

    def look(self, scene: Scene, grid: Grid, generator: Generator) -> Look:
        return Look({"m": Map(torch.full((3, 3), torch.inf), "q", "u", "error")}, {"n": Number("n", 1.0, "")})


def test_a_careless_lens_is_caught() -> None:
    with pytest.raises(AssertionError):
        check(Careless().look(scene("score"), GRID, stream(0, "lens")), GRID)
