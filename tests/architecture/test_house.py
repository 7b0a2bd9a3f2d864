"""The figures of the house, held; and planted faults, so that the figures are known to see."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.house import page, python
from tools.house.circles import circles, folder_circles
from tools.house.sources import Sources
from tools.house.tested import BATTERIES, counted, untested

ROOT = Path(__file__).parents[2]
LONGEST = {"python": 48, "page": 60}
TESTED = 0.6
"""At least this share has a test or a battery of its own: of Python, of the page's modules, of all with components."""


@pytest.fixture(scope="module")
def sources() -> dict[str, Sources]:
    if shutil.which("node") is None or not (ROOT / "frontend/node_modules").is_dir():
        pytest.skip("needs node and the page's packages: run make lint once")
    return {"python": python.sources(ROOT), "page": page.sources(ROOT)}


@pytest.mark.parametrize("language", LONGEST)
def test_files_import_in_no_circle(sources: dict[str, Sources], language: str) -> None:
    assert circles(sources[language].imports) == []


@pytest.mark.parametrize("language", LONGEST)
def test_folders_import_in_no_circle(sources: dict[str, Sources], language: str) -> None:
    assert folder_circles(sources[language].imports) == []


@pytest.mark.parametrize(("language", "most"), LONGEST.items())
def test_a_function_fits_a_screen(sources: dict[str, Sources], language: str, most: int) -> None:
    assert [function for function in sources[language].functions if function.lines > most] == []


def test_most_sources_have_a_test_of_their_own(sources: dict[str, Sources]) -> None:
    code, of_page = counted(sources["python"].lines), counted(sources["page"].lines)
    modules = [file for file in of_page if file.endswith(".ts")]
    for files in (code, modules, code + of_page):
        without = untested(ROOT, files)
        assert 1 - len(without) / len(files) >= TESTED, without


@pytest.mark.parametrize("folder", BATTERIES)
def test_every_battery_holds_its_variants(folder: str) -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*.py")]
    assert len(set(files) - set(untested(ROOT, files))) > 3


# -- planted faults -------------------------------------------------------------------------------------------


def planted(root: Path, files: dict[str, str]) -> Sources:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return python.sources(root, {"house": "house"})


@pytest.mark.parametrize(
    "back",
    [
        "from . import a",
        "from .a import A",
        "import house.a",
        "from house import a",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .a import A",
        "def later():\n    from .a import A",
    ],
)
def test_a_circle_of_files_is_found(tmp_path: Path, back: str) -> None:
    found = planted(tmp_path, {"house/__init__.py": "", "house/a.py": "from .b import B", "house/b.py": back})
    assert circles(found.imports) == [["house/a.py", "house/b.py"]]
    assert folder_circles(found.imports) == []


def test_a_circle_of_folders_is_found_where_no_file_is_on_one(tmp_path: Path) -> None:
    files = {"house/up/one.py": "", "house/up/two.py": "from ..down.one import B", "house/down/one.py": ""}
    assert folder_circles(planted(tmp_path, files).imports) == []
    found = planted(tmp_path, files | {"house/down/two.py": "from ..up.one import A"})
    assert circles(found.imports) == []
    assert folder_circles(found.imports) == [["house/down/", "house/up/"]]


def test_a_file_beside_a_folder_can_be_on_a_circle_with_it(tmp_path: Path) -> None:
    files = {"house/base.py": "", "house/up/one.py": "from .. import base"}
    assert folder_circles(planted(tmp_path, files).imports) == []
    found = planted(tmp_path, files | {"house/base.py": "from .up import two", "house/up/two.py": ""})
    assert folder_circles(found.imports) == [["house/base.py", "house/up/"]]


def test_an_init_is_its_folder(tmp_path: Path) -> None:
    files = {
        "house/up/__init__.py": "from .one import A",
        "house/up/one.py": "from ..base import B",
        "house/base.py": "from .up import A",
    }
    assert folder_circles(planted(tmp_path, files).imports) == [["house/base.py", "house/up/"]]


def test_a_long_function_is_found(tmp_path: Path) -> None:
    method = "    def long(self):\n" + "        pass\n" * 60
    found = planted(tmp_path, {"house/a.py": f"def short():\n    pass\n\n\nclass A:\n{method}"})
    assert [(function.name, function.line, function.lines) for function in found.functions] == [
        ("long", 6, 61),
        ("short", 1, 2),
    ]


def test_links_to_other_packages_are_not_followed(tmp_path: Path) -> None:
    planted(tmp_path, {"other/a.py": "", "house/__init__.py": ""})
    (tmp_path / "house/other").symlink_to(tmp_path / "other")
    assert set(python.sources(tmp_path, {"house": "house"}).lines) == {"house/__init__.py"}


def test_a_circle_of_the_page_s_folders_is_found(tmp_path: Path, sources: dict[str, Sources]) -> None:
    texts = {
        "up/a.ts": "import type { B } from '../down/b';\n",
        "up/c.ts": "export type C = 1;\n",
        "down/b.ts": "export type B = 1;\n",
        "down/D.svelte": "<script lang=\"ts\">\n  type C = import('../up/c').C;\n</script>\n",
        "down/generated.ts": "import type { A } from '../up/a';\n",
    }
    for name, text in texts.items():
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(text)
    found = page.sources(tmp_path, "src")
    assert set(found.lines) == {"src/up/a.ts", "src/up/c.ts", "src/down/b.ts", "src/down/D.svelte"}
    assert circles(found.imports) == []
    assert folder_circles(found.imports) == [["src/down/", "src/up/"]]


def test_only_a_mirror_or_a_battery_run_on_all_counts(tmp_path: Path) -> None:
    folder, (registry, battery) = "models/objectives", BATTERIES["models/objectives"]
    files = {
        f"{folder}/__init__.py": "",
        f"{folder}/mine.py": "class Mine:\n    title = 'Mine'\n",
        f"{folder}/helper.py": "def help(): ...\n",
        f"{folder}/mirrored.py": "",
        "tests/models/objectives/test_mirrored.py": "",
        "frontend/src/x/state.svelte.ts": "",
        "frontend/tests/x/state.test.ts": "",
        "frontend/src/x/View.svelte": "",
        "frontend/src/x/Shown.svelte": "",
        "frontend/tests/x/Shown.test.ts": "",
        "frontend/src/x/State.svelte": "",
        "frontend/tests/x/State.svelte.test.ts": "",
        battery: f"import pytest\nNAMES = sorted({registry})\n\ndef test_one():\n    {registry}.get('mine')\n",
    }
    planted(tmp_path, {"house/a.py": ""} | files)
    sources = [name for name in files if name.startswith((folder, "frontend/src"))]
    assert untested(tmp_path, sources) == [
        "frontend/src/x/View.svelte",
        f"{folder}/helper.py",
        f"{folder}/mine.py",
    ]
    planted(tmp_path, {battery: files[battery] + "@pytest.mark.parametrize('name', NAMES)\ndef test_all(name): ...\n"})
    assert f"{folder}/mine.py" not in untested(tmp_path, sources)
    assert f"{folder}/helper.py" in untested(tmp_path, sources)
