"""The other energy views on the page: what is drawn is what a script finds in the same network."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, expect

from scorescape.models.layers.flow_lattice import mapped
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Look
from scorescape.models.networks.flow import Flow
from scorescape.models.random_streams import stream
from scorescape.models.scenes.scene import Scene
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.study.study import Study

from .stages import distance_to, ink, on, pixels, settle, stages

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
GAUSSIANS, MOONS = "#t=preset.two-gaussians", "#t=preset.two-moons"
# of the dark theme: what is asked, what pushes the density down, what pulls it up
WARN, BAD, ACCENT = (230, 179, 90), (240, 138, 114), (108, 185, 240)


@dataclass(frozen=True)
class Told:
    """The page, and what a script has of the same link."""

    page: Page
    study: Study
    look: Look | None

    def agrees(self, name: str, within: float) -> float:
        """The figure as the page has it, once it is the script's."""
        assert self.look
        wanted = self.look.numbers[name].value
        self.page.wait_for_function(
            "([name, wanted, within]) => Math.abs(document.querySelector(`[data-number='${name}']`)?.dataset.value - "
            "wanted) <= within",
            arg=[name, wanted, within],
        )
        return wanted


def trained(visit: Visit, link: str) -> Told:
    page = visit(link, color_scheme="dark")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("article[data-phase=finished]")).to_be_visible()
    scene = Scene.from_link(link)
    study = scene.studies()[0]
    study.train()
    if not scene.sights.lens:
        return Told(page, study, None)
    lens = LENSES.get(scene.sights.lens.name).parse(scene.sights.lens.settings)
    with torch.no_grad():
        return Told(page, study, lens.look(study.specimen(), MAP_GRID, stream(0, "lens")))


def screen(page: Page) -> NDArray[np.int64]:
    return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(np.int64)


def found(shot: NDArray[np.int64], page: Page, at: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    """Whether the colour is within three pixels of a world point of the first picture."""
    x, y = (int(each) for each in on(stages(page)[0], *at))
    return bool((np.abs(shot[y - 3 : y + 4, x - 3 : x + 4] - np.asarray(colour)).max(axis=2) <= 24).any())


def test_links_walls_stand_where_the_network_changes_its_sign(visit: Visit) -> None:
    told = trained(visit, f"{MOONS}&p=maximum-likelihood;model=energy;network.link=square;n_steps=40&l=links&y=-")
    assert told.look
    length = told.agrees("walls", 0.02)
    walls = told.page.locator("[data-mark-of=walls] .stroke")
    drawn = walls.evaluate("each => each.getTotalLength() / each.ownerSVGElement.width.baseVal.value * 8")
    assert drawn == pytest.approx(length, rel=0.02)
    ends = told.look.marks["walls"].points
    middles = [tuple(each) for each in ends.reshape(-1, 3, 2)[:, :2].mean(1).tolist() if max(map(abs, each)) < 3.2]
    shot = screen(told.page)
    seen = [found(shot, told.page, each, WARN) for each in middles[:: max(1, len(middles) // 40)]]
    assert len(seen) > 10
    assert np.mean(seen) > 0.9
    # and none where the drawing is: its modes are no walls
    mode = tuple(told.study.run.mixture.means[0].tolist())
    assert not found(shot, told.page, (mode[0], mode[1]), WARN)


def test_push_and_pull_draws_what_negatives_ask_and_how_loudly(visit: Visit) -> None:
    told = trained(visit, f"{GAUSSIANS}&p=contrastive-divergence;model=energy;n_steps=60&l=push-and-pull;k=10&y=-")
    assert told.look
    told.agrees("cosine", 1e-3)
    told.agrees("length", 0.1)
    large = told.page.locator("[data-seen='0'] [data-large=length]")
    assert float(large.get_attribute("data-value") or 0) == pytest.approx(told.look.numbers["length"].value, abs=0.1)
    shot = screen(told.page)
    # negatives are drawn over data
    for name, colour, least in (("data", ACCENT, 0.5), ("negatives", BAD, 0.8)):
        points = [tuple(each) for each in told.look.marks[name].points[::8].tolist() if max(map(abs, each)) < 3.0]
        assert np.mean([found(shot, told.page, each, colour) for each in points]) > least, name
    # red where negatives are too many, blue where data are: the map has the sign of what is asked
    asked = told.look.maps["asked"].values.numpy()
    picture = pixels(stages(told.page)[0])
    warm = (picture[..., 0] - picture[..., 2])[::-1]
    cells = np.linspace(0, len(warm) - 1, len(asked)).astype(int)
    strong = np.abs(asked) > 0.3 * np.abs(asked).max()
    assert np.corrcoef(warm[np.ix_(cells, cells)][strong], asked[strong])[0, 1] > 0.8


def test_data_or_noise_paints_the_chance_that_a_point_is_data(visit: Visit) -> None:
    told = trained(visit, f"{GAUSSIANS}&p=noise-contrastive-estimation;model=energy;n_steps=100&l=discriminator&y=-")
    assert told.look
    gap = told.agrees("gap", 1e-3)
    assert 0 < gap < 0.3
    told.page.get_by_role("radio", name="best", exact=True).click()
    expect(told.page.get_by_role("radio", name="best", exact=True)).to_have_attribute("aria-checked", "true")
    settle(told.page)
    best = told.look.maps["best"].values.numpy()
    light = pixels(stages(told.page)[0]).sum(2)[::-1]
    cells = np.linspace(0, len(light) - 1, len(best)).astype(int)
    shown = light[np.ix_(cells, cells)]
    assert np.corrcoef(shown.ravel(), best.ravel())[0, 1] > 0.9
    high, low = best >= np.quantile(best, 0.98), best <= np.quantile(best, 0.5)
    assert shown[high].mean() > shown[low].mean() + 200


def test_a_flow_says_that_its_z_is_one_and_shows_its_lattice(visit: Visit) -> None:
    told = trained(visit, f"{MOONS}&p=maximum-likelihood;model=energy;architecture=flow;n_steps=60&y=-")
    expect(told.page.locator("article").first).to_contain_text("Z = 1")
    assert len(ink(pixels(stages(told.page)[0]))) == 0
    told.page.locator("[data-layer='added:flow-lattice']").click()
    flow = told.study.field
    assert isinstance(flow, Flow)
    with torch.no_grad():
        lines = mapped(flow)
    ways = lines.reshape(-1, 122, 2)[:, :121]
    between = torch.stack([ways[:, :-1].lerp(ways[:, 1:], at / 8) for at in range(8)]).reshape(-1, 2)
    inside = between[(between.abs() < 3.9).all(1)].numpy().astype(np.float64)
    told.page.wait_for_function(
        "() => { const { width, height } = document.querySelector('canvas[data-stage]'); "
        "const all = document.querySelector('canvas[data-stage]').getContext('2d').getImageData(0, 0, width, height); "
        "return new Set(all.data).size > 20; }"
    )
    drawn = ink(pixels(stages(told.page)[0]))
    some = drawn[:: max(1, len(drawn) // 400)]
    off = [float(distance_to(inside, (x, y)).min()) for x, y in some.tolist()]
    assert np.quantile(off, 0.95) < 0.06, "ink lies on the lines that the flow maps"
    missed = [float(distance_to(drawn, (x, y)).min()) for x, y in inside[:: max(1, len(inside) // 400)].tolist()]
    assert np.quantile(missed, 0.95) < 0.06, "and every line is drawn"
