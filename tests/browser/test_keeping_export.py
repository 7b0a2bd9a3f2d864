"""What leaves the page, read as the people read it who get it."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect

from tests.client import Client

from .test_keeping import LINK, elsewhere, phases

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.fixture
def page(visit: Visit) -> Page:
    """Two trained panels, one of them an energy, with particles that walk."""
    page = visit(LINK, accept_downloads=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Train", exact=True).click()
    phases(page, "finished", 2)
    page.get_by_role("button", name="Sample", exact=True).click()
    expect(page.locator("article[data-sampling=walking]")).to_have_count(2)
    page.get_by_role("button", name="Export", exact=True).click()
    return page


def taken(page: Page, button: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
    return waiting.value


def body(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def pixels(png: bytes) -> NDArray[np.uint8]:
    """(height, width, 4)"""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def test_a_picture_of_all_panels_has_its_title_its_panels_and_its_legend(page: Page) -> None:
    download = taken(page, "PNG")
    assert download.suggested_filename == "scorescape-two-gaussians-20-and-80.png"
    shown = pixels(body(download))
    assert shown.shape == (2 * (24 + 44 + 48 + 360 + 52 + 40 + 24), 2 * (2 * 24 + 2 * 360 + 16), 4)
    ground = shown[4, 4, :3].astype(int)
    differs = np.abs(shown[:, :, :3].astype(int) - ground).sum(2) > 60

    def ink(x: int, y: int, width: int, height: int) -> float:
        return float(differs[2 * y : 2 * (y + height), 2 * x : 2 * (x + width)].mean())

    assert ink(24, 24, 300, 36) > 0.02, "the title"
    assert ink(24, 70, 22, 22) > 0.5, "the number of panel 1 in its colour"
    assert ink(24, 116, 360, 360) > 0.1, "the picture of panel 1"
    assert ink(24 + 376, 116, 360, 360) > 0.1, "the picture of panel 2"
    assert ink(24, 528, 700, 40) > 0.01, "the legend"
    left, right = shown[240:900, 60:700], shown[240:900, 820:1460]
    assert np.abs(left.astype(int).mean((0, 1)) - right.astype(int).mean((0, 1))).sum() > 1, "each its own"
    # arrows are drawn at twice the page's pixels, not blown up: neighbouring pixels differ as sharply as on the page
    strip = shown[240:900, 60:700, :3].astype(int)
    assert np.abs(np.diff(strip, axis=1)).sum(2).max() > 200


def test_a_picture_of_one_panel_has_one(page: Page) -> None:
    page.get_by_role("dialog").get_by_label("Of", exact=False).first.select_option("1")
    download = taken(page, "PNG")
    assert (
        download.suggested_filename
        == "scorescape-two-gaussians-20-and-80-panel-2-maximum-likelihood-grid-z-reference.png"
    )
    width, height = struct.unpack(">II", body(download)[16:24])
    assert (width, height) == (2 * (48 + 360), 2 * (24 + 44 + 48 + 360 + 52 + 40 + 24))


def test_a_chart_is_an_svg_of_what_the_large_chart_shows(page: Page) -> None:
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Measure", exact=True).select_option("angle_deg")
    sheet.get_by_role("radio", name="Equal seconds").click()
    download = taken(page, "SVG")
    assert download.suggested_filename == "scorescape-two-gaussians-20-and-80-angle-to-the-exact-score.svg"
    said = texts(body(download))
    assert "angle to the exact score (degrees)" in said
    assert "training time (s)" in said
    assert {"1 Score matching (exact trace)", "Two Gaussians, 20 % and 80 %: angle to the exact score"} <= set(said)
    assert any(each.startswith("2 Maximum likelihood") for each in said)
    page.keyboard.press("Escape")
    page.locator("[data-action=enlarge]").click()
    chart = page.locator(".chart[data-measure=angle_deg]")
    expect(chart).to_have_attribute("data-curves", "2")
    expect(chart.locator(".xtitle")).to_have_text("training time (s)")
    on_page = chart.locator(".scatterlayer .trace path.js-line").evaluate_all(
        "(all) => all.map((each) => [each.style.stroke, each.getAttribute('d').split('L').length])"
    )
    assert [[colour, n] for colour, n in curves(body(download))] == on_page
    page.get_by_label("Measure", exact=True).select_option("relative_fisher_error")
    again = taken(page, "SVG")
    assert any("Fisher error" in each for each in texts(body(again)))


def texts(svg: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def curves(svg: bytes) -> list[tuple[str, int]]:
    """Colour and number of points of each line."""
    [layer] = [each for each in ET.fromstring(svg).iter() if "scatterlayer" in each.get("class", "")]
    lines = [each for each in layer.iter() if "js-line" in each.get("class", "")]
    strokes = [dict(part.strip().split(": ") for part in line.get("style", "").split(";") if part) for line in lines]
    return [(style["stroke"], line.get("d", "").count("L") + 1) for style, line in zip(strokes, lines, strict=True)]


def gif_frames(data: bytes) -> tuple[int, int, list[int]]:
    """Width, height and the delay of every frame in hundredths of a second, read block by block (GIF89a)."""
    assert data[:6] == b"GIF89a"
    width, height = struct.unpack("<HH", data[6:10])
    at = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    delays: list[int] = []
    frames = 0
    while data[at] != 0x3B:
        if data[at] == 0x21:
            if data[at + 1] == 0xF9:
                delays.append(struct.unpack("<H", data[at + 4 : at + 6])[0])
            at += 2
        else:
            assert data[at] == 0x2C
            frames += 1
            flags = data[at + 9]
            at += 10 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0) + 1
        while data[at]:
            at += data[at] + 1
        at += 1
    assert frames == len(delays)
    return width, height, delays


def recorded(page: Page, kind: str, seconds: int) -> Download:
    page.get_by_role("dialog").get_by_role("button", name=f"Record {kind}").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    bar = page.locator(f"[data-recording={kind.lower()}]")
    expect(bar).to_contain_text(f"Recording {kind}")
    page.wait_for_function(
        "(least) => Number(/: (\\d+) of/.exec(document.querySelector('[data-recording]').textContent)[1]) >= least",
        arg=seconds,
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Stop and save").click()
    expect(bar).to_have_count(0)
    return waiting.value


def test_a_gif_shows_the_panels_as_they_move(page: Page) -> None:
    download = recorded(page, "GIF", 2)
    assert download.suggested_filename.endswith(".gif")
    width, height, delays = gif_frames(body(download))
    assert (width, height) == (784, 592)
    assert len(delays) >= 3
    assert set(delays) == {10}


def test_a_webm_is_a_video_of_the_time_it_was_recorded_for(page: Page) -> None:
    download = recorded(page, "WebM", 2)
    data = body(download)
    assert download.suggested_filename.endswith(".webm")
    assert data[:4] == b"\x1a\x45\xdf\xa3"
    assert b"webm" in data[:64]
    played = page.evaluate(
        """async (bytes) => {
            const video = document.createElement('video');
            video.muted = true;
            video.src = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'video/webm' }));
            const happened = (name) => new Promise((done) => video.addEventListener(name, done, { once: true }));
            await happened('loadeddata');
            // a recording of unknown length knows it once its end has been looked for
            video.currentTime = 1e6;
            await happened('seeked');
            return [video.videoWidth, video.videoHeight, video.duration];
        }""",
        list(data),
    )
    assert played[:2] == [784, 592]
    assert 1 < played[2] < 120


def test_the_figures_are_those_of_the_server(page: Page, server: Client) -> None:
    exported = json.loads(body(taken(page, "JSON")))
    run = page.locator("article[data-panel]").first.get_attribute("data-run")
    assert exported["experiment"]["runs"][0]["run"] == run
    last = [entry for entry in exported["history"] if entry["run"] == run][-1]
    assert last["step"] == 150
    shown = float(page.locator("article[data-panel]").first.get_attribute("data-error") or "nan")
    assert last["values"]["relative_fisher_error"] == shown


def both(page: Page, button: str) -> list[Download]:
    """The files of both panels."""
    files: list[Download] = []
    page.on("download", lambda file: files.append(file))  # a built-in method cannot listen
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Saved")
    page.wait_for_function("() => document.querySelector('dialog [role=status]').textContent.includes('panel-2')")
    while len(files) < 2:
        page.wait_for_event("download")
    return files


def test_the_snippet_rebuilds_every_network_and_its_field(page: Page, tmp_path: Path) -> None:
    grids = {}
    for place in ("0", "1"):
        page.get_by_role("dialog").get_by_label("Of", exact=False).first.select_option(place)
        weights, arrays = taken(page, "Safetensors"), taken(page, "NPZ")
        (tmp_path / weights.suggested_filename).write_bytes(body(weights))
        with np.load(io.BytesIO(body(arrays))) as file:
            grids[place] = dict(file)
        page.get_by_role("dialog").get_by_role("button", name="Copy", exact=True).click()
        expect(page.get_by_role("dialog").get_by_role("button", name="Copied")).to_be_visible()
        code = page.evaluate("() => navigator.clipboard.readText()")
        assert weights.suggested_filename in code
        points, answer = tmp_path / "points.npy", tmp_path / "answer.npz"
        np.save(points, grids[place]["points"].reshape(-1, 2).astype(np.float32))
        energy = "field.energy(points)" if place == "1" else "torch.zeros(len(points))"
        check = (
            "import numpy\ntorch.set_num_threads(1)\ntorch.set_grad_enabled(False)  # both as in the server's workers\n"
            f'points = torch.from_numpy(numpy.load("{points}"))\n'
            f'numpy.savez("{answer}", score=field.score(points), energy={energy})\n'
        )
        done = subprocess.run(
            [sys.executable, "-c", code + check], cwd=tmp_path, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        objective = ("score-matching", "maximum-likelihood")[int(place)]
        assert f"{objective} after 150 steps" in done.stdout
        with np.load(answer) as file:
            rebuilt = dict(file)
        np.testing.assert_allclose(rebuilt["score"], grids[place]["learnt_score"].reshape(-1, 2), rtol=0, atol=1e-6)
        if place == "1":
            learnt = grids[place]["learnt_energy"].reshape(-1)
            np.testing.assert_allclose(rebuilt["energy"], learnt, rtol=0, atol=1e-6)
            assert "energy" in code
    assert np.abs(grids["0"]["learnt_score"] - grids["1"]["learnt_score"]).max() > 0.01
    assert grids["0"]["particles"].shape == (400, 2)


def test_both_panels_make_two_files(page: Page) -> None:
    files = both(page, "NPZ")
    names = sorted(file.suggested_filename for file in files)
    assert [name.split("-panel-")[1][0] for name in names] == ["1", "2"]
    for file in files:
        arrays = np.load(io.BytesIO(body(file)))
        assert arrays["learnt_score"].shape == (128, 128, 2)
        assert np.isfinite(arrays["learnt_score"]).all()


def test_what_the_server_refuses_is_said(server: Client, chromium: Browser) -> None:
    with elsewhere(chromium, f"{server.url}/{LINK}") as page:
        expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
        for experiment in server.request("GET", "/api/experiments")[1]:
            server.request("DELETE", f"/api/experiments/{experiment['id']}")
        page.get_by_role("button", name="Export", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="JSON", exact=True).click()
        expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("no longer here; start it again")
