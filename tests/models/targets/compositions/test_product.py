"""Products and whole powers against closed forms, and what fewer parts cost."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.compositions.densities import Product
from scorescape.models.targets.compositions.product import Closeness, product_of_mixtures
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target

PAIR = GaussianMixture.create([0.25, 0.75], [[-1.5, 0.0], [1.0, 0.5]], [0.5, 0.4])
OTHER = GaussianMixture.create([0.5, 0.5], [[-1.2, 0.3], [1.4, 0.0]], [0.6, 0.7])


def test_of_two_gaussians_all_is_known() -> None:
    made = product(
        [GaussianMixture.create([1], [[0.5, 0.2]], [0.3]), GaussianMixture.create([1], [[-0.1, 1.0]], [0.4])]
    )
    v, w = 0.09, 0.16
    assert made.target.means[0].tolist() == pytest.approx([(0.5 * w - 0.1 * v) / 0.25, (0.2 * w + 1.0 * v) / 0.25])
    assert float(made.target.scales[0]) == pytest.approx(math.sqrt(v * w / 0.25), abs=1e-12)
    assert made.log_z == pytest.approx(-(0.36 + 0.64) / 0.5 - math.log(2 * math.pi * 0.25), abs=1e-12)


def test_of_two_mixtures_weights_and_log_z_are_those_of_the_pairs() -> None:
    made = product([PAIR, OTHER])
    held = [
        math.log(0.5 * w) - math.dist(m, n) ** 2 / (2 * (s**2 + t**2)) - math.log(2 * math.pi * (s**2 + t**2))
        for w, m, s in ((0.25, (-1.5, 0.0), 0.5), (0.75, (1.0, 0.5), 0.4))
        for n, t in (((-1.2, 0.3), 0.6), ((1.4, 0.0), 0.7))
    ]
    log_z = math.log(sum(map(math.exp, held)))
    assert made.log_z == pytest.approx(log_z, abs=1e-12)
    assert made.target.weights.tolist() == pytest.approx([math.exp(each - log_z) for each in held], abs=1e-12)
    assert made.total_variation == 0.0


@pytest.mark.parametrize("copies", [2, 3, 7, 16])
def test_copies_of_one_gaussian_divide_its_variance(copies: int) -> None:
    one = GaussianMixture.create([1.0], [[0.4, -0.7]], [0.8])
    by_power, by_copies = product([one], [copies]), product([one] * min(copies, 8))
    assert float(by_power.target.scales[0]) ** 2 == pytest.approx(0.64 / copies, rel=1e-12)
    assert float(by_copies.target.scales[0]) ** 2 == pytest.approx(0.64 / min(copies, 8), rel=1e-12)
    # Z of N^k: (2 pi v)^(1 - k) / k in the plane
    log_z = (1 - copies) * math.log(2 * math.pi * 0.64) - math.log(copies)
    assert by_power.log_z == pytest.approx(log_z, abs=1e-9)
    assert by_power.warning == ""  # they agree, however small Z is


@pytest.mark.parametrize(
    ("names", "powers", "most"),
    [
        (("two-moons", "smiley"), (1, 1), 2e-4),
        (("spiral",), (2,), 2e-4),
        (("two-moons", "two-gaussians"), (3, 2), 5e-3),
    ],
)
def test_fewer_parts_are_as_near_as_they_say(names: tuple[str, ...], powers: tuple[int, ...], most: float) -> None:
    experts = [target(name) for name in names]
    made = product(experts, powers)
    assert made.target.n_components <= 2_000
    assert made.dropped <= 1e-4
    # by another way: cell by cell
    grid = Grid(160)
    x = grid.points(torch.float64)
    p = (Product(experts, powers).log_prob_and_score(x)[0]).exp() * grid.cell_area
    q = made.target.log_prob(x).exp() * grid.cell_area
    assert math.log(float(p.sum())) == pytest.approx(made.log_z, abs=1e-3)
    variation = float((p / p.sum() - q).abs().sum()) / 2
    assert variation == pytest.approx(made.total_variation, rel=0.2, abs=1e-4)
    assert made.total_variation <= most
    assert str(f"{made.total_variation:.2g}") in made.notes[0]


def test_a_mode_that_is_light_on_the_way_is_not_lost() -> None:
    """Where the factor still to come holds nothing else: seen before the parts are fitted, which would make it good."""
    smiley, light = target("smiley"), 1e-5
    place, scale, sharp = [-3.0, -3.0], 0.1, GaussianMixture.create([1.0], [[-3.0, -3.0]], [0.05])
    weights = [*((1 - light) * smiley.weights).tolist(), light]
    face = GaussianMixture.create(weights, [*smiley.means.tolist(), place], [*smiley.scales.tolist(), scale])
    # four Gaussians about one point: their heights, and the width that their precisions leave
    heights = light / (2 * math.pi * scale**2) / (2 * math.pi * 0.05**2)
    log_z = 2 * math.log(heights) + math.log(2 * math.pi / (2 / scale**2 + 2 / 0.05**2))
    made = product_of_mixtures([face, sharp], [2, 2])
    assert made.reduced
    assert made.parts.log_total == pytest.approx(log_z, abs=1e-4)


def test_closeness_finds_a_known_distance() -> None:
    p = GaussianMixture.create([0.5, 0.5], [[-3, 0], [3, 0]], [0.3, 0.3])
    q = GaussianMixture.create([0.6, 0.4], [[-3, 0], [3, 0]], [0.3, 0.3])
    close = Closeness.of(q, Product([p], [1.0]))
    assert close.total_variation == pytest.approx(0.1, abs=0.005)
    assert close.log_z == pytest.approx(0.0, abs=0.005)
