"""What a person names as a target: a preset, a target file, points or a picture, imported as the page imports them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorescape.models.errors import InvalidInput, UnknownName
from scorescape.models.targets.imports import PointsQuery, import_points
from scorescape.models.targets.spec import load_target
from scorescape.models.targets.target_files import FileQuery

FILES = Path(__file__).parents[2] / "fixtures" / "files"


def test_points_become_what_the_page_would_take() -> None:
    path = FILES / "mm_and_g.csv"
    heard: list[str] = []
    target = load_target(str(path), tell=heard.append)
    assert target == import_points(path.read_bytes()).target
    assert heard[0] == "298 points: x is 'bill_length_mm', y is 'body_mass_g'"
    assert heard[1] == "2 rows with an empty cell are left out"
    query = FileQuery(columns="body_mass_g,1", scaling="each")
    turned = import_points(path.read_bytes(), PointsQuery(x=1, y=0, scaling="each"))
    assert load_target(str(path), query) == turned.target


def test_a_picture_becomes_a_target_of_its_dark_or_light_parts() -> None:
    path = str(FILES / "white_on_transparent.png")
    assert load_target(path, FileQuery(mass="light")).mixture().n_components > 50
    with pytest.raises(InvalidInput, match="all of one colour"):
        load_target(path)


def test_json_is_a_target_whatever_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "drawing.txt"
    file.write_text(json.dumps({"kind": "preset", "name": "spiral"}), encoding="utf-8-sig")
    assert load_target(str(file)) == load_target("spiral")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.json", b"{", "is not JSON; export"),
        ("a.json", b"\xff\xfe", "is not JSON; export"),
        ("a.json", b"[" * 100_000, "is not JSON; export"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"x\n1\n2\n", "one column of numbers"),
        ("a.png", b"\x89PNG", "damaged"),
    ],
)
def test_what_is_no_target_is_refused_in_words(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InvalidInput, match=sentence):
        load_target(str(file))


def test_what_is_not_there_is_a_file_or_a_name_as_it_looks(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        load_target(str(tmp_path / "points.csv"))
    with pytest.raises(UnknownName):
        load_target("spirall")


def test_columns_that_are_not_there_are_refused_with_those_that_are() -> None:
    with pytest.raises(InvalidInput, match="there are bill_length_mm, body_mass_g"):
        load_target(str(FILES / "mm_and_g.csv"), FileQuery(columns="a,b"))


@pytest.mark.parametrize("columns", ["0,1", "1,3", "1", "1,2,1", "00001,2"])
def test_places_are_counted_from_one_to_the_last(columns: str) -> None:
    with pytest.raises(InvalidInput, match="takes two columns, such as 1,2; got"):
        load_target(str(FILES / "mm_and_g.csv"), FileQuery(columns=columns))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.truncate(100_600_000)
    with pytest.raises(InvalidInput, match=r"large.csv' holds 101 MB and at most 100 MB can be read\.$"):
        load_target(str(file))
