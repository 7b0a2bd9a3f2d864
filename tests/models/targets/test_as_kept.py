"""Every way to make a target, and what is said of one, as kept."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.random_streams import stream
from scorescape.models.settings import Settings
from scorescape.models.targets.cloud import Cloud
from scorescape.models.targets.components import Component, MixtureTarget
from scorescape.models.targets.drawing import DrawingTarget
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.narrowed import evenly_wide, narrowed
from scorescape.models.targets.picture import cell_ink, picture_mixture
from scorescape.models.targets.points import gathered, kernel_estimate
from scorescape.models.targets.polyline import arc_length, distance_to_discs, points_along
from scorescape.models.targets.preset import PRESETS
from scorescape.models.targets.pressure import PressedPath
from scorescape.models.targets.reweighted import reweighted, with_share
from scorescape.models.targets.shares import Shares, TypedShare
from scorescape.models.targets.strokes import Stroke
from tests.kept import as_kept, bounds

GRID = Grid(40)
PATH = [(-2.0, -1.0), (-1.0, 0.5), (0.0, 0.4), (0.0, 0.4), (1.5, 2.0)]
LINE = {"points": PATH, "width": 0.3, "weight": 2.0}
DAB = {"points": [(2.5, -2.0)], "width": 0.5, "weight": 3.0}
PRESSED = LINE | {"pressures": [0.0, 0.5, 1.0, 0.2, 0.7]}
DRAWINGS = {
    "line": [LINE],
    "line and dab": [LINE, DAB],
    "soft": [LINE | {"softness": 0.5}, DAB | {"softness": 1.0}],
    "pressed": [PRESSED, DAB | {"pressures": [0.4]}],
    "pressed and soft": [PRESSED | {"softness": 0.3}],
    "erased": [LINE, DAB, {"points": [(-1.0, 0.5), (0.0, 0.4)], "width": 0.4, "erase": True}],
    "erased by a pen": [LINE, DAB, PRESSED | {"points": PATH, "width": 0.2, "erase": True, "pressures": [0.1] * 5}],
    "shares": [LINE, DAB, {"shares": [{"at": (2.5, -2.0), "share": 0.7}]}, DAB | {"points": [(-3.0, 3.0)]}],
    "cloud": [DAB, {"source": {"kind": "preset", "name": "two-gaussians"}, "mass": 4.0, "shift": (0.5, -0.25)}],
    "too fine": [
        {"points": [(-3.9, y), (3.9, y)], "width": 0.02, "weight": 1.0} for y in torch.linspace(-3, 3, 16).tolist()
    ],
}


def told(mixture: GaussianMixture) -> dict[str, object]:
    x = GRID.points(torch.float64)[::37]
    log_prob, score = mixture.log_prob_and_score(x)
    return {
        "parts": [mixture.weights, mixture.means, mixture.scales],
        "moments": [mixture.mean(), mixture.rms_deviation(), mixture.narrowest_scale, mixture.mass_outside()],
        "log density": log_prob,
        "score": score,
        "divergence": mixture.divergence(x),
        "smoothed": mixture.smoothed_score(x, torch.linspace(0.1, 2, len(x), dtype=torch.float64)),
        "cells": mixture.cell_mass(GRID),
        "density": mixture.density_on_grid(GRID),
        "samples": mixture.sample(50, stream(0, "x")),
    }


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_is_as_kept(name: str) -> None:
    as_kept(f"target-{name}", told(PRESETS.get(name)().mixture()))


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_is_as_kept(name: str) -> None:
    drawing = DrawingTarget.model_validate({"strokes": DRAWINGS[name]})
    counts = [mark.n_components() for mark in drawing.strokes if isinstance(mark, Stroke)]
    as_kept(f"target-drawing-{name.replace(' ', '-')}", told(drawing.mixture()) | {"counts": counts})


@pytest.mark.parametrize("name", ["unequal-three", "two-moons", "thin-curve", "checkerboard", "smiley"])
def test_modes_are_as_kept(name: str) -> None:
    mixture = PRESETS.get(name)().mixture()
    modes = find_modes(mixture)
    cells = modes.label_of(torch.tensor([[0.0, 0.0], [5.0, 0.0], [float("nan"), 0.0], [2.2, -1.8]]))
    shares = with_share(modes, 0, 0.3) if modes.n_modes > 1 else torch.ones(1)
    found = [modes.labels, modes.masses, modes.positions, modes.mass_outside, modes.cell_mass, cells]
    other = reweighted(mixture, modes, shares)
    as_kept(f"target-modes-{name}", {"found": found, "shares": shares, "other": [other.weights, other.means]})


def test_narrowed_ones_are_as_kept() -> None:
    found: dict[str, object] = {}
    for name in ("thin-curve", "two-gaussians", "smiley"):
        mixture = PRESETS.get(name)().mixture()
        for factor, finest, most in ((0.3, 0.0, 4000), (0.1, 0.05, 4000), (0.05, 0.0, 60), (1.0, 0.0, 4000)):
            thin = narrowed(mixture, factor, finest=finest, most=most)
            found[f"{name} {factor} {finest} {most}"] = [thin.weights, thin.means, thin.scales]
        found[f"{name} even"] = evenly_wide(mixture)
    as_kept("target-narrowed", found)


def test_paths_are_as_kept() -> None:
    path = torch.tensor(PATH, dtype=torch.float64)
    discs = torch.tensor([0.2, 0.1, 0.4, 0.4, 0.3], dtype=torch.float64)
    points = GRID.points(torch.float64)[::53]
    pressed = PressedPath(path, torch.tensor([0.2, 0.6, 1.0, 0.4, 0.8], dtype=torch.float64))
    found = {
        "length": arc_length(path),
        "along": points_along(path, torch.linspace(0, 4, 9, dtype=torch.float64)),
        "away": distance_to_discs(points, path, discs),
        "pieces": [list(pressed.pieces(longest)) for longest in (0.1, 0.5, 9.0)],
        "counts": [pressed.n_pieces(longest) for longest in (0.1, 0.5, 9.0)],
    }
    as_kept("target-paths", found)


def test_points_and_pictures_are_as_kept() -> None:
    generator = torch.Generator().manual_seed(0)
    few, many = (torch.randn(n, 2, generator=generator, dtype=torch.float64) for n in (40, 9_000))
    ink = torch.randint(0, 256, (31, 47), generator=generator)
    ink[5:15, 7:30] = 0
    estimates = [kernel_estimate(points, 0.2) for points in (few, many)]
    picture = picture_mixture(ink)
    found = {
        "gathered": [list(gathered(few)), list(gathered(many))],
        "estimates": [[each.weights, each.means, each.scales] for each in estimates],
        "ink": [cell_ink(ink, 20), cell_ink(ink, 7), cell_ink(ink.T, 90)],
        "picture": [picture.weights, picture.means, picture.scales],
    }
    as_kept("target-imports", found)


@pytest.mark.parametrize("kind", [Stroke, Cloud, Shares, TypedShare, Component, MixtureTarget, DrawingTarget])
def test_bounds_of_marks_are_as_kept(kind: type[Settings]) -> None:
    as_kept(f"target-bounds-{kind.__name__}", bounds(kind))
