"""Every layer of the panels: it paints what it should where it should, in all panels or in one."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from scorescape.models.targets.gaussian_mixture import GaussianMixture
from tests.client import Client

from .stages import (
    GHOSTS,
    MODES,
    ONE_SCORE,
    SCALE,
    SCORE_AND_ENERGY,
    distance_to,
    figures,
    ink,
    pixels,
    press_layer,
    ready,
    settle,
    stages,
    train,
)
from .test_orientation import ALONG_AND_ACROSS, assert_upright

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_the_legends_words_show_and_hide_in_all_panels_or_in_one(visit: Visit) -> None:
    page = visit(f"{SCORE_AND_ENERGY}&y=truth.arrows")
    train(page)
    for name in ("density", "contours", "truth", "arrows", "streamlines", "marginals"):
        before = [pixels(stage) for stage in stages(page)]
        press_layer(page, name)
        changed = [pixels(stage) for stage in stages(page)]
        for one, other in zip(before, changed, strict=True):
            assert (one != other).any(axis=2).mean() > 0.002, name
        press_layer(page, name)
        for one, stage in zip(before, stages(page), strict=True):
            np.testing.assert_array_equal(one, pixels(stage), err_msg=f"{name} leaves no trace")
    before = [pixels(stage) for stage in stages(page)]
    page.get_by_role("button", name="Layers panel by panel").click()
    page.get_by_label("contours in panel 2").check()
    page.keyboard.press("Escape")
    settle(page)
    after = [pixels(stage) for stage in stages(page)]
    np.testing.assert_array_equal(before[0], after[0])
    assert (before[1] != after[1]).any(axis=2).mean() > 0.002
    page.wait_for_function("() => location.hash.includes('y=truth.arrows;2+contours')")
    page.reload()  # the page comes back to the runs it was watching, which are trained
    page.get_by_role("button", name="Layers panel by panel").click()
    expect(page.get_by_label("contours in panel 2")).to_be_checked()
    expect(page.get_by_label("contours in panel 1")).not_to_be_checked()


def test_contours_are_circles_around_the_modes(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&y=contours")
    ready(page)
    points = ink(pixels(stages(page)[0]))
    # each mode holds half the mass, so a line that encloses a share s is a circle of radius scale * sqrt(-2 log(1-s))
    radii = SCALE * np.sqrt(-2 * np.log(1 - np.array([0.2, 0.5, 0.8, 0.95])))
    gaps = np.abs(distance_to(points, *MODES)[:, None] - radii)
    assert len(points) > 300
    assert gaps.min(axis=1).max() < 0.07
    for line in range(4):
        assert (gaps.argmin(axis=1) == line).sum() > 40, "every line is there"
    for mode in MODES:
        assert (distance_to(points, mode) < 1).mean() == pytest.approx(0.5, abs=0.05)
    assert distance_to(points, *GHOSTS).min() > 0.25


def test_data_points_lie_where_the_target_is(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE};n_points=200&y=data")
    ready(page)
    expect(page.get_by_text("data: 200 points")).to_be_visible()
    points = ink(pixels(stages(page)[0]))
    assert len(points) > 800
    assert np.percentile(distance_to(points, *MODES), 99) < 1.0
    for mode in MODES:
        assert (distance_to(points, mode) < 1).mean() == pytest.approx(0.5, abs=0.12)
    press_layer(page, "data")
    assert len(ink(pixels(stages(page)[0]))) == 0
    endless = visit(f"{ONE_SCORE}&y=data")
    ready(endless)
    expect(endless.get_by_text("data: 1\u202f000, endless stream")).to_be_visible()


def test_an_energy_is_painted_upright_with_its_range_in_nats(visit: Visit) -> None:
    page = visit(f"{SCORE_AND_ENERGY}&y=energy")
    train(page)
    expect(page.get_by_text("a score has no energy")).to_have_count(1)
    score, energy = stages(page)
    page.wait_for_function("() => document.querySelector('[data-colours=energy]') !== null")
    settle(page)
    assert_upright(energy, 60)
    assert len(ink(pixels(score))) == 0, "a score panel has no map to show"
    [bar] = figures(page, "[data-colours=energy]")
    peak = float(np.log(0.5 / (2 * np.pi * SCALE**2)))
    assert float(bar["high"]) == pytest.approx(peak, abs=1.5)


def test_streamlines_lie_along_the_way_to_the_nearest_mode(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&y=streamlines")
    train(page)
    settle(page)
    points = ink(pixels(stages(page)[0]), 60)
    assert len(points) > 2_000
    flipped = [(-x, y) for x, y in MODES]
    assert straightness(points, MODES) > 2 * straightness(points, flipped), "the measure notices a flipped axis"


def straightness(points: NDArray[np.float64], modes: list[tuple[float, float]]) -> float:
    """How much more often ink continues towards the nearest mode than across that way."""
    size, reach = 8 / 400, 0.12
    grid = np.zeros((400, 400), bool)
    cells = ((points + 4) / size).astype(int).clip(0, 399)
    grid[cells[:, 1], cells[:, 0]] = True
    gaps = np.array([np.hypot(*(points - mode).T) for mode in modes])
    clear = (gaps.min(axis=0) > 0.8) & (np.abs(gaps[0] - gaps[1]) > 1) & (np.abs(points) < 3.7).all(axis=1)
    near = np.array(modes)[gaps.argmin(axis=0)]
    way = (near - points) / gaps.min(axis=0)[:, None]
    across = np.stack([-way[:, 1], way[:, 0]], axis=1)

    def hit(step: NDArray[np.float64]) -> float:
        there = ((points[clear] + reach * step[clear] + 4) / size).astype(int).clip(0, 399)
        return float(grid[there[:, 1], there[:, 0]].mean())

    return hit(way) / (hit(across) + 0.02)


def test_a_difference_to_the_truth_of_an_untrained_score_is_the_truth_upright(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&y=difference")
    ready(page)
    expect(page.locator(".note")).to_have_text("learnt − exact score")
    page.wait_for_function("() => document.querySelector('[data-colours=difference]') !== null")
    settle(page)
    # an untrained score is nearly nothing: what it lacks is the exact score
    picture = pixels(stages(page)[0])
    size, at = len(picture), -4 + (np.arange(24) + 0.5) / 3
    columns = ((at + 4) / 8 * size).astype(int)
    shown = 255 - picture[size - 1 - columns][:, columns, 2].astype(np.float64)
    x = torch.tensor([[(a, b) for a in at] for b in at]).reshape(-1, 2)
    lengths = GaussianMixture.create([0.5, 0.5], MODES, [SCALE] * 2).score(x).norm(dim=1).reshape(24, 24).sqrt().numpy()
    fit = {
        name: np.corrcoef(shown.ravel(), other.ravel())[0, 1]
        for name, other in {
            "upright": lengths,
            "flipped": lengths[:, ::-1],
            "upside down": lengths[::-1],
            "swapped": lengths.T,
        }.items()
    }
    assert fit["upright"] > 0.93, fit
    assert max(fit["flipped"], fit["upside down"], fit["swapped"]) < fit["upright"] - 0.15, fit


def test_the_arrows_of_a_difference_point_from_the_exact_score_to_the_learnt_one(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&p=score-matching;seed=1&y=difference")
    ready(page)
    page.wait_for_function("() => document.querySelector('[data-colours=difference]') !== null")
    settle(page)
    bare = pixels(stages(page)[0])
    legend = page.locator("[data-colours=difference]")
    expect(legend).to_contain_text("learnt − exact score")
    press_layer(page, "arrows")
    expect(legend).to_contain_text("→ learnt − exact score")
    expect(legend).to_contain_text("/unit")
    lean = leaning(bare, pixels(stages(page)[0]))
    at = -4 + (np.arange(24) + 0.5) / 3
    x = torch.tensor([[(a, b) for a in at] for b in at]).reshape(-1, 2)
    exact = GaussianMixture.create([0.5, 0.5], MODES, [SCALE] * 2).score(x).reshape(24, 24, 2).numpy()
    drawn = np.linalg.norm(lean, axis=2) > 0
    assert drawn.mean() > 0.9
    # an untrained score is nearly nothing: from the exact one to it is the way back
    cosine = -(lean * exact).sum(axis=2)[drawn] / (np.linalg.norm(lean, axis=2) * np.linalg.norm(exact, axis=2))[drawn]
    assert np.median(cosine) > 0.5
    assert (cosine > 0).mean() > 0.85
    page.get_by_role("button", name="Layers panel by panel").click()
    page.get_by_label("Differences are taken to").select_option("1")
    page.keyboard.press("Escape")
    expect(legend).to_contain_text("→ score − panel 2’s")
    expect(page.locator(".note")).to_have_text(["score − panel 2’s", "the others are compared with this panel"])


def leaning(bare: NDArray[np.int64], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """(24, 24, 2), lowest row first: where the ink of each cell's arrow lies from its middle; its head is heaviest."""
    size = len(bare)
    inked = (np.abs(bare - drawn).max(axis=2) >= 24)[::-1]
    lean = np.zeros((24, 24, 2))
    for row in range(24):
        for column in range(24):
            edges = [round(size * each / 24) for each in (row, row + 1, column, column + 1)]
            up, right = np.nonzero(inked[edges[0] : edges[1], edges[2] : edges[3]])
            if len(up) > 0:
                middle = [size * (each + 0.5) / 24 - 0.5 - edges[at] for at, each in ((2, column), (0, row))]
                lean[row, column] = right.mean() - middle[0], up.mean() - middle[1]
    return lean


