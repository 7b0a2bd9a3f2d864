"""Ratios by values: exact scores agree along every path, and the curl between two paths is their difference."""

from __future__ import annotations

import torch

from scorescape.models.domain import Grid
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.ratio import SAME, RatioLens
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_mirror import TARGET, TURN, Turned

PAIR = GaussianMixture.create([0.8, 0.2], [[2.0, 0.5], [-2.0, 0.0]], [0.5, 0.5])


def seen(mixture: GaussianMixture, field: Field, **settings: object) -> Look:
    lens = RatioLens.parse(settings)
    with torch.no_grad():
        return lens.look(Specimen(mixture, find_modes(mixture), field), Grid(32), stream(0, "lens"))


def test_an_exact_score_gives_the_exact_ratio_along_every_path() -> None:
    look = seen(PAIR, ExactField(PAIR), a="2,0.5", b="-2,0")
    # two modes of one scale: their weights, but for what is left of each in the other
    assert abs((look.numbers["ratio"].exact or 0) - 1.386) < 1e-3
    for name in ("ratio", "straight"):
        assert abs(look.numbers[name].value - (look.numbers[name].exact or 0)) < 1e-3
    assert look.numbers["spread"].value < 1e-3
    assert "All paths agree" in look.note


def test_two_paths_of_a_turned_score_differ_by_twice_the_area() -> None:
    look = seen(TARGET, Turned(), a="1,2", b="-1,-1")
    area = 2 * TURN * 2 * 3
    for name in ("turning", "curl", "spread"):
        assert abs(look.numbers[name].value - area) < 1e-2
    curl = look.maps["curl"].values
    assert float((curl[~curl.isnan()] - 2 * TURN).abs().max()) < 1e-4
    # 32 cells an edge: the rectangle of 2 x 3 holds 8 x 12 of them
    assert int((~curl.isnan()).sum()) == 96


def test_two_paths_of_a_network_differ_by_the_curl_between_them() -> None:
    network = build_network(NetworkSpec(width=32), "score", Scaling.of(PAIR), None, stream(3, "init"))
    with torch.no_grad():
        for weights in network.parameters():
            weights.mul_(3)  # as it begins, its score is nearly the Gaussian's that it is added to
    look = seen(PAIR, network.requires_grad_(False), a="1.5,1", b="-1.5,-0.5")
    assert look.numbers["turning"].value > 0.05
    assert abs(look.numbers["curl"].value - look.numbers["turning"].value) < 1e-2


def test_three_arrows_lead_from_b_to_a_with_what_they_say() -> None:
    look = seen(TARGET, Turned(), a="1,2", b="-1,-1")
    assert {name: mark.points.tolist() for name, mark in look.marks.items()} == {
        "straight": [[-1.0, -1.0], [1.0, 2.0]],
        "x_first": [[-1.0, -1.0], [1.0, -1.0], [1.0, 2.0]],
        "y_first": [[-1.0, -1.0], [-1.0, 2.0], [1.0, 2.0]],
    }
    straight = look.numbers["straight"].value
    assert look.marks["straight"].label == f"{straight:+.2f}".replace("-", "−")


def test_one_place_has_no_ratio() -> None:
    assert seen(PAIR, ExactField(PAIR), a="1,1", b="1,1").note == SAME
