"""Somebody else's folder: the wheel, installed, in a folder that holds other packages called models and server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRAP = "raise ImportError('this is somebody else\\'s package')\n"
FIT = ["fit", "--target", "two-gaussians", "--objective", "score-matching", "--steps", "3", "--width", "16", "--json"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's files as its wheel installs them; what it depends on is that of this environment."""
    place = tmp_path_factory.mktemp("installed")
    wheels = tmp_path_factory.mktemp("wheels")
    quiet = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = [*quiet, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(built, check=True, capture_output=True, timeout=300, cwd=wheels)
    [wheel] = wheels.glob("*.whl")
    subprocess.run([*quiet, "install", "--no-deps", "--target", str(place), str(wheel)], check=True, timeout=120)
    return place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's project, with packages of its own under our folders' names."""
    folder = tmp_path_factory.mktemp("theirs")
    for name in ("models", "server"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(TRAP)
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "scorescape", *arguments]


def surroundings(installed: Path, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | {"PYTHONPATH": str(installed), "SCORESCAPE_DATABASE_URL": f"sqlite:///{folder}/gallery.db"}


def test_it_is_the_wheel_that_runs(installed: Path, folder: Path) -> None:
    asked = [sys.executable, "-c", "import scorescape, scorescape.models as m; print(scorescape.__file__, m.__file__)"]
    environment = surroundings(installed, folder)
    said = subprocess.run(asked, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert all(Path(file).is_relative_to(installed) for file in said.stdout.split())
    assert (installed / "scorescape" / "py.typed").exists()


def test_fit_trains_there(installed: Path, folder: Path) -> None:
    environment = surroundings(installed, folder)
    done = subprocess.run(command(*FIT), cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["steps"] == 3


def test_the_server_and_its_page_come_up_there(installed: Path, folder: Path) -> None:
    serving = command("serve", "--port", "0", "--workers", "1")
    process = subprocess.Popen(
        serving, cwd=folder, env=surroundings(installed, folder), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "ready at" in line
        with urllib.request.urlopen(line.split()[-1], timeout=20) as answer:
            page = answer.read().decode()
        script = re.search(r'src="(?:\./|/)?(assets/[^"]+\.js)"', page)
        assert script, "the page is in the wheel"
        with urllib.request.urlopen(f"{line.split()[-1]}/{script.group(1)}", timeout=20) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