def test_a_panel_differs_from_itself_in_nothing(visit: Visit) -> None:
    page = visit(f"{SCORE_AND_ENERGY}&y=difference;d2")
    train(page)
    settle(page)
    one, other = (pixels(stage) for stage in stages(page))
    assert np.ptp(other.reshape(-1, 3), axis=0).max() < 12, "the reference itself is the colour of zero everywhere"
    assert np.ptp(one.reshape(-1, 3), axis=0).max() > 40


def test_marginals_stand_on_their_edges_and_agree_with_the_counts(server: Client, visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&y=marginals&s=langevin;field=exact;init=data")
    ready(page)
    page.get_by_role("button", name="Sample", exact=True).click()
    page.wait_for_function("() => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) > 10")
    page.locator("[data-action=sample]").click()
    expect(page.locator("article")).to_have_attribute("data-sampling", "paused")
    run = page.locator("article").get_attribute("data-run")
    [experiment] = server.request("GET", "/api/experiments")[1]
    particles = np.load(
        io.BytesIO(server.request("GET", f"/api/experiments/{experiment['id']}/export.npz?run={run}")[1])
    )["particles"]
    page.wait_for_function(
        "(step) => Number(document.querySelector('canvas[data-stage]').dataset.particlesStep) === step",
        arg=next(state["sampling_step"] for state in experiment["runs"] if state["run"] == run),
    )
    settle(page)
    picture = pixels(stages(page)[0])
    for axis, strip in ((0, picture[::-1]), (1, picture.transpose(1, 0, 2)[:, ::-1])):
        assert_bars(strip, particles[:, axis], axis)


def assert_bars(strip: NDArray[np.int64], values: NDArray[np.float64], axis: int) -> None:
    """`strip` has height along its rows and the axis, upward or to the right, along its columns."""
    size, bins = len(strip), 48
    counts, _ = np.histogram(values, bins, (-4, 4))
    expected = counts / len(values) / (8 / bins)
    at = -4 + (np.arange(128) + 0.5) * 8 / 128
    means = [mode[axis] for mode in MODES]
    exact = sum(0.5 / SCALE / np.sqrt(2 * np.pi) * np.exp(-0.5 * ((at - mean) / SCALE) ** 2) for mean in means)
    top = 1.15 * np.max(exact)
    while top < expected.max():
        top *= 1.25
    red, blue = strip[..., 0], strip[..., 2]
    bars = (red < 140) & (np.abs(red - blue) < 40)
    heights = 0.16 * size * expected / top
    columns = ((np.arange(bins) + 0.4) * size / bins).astype(int)
    shown = np.array([bars[: int(0.2 * size), column].nonzero()[0].max(initial=-1) + 1 for column in columns])
    # where the exact curve is steep it may cover the last pixels of a bar
    assert np.abs(shown - heights).max() < 8, axis
    assert np.abs(shown - heights).mean() < 1.5, axis
    assert shown.max() > 20


def test_arrows_alone_still_lie_along_the_way(visit: Visit) -> None:
    page = visit(f"{ONE_SCORE}&y=arrows")
    train(page)
    along, across, cells = stages(page)[0].evaluate(ALONG_AND_ACROSS, MODES)
    assert cells > 100
    assert along > 2 * across
