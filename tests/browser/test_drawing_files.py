"""Files into the drawing and out of it, by drop, paste and button; what cannot be read is refused, nothing is lost."""

from __future__ import annotations

import base64
import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.pad import blank, density_of, preview_of, target_of, tool, value_at, wait_for_marks
from tests.browser.test_page import draw
from tests.client import Client

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

DROP = """(element, [name, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const type of ['dragover', 'drop'])
        element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
PASTE = """(text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, name: str, data: bytes) -> None:
    page.get_by_test_id("pad").evaluate(DROP, [name, base64.b64encode(data).decode()])


def choose(page: Page, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("File to import").set_input_files([file])  # type: ignore[list-item]


def npy(array: object) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def png(grey: np.ndarray) -> bytes:  # type: ignore[type-arg]
    """A greyscale PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = grey.shape
    rows = b"".join(b"\x00" + row.astype(np.uint8).tobytes() for row in grey)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def started(page: Page) -> Page:
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()
    return page


def taken(page: Page, button: str = "Take instead") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_dropped_csv_is_shown_first_and_taken_then(server: Client, visit: Visit) -> None:
    page = started(visit())
    rng = np.random.default_rng(0)
    points = np.concatenate([rng.normal([100, 5], 3, (300, 2)), rng.normal([160, 35], 3, (100, 2))])
    text = "time;left;right\n" + "\n".join(f"a;{x:.3f};{y:.3f}" for x, y in points) + "\nb;;3\nc;nan;4\n"
    before = target_of(page)
    drop(page, "walk.csv", text.encode())
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text('400 points from "left" and "right"')
    expect(sheet).to_contain_text("2 rows with an empty cell are left out")
    expect(sheet).to_contain_text("on both axes")
    expect(sheet.get_by_label("Keep the coordinates")).to_be_disabled()
    assert target_of(page) == before, "only shown"
    taken(page)
    masses = [mode["mass"] for mode in preview_of(server, page)["modes"]]
    assert masses[:2] == pytest.approx([0.75, 0.25], abs=0.03)
    # one step: undo brings the preset back
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).kind === 'preset'")


def test_pasted_points_keep_their_coordinates_and_strokes_go_on_top(server: Client, visit: Visit) -> None:
    page = started(visit())
    rng = np.random.default_rng(1)
    points = rng.uniform(-2, 2, (500, 2)) * [1, 0.5] - [1, 1]
    page.evaluate(PASTE, "\n".join(f"{x:.4f}\t{y:.4f}" for x, y in points))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("The coordinates stay as they are")
    wide = sheet.get_by_text("world units wide").inner_text()
    slider = sheet.get_by_label("Bandwidth", exact=True)
    slider.focus()
    slider.press("End")
    slider.press("Tab")
    expect(sheet.get_by_text("world units wide")).not_to_have_text(wide)
    slider.focus()
    slider.press("Home")
    expect(sheet.get_by_text("world units wide")).to_contain_text("Each is 0.0")
    taken(page)
    imported = preview_of(server, page)
    assert imported["n_components"] == 500
    assert imported["narrowest_scale"] < 0.1
    tool(page, "brush")
    draw(page, (-3, 3), (3, 3))
    cloud, _ = wait_for_marks(page, 2)
    assert len(cloud["source"]["components"]) == 500
    assert preview_of(server, page)["n_components"] > 520
    # the selection tool picks the cloud up as a whole
    tool(page, "select")
    draw(page, tuple(points[0]), (points[0][0] + 1, points[0][1]))
    page.wait_for_function("() => JSON.parse(localStorage.getItem('scorescape.target')).strokes[0].shift[0] > 0.9")


def test_an_npy_file_of_many_points_is_gathered_exactly(server: Client, visit: Visit) -> None:
    page = started(visit())
    points = np.random.default_rng(2).normal([3.0, -1.0], [1.0, 0.5], (20_000, 2)).astype(np.float32)
    choose(page, "points.npy", npy(points))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("20\u202f000 points")
    expect(sheet).to_contain_text("gathered into")
    taken(page)
    target = target_of(page)
    weights = np.array([each["weight"] for each in target["components"]])
    means = np.array([each["mean"] for each in target["components"]])
    assert 1_000 < len(weights) <= 2_000
    scale = 6 / np.ptp(points, axis=0).max()
    centre = (points.max(axis=0) + points.min(axis=0)) / 2
    np.testing.assert_allclose(
        weights @ means / weights.sum(), (points.astype(float).mean(axis=0) - centre) * scale, atol=1e-3
    )


def test_a_picture_dark_or_light_and_on_top_of_the_drawing(server: Client, visit: Visit) -> None:
    page = started(visit())
    blank(page)
    draw(page, (-3, -3.7), (3, -3.7))
    wait_for_marks(page, 1)
    grey = np.full((120, 160), 255, dtype=np.uint8)
    grey[10:40, 100:150] = 0
    drop(page, "square.png", png(grey))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("160 × 120 pixels")
    expect(sheet.get_by_label("Dark is mass")).to_be_checked()
    sheet.get_by_label("Light is mass").check()
    expect(sheet.get_by_label("Light is mass")).to_be_enabled()
    sheet.get_by_label("Dark is mass").check()
    expect(sheet.get_by_label("Dark is mass")).to_be_enabled()
    taken(page, "Add to the drawing")
    wait_for_marks(page, 2)
    density = density_of(server, page)
    x, y = (125 - 80) / 160 * 7, (60 - 25) / 160 * 7
    assert value_at(density, x, y) > 0.1
    assert value_at(density, -x, y) < 1e-3
    assert value_at(density, 0, -3.7) > 0.1


def grey_header(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    )


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("tale.csv", b"once upon a time, there was\na king, who had, no numbers\n", "no column of numbers"),
        ("empty.csv", b"", "The file is empty"),
        ("one.csv", b"x,y\n1,2\n", "holds one point"),
        ("same.csv", b"x,y\n" + b"1,2\n" * 9, "all its 9 points in one place"),
        ("cube.npy", npy(np.zeros((3, 2, 2))), "save one array of shape (n, 2)"),
        ("objects.npy", npy(np.array([[{}, {}]], dtype=object)), "Python objects"),
        ("huge.png", grey_header(20_000, 10_000), "200 megapixels and at most 40"),
        ("white.png", png(np.full((50, 50), 255, dtype=np.uint8)), "all of one colour"),
        ("broken.png", grey_header(20, 10), "damaged"),
        ("other.json", b'{"kind": "nonsense"}', "holds no target"),
        ("bad.json", b'{"kind": "drawing", "strokes": [{"points": [[9, 9]]}]}', "inside the box"),
        ("large.csv", b"1,2\n" * 2_100_000, "at most 8 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-5:] else "",
)
def test_what_cannot_be_read_is_refused_and_the_drawing_stays(
    visit: Visit, name: str, data: bytes, sentence: str
) -> None:
    page = started(visit(silent=True))  # the browser logs what the server refuses
    blank(page)
    draw(page, (-2, 0), (2, 0))
    wait_for_marks(page, 1)
    before = target_of(page)
    choose(page, name, data)
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("alert")).to_contain_text(sentence)
    expect(sheet.get_by_role("alert")).to_contain_text("The drawing is as it was")
    assert page.get_by_role("button", name="Take").count() == 0
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    assert target_of(page) == before


def test_an_exported_drawing_fits_on_the_command_line_and_comes_back_by_drop(
    server: Client, visit: Visit, tmp_path: Path
) -> None:
    page = started(visit("#t=preset.two-moons"))
    expect(page.locator("li[data-mode]")).to_have_count(2)
    tool(page, "soft")
    draw(page, (-3, 3), (3, 3))
    wait_for_marks(page, 2)
    # the shares of the drawing with the stroke, not those before it
    page.wait_for_function("() => performance.getEntriesByName('stroke-to-density').length > 0")
    box = page.get_by_label("Share of mode 1", exact=True)
    box.fill("40")
    box.press("Enter")
    wait_for_marks(page, 3)
    fingerprint = preview_of(server, page)["fingerprint"]
    page.get_by_role("button", name="Export the drawing").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON", exact=True).click()
    file = tmp_path / "drawing.json"
    download.value.save_as(file)
    arguments = ["fit", "--target", str(file), "--objective", "denoising-score-matching", "--model", "score"]
    program = "import sys; from scorescape.server.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, *arguments, "--steps", "10", "--seed", "0", "--json"]
    fitted = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert fitted["steps"] == 10
    other = started(visit())
    drop(other, "drawing.json", file.read_bytes())
    expect(other.get_by_role("dialog")).to_contain_text("A drawing of 3 marks")
    taken(other)
    wait_for_marks(other, 3)
    assert preview_of(server, other)["fingerprint"] == fingerprint


def test_exported_samples_are_points_that_come_back_in_place(server: Client, visit: Visit, tmp_path: Path) -> None:
    page = started(visit("#t=preset.eight-gaussians"))
    page.get_by_role("button", name="Export the drawing").click()
    page.get_by_label("Points", exact=True).fill("3000")
    read = {}
    for form in ("CSV", "NPY"):
        with page.expect_download() as download:
            page.get_by_role("button", name=form, exact=True).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        read[form] = (
            np.load(file) if form == "NPY" else np.loadtxt(file, delimiter=",", skiprows=1)  # the header says x,y
        )
    np.testing.assert_array_equal(read["CSV"], read["NPY"])
    assert read["NPY"].shape == (3_000, 2)
    page.keyboard.press("Escape")
    drop(page, "samples.csv", (tmp_path / "samples.csv").read_bytes())
    expect(page.get_by_role("dialog")).to_contain_text("The coordinates stay as they are")
    page.get_by_role("dialog").get_by_label("Bandwidth", exact=True).focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("dialog").get_by_text("world units wide")).to_contain_text("Each is 0.0")
    taken(page)
    masses = [mode["mass"] for mode in preview_of(server, page)["modes"][:8]]
    assert masses == pytest.approx([1 / 8] * 8, abs=0.03)
