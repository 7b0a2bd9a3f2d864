"""Files in and out over HTTP: what is imported is what the preview shows, and a drawing's file fits by the command."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorescape.models.targets.picture_files import is_picture
from tests.client import Client
from tests.models.targets.tables.mutations import FILES, mutated

DRAWING = {
    "kind": "drawing",
    "strokes": [
        {"points": [[-2, 0], [0, 1]], "width": 0.3, "softness": 0.5},
        {"source": {"kind": "mixture", "components": [{"weight": 1, "mean": [2, -2], "scale": 0.3}]}, "mass": 2},
        {"shares": [{"at": [2, -2], "share": 0.25}]},
        {"points": [[-2, 0]], "width": 0.3, "erase": True},
    ],
}


def send(server: Client, path: str, data: bytes) -> tuple[int, Any]:
    request = urllib.request.Request(server.url + path, data, {"Content-Type": "application/octet-stream"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def test_points_come_back_as_a_density_that_can_be_previewed(server: Client) -> None:
    rows = "\n".join(f"{100 + i},{200 + (i * 37) % 101}" for i in range(101))
    status, found = send(server, "/api/targets/points?bandwidth_factor=2", f"left,right\n{rows}\nNaN,1\n".encode())
    assert status == 200
    assert (found["n_points"], found["left_out"], found["columns"]) == (101, 1, ["left", "right"])
    assert (found["scaling"], found["can_keep"], found["scale"]) == ("fit", False, pytest.approx([0.06, 0.06]))
    assert found["centre"] == [150, 250]
    assert found["bandwidth"] == pytest.approx(2 * found["silverman"])
    shown = np.frombuffer(base64.b64decode(found["shown"]), dtype="<f4").reshape(-1, 2)
    assert shown.min(axis=0).tolist() == [-3, -3]
    status, preview = server.request("POST", "/api/targets/preview", found["target"])
    assert status == 200
    assert preview["n_components"] == 101
    assert preview["narrowest_scale"] == pytest.approx(found["bandwidth"], rel=1e-3)


def test_points_that_fill_the_box_keep_their_coordinates_unless_told_otherwise(server: Client) -> None:
    data = b"-2 0\n2 1\n0 3\n"
    assert send(server, "/api/targets/points", data)[1]["scaling"] == "keep"
    assert send(server, "/api/targets/points?scaling=fit", data)[1]["scale"] == pytest.approx([1.5, 1.5])


def test_a_picture_is_ink(server: Client) -> None:
    ink = np.zeros((40, 60), dtype=np.uint8)
    ink[5:10, 40:50] = 255
    status, found = send(server, "/api/targets/picture?width=60&height=40", ink.tobytes())
    assert status == 200
    x, y = np.average([each["mean"] for each in found["target"]["components"]], axis=0)
    assert (x, y) == (pytest.approx(15 / 60 * 7, abs=0.1), pytest.approx(12.5 / 60 * 7, abs=0.1))


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("points", b"once upon a time, there\nwas, a king", "no column of numbers"),
        ("points?bandwidth_factor=-1", b"1 2\n3 4", "bandwidth_factor"),
        ("points?scaling=keep", b"1 2\n300 4", "off the box"),
        ("points", b"1 2\n" * 50, "all its 50 points in one place"),
        ("picture?width=2&height=2", b"\x00\x00\x00\x00", "one colour"),
        ("picture?width=2&height=2", b"\x00", "as many bytes"),
        ("picture?width=20000&height=2", b"\x00", "width"),
    ],
)
def test_files_are_refused_in_words(server: Client, path: str, data: bytes, sentence: str) -> None:
    status, answer = send(server, f"/api/targets/{path}", data)
    assert status == 422
    assert sentence in answer["message"]


def test_mutated_files_are_answered_or_refused_and_never_more(server: Client) -> None:
    for name, data in mutated(60, seed=5):
        path = "picture" if is_picture(data) else "points"
        status, answer = send(server, f"/api/targets/{path}", data)
        assert status in (200, 422), name
        assert status == 200 or answer["message"].endswith("."), answer
        status, _ = send(server, "/api/targets/table", data)
        assert status in (200, 422), name


def test_a_picture_file_is_read_as_the_page_reads_it(server: Client) -> None:
    data = (FILES / "letter_turned.jpg").read_bytes()
    status, found = send(server, "/api/targets/picture", data)
    assert status == 200
    means = np.array([each["mean"] for each in found["target"]["components"]])
    assert np.ptp(means[:, 1]) > 2 * np.ptp(means[:, 0])
    data = (FILES / "white_on_transparent.png").read_bytes()
    assert send(server, "/api/targets/picture", data)[0] == 422
    assert send(server, "/api/targets/picture?mass=light", data)[0] == 200


def test_what_is_read_can_be_asked_otherwise(server: Client) -> None:
    data = (FILES / "sep_line.csv").read_bytes()
    status, found = send(server, "/api/targets/points", data)
    assert status == 200
    assert (found["x"], found["y"], found["columns"]) == (1, 2, ["x", "y"])
    assert [(each["name"], each["numeric"], each["role"]) for each in found["table"]["columns"]] == [
        ("id", True, "id"),
        ("x", True, "data"),
        ("y", True, "data"),
    ]
    assert found["table"]["rows"][0] == ["101.0", "1,5", "10,5"]
    assert (found["table"]["delimiter"], found["table"]["decimal"]) == ("semicolon", ",")
    status, other = send(server, "/api/targets/points?x=2&y=0&header=false&scaling=each", data)
    assert (status, other["columns"], other["scaling"]) == (200, ["column 3", "column 1"], "each")


@pytest.mark.parametrize("form", ["csv", "npy"])
def test_samples_are_the_targets_and_come_again_with_their_seed(server: Client, form: str) -> None:
    target = {"kind": "mixture", "components": [{"weight": 1, "mean": [1, -2], "scale": 0.5}]}
    body = json.dumps({"target": target, "n": 4_000, "seed": 7, "format": form}).encode()

    def drawn() -> bytes:
        request = urllib.request.Request(
            server.url + "/api/targets/samples", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bytes(answer.read())

    data = drawn()
    assert data == drawn()
    read = (
        np.loadtxt(io.StringIO(data.decode()), delimiter=",", skiprows=1)
        if form == "csv"
        else np.load(io.BytesIO(data))
    )
    assert read.shape == (4_000, 2)
    np.testing.assert_allclose(read.mean(axis=0), [1, -2], atol=0.03)
    np.testing.assert_allclose(read.std(axis=0), [0.5, 0.5], atol=0.02)


def test_a_drawings_file_is_a_target_of_the_command_line(server: Client, tmp_path: Path) -> None:
    file = tmp_path / "drawing.json"
    file.write_text(json.dumps(DRAWING), encoding="utf-8")
    arguments = ["fit", "--target", str(file), "--objective", "denoising-score-matching", "--model", "score"]
    program = "import sys; from scorescape.server.cli import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--steps", "20", "--seed", "0", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout)["steps"] == 20
    status, preview = server.request("POST", "/api/targets/preview", DRAWING)
    assert status == 200
    assert preview["n_components"] > 10
