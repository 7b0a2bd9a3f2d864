"""The import's dialog: what it asks, what can be chosen otherwise, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import density_of, target_of, value_at
from tests.browser.test_drawing_files import choose, drop, started, taken
from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
FILES = Path(__file__).parents[1] / "fixtures" / "files"


def test_the_columns_can_be_chosen_and_what_is_asked_is_read_anew(visit: Visit) -> None:
    page = started(visit())
    drop(page, "sep_line.csv", (FILES / "sep_line.csv").read_bytes())
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text('4 points from "x" and "y"')
    expect(sheet.get_by_role("row")).to_have_count(4)
    expect(sheet.get_by_role("cell", name="2,25", exact=True)).to_be_visible()
    expect(sheet.get_by_label("Decimal sign")).to_have_value(",")
    across = sheet.get_by_label("Column for x")
    assert across.locator("option").all_inner_texts() == ["id (id)", "x", "y"]
    across.select_option(label="id (id)")
    expect(sheet).to_contain_text('4 points from "id" and "y"')
    # the other column of the pair changes places
    sheet.get_by_label("Column for y").select_option(label="id (id)")
    expect(sheet).to_contain_text('4 points from "y" and "id"')
    sheet.get_by_label("First row names the columns").uncheck()
    expect(sheet).to_contain_text('from "column 3" and "column 1"')
    sheet.get_by_label("Each axis by its own scale").check()
    expect(sheet).to_contain_text("world units in x and")
    taken(page)
    assert len(target_of(page)["components"]) == 4


def test_columns_that_give_no_density_can_be_left_for_others(visit: Visit) -> None:
    page = started(visit(silent=True))
    rows = "".join(f"7,7,{i % 5},{i % 7}\n" for i in range(40))
    choose(page, "same.csv", f"x,y,left,right\n{rows}".encode())
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("alert")).to_contain_text("all its 40 points in one place")
    assert page.get_by_role("button", name="Take").count() == 0
    sheet.get_by_label("Column for x").select_option(label="left")
    sheet.get_by_label("Column for y").select_option(label="right")
    expect(sheet).to_contain_text('40 points from "left" and "right"')
    expect(sheet.get_by_role("alert")).to_have_count(0)
    taken(page)


def test_far_points_are_left_out_when_that_is_asked(visit: Visit) -> None:
    page = started(visit())
    rng = np.random.default_rng(3)
    rows = "".join(f"{x:.3f},{y:.3f}\n" for x, y in rng.normal(20, 5, (200, 2)))
    drop(page, "sentinel.csv", f"temp,hum\n{rows}-9999,12\n-9999,-9999\n".encode())
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("2 rows hold -9999, far from all others: leave out?").check()
    expect(sheet).to_contain_text("200 points")
    expect(sheet).to_contain_text("2 points far from all others are left out")
    taken(page)
    assert len(target_of(page)["components"]) == 200


def test_white_on_transparent_is_light_mass_that_can_be_chosen(server: Client, visit: Visit) -> None:
    page = started(visit(silent=True))
    choose(page, "white.png", (FILES / "white_on_transparent.png").read_bytes())
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("alert")).to_contain_text("all of one colour")
    sheet.get_by_label("Light is mass").check()
    expect(sheet).to_contain_text("200 × 200 pixels")
    taken(page)
    density = density_of(server, page)
    # the bar of the letter, left of the middle, and nothing in its upper right
    assert value_at(density, (60 - 100) / 200 * 7, 0) > 0.05
    assert value_at(density, (120 - 100) / 200 * 7, 1) < 1e-3


def test_a_turned_picture_stands_as_it_is_to_be_looked_at(server: Client, visit: Visit) -> None:
    page = started(visit())
    densities = []
    for name in ("letter.jpg", "letter_turned.jpg"):
        choose(page, name, (FILES / name).read_bytes())
        expect(page.get_by_role("dialog")).to_contain_text("300 × 600 pixels")
        taken(page)
        page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).kind === 'mixture'")
        densities.append(density_of(server, page))
    up, turned = densities
    assert value_at(up, (70 - 150) / 600 * 7, 2) > 0.05
    assert abs(up - turned).sum() < 0.1 * up.sum()
