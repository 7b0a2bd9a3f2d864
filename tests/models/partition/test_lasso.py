"""A lasso: what is refused, in which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorescape.models.errors import InvalidInput
from scorescape.models.partition.lasso import Lasso, read_lasso

REFUSED: dict[str, tuple[Any, str]] = {
    "two points": ([[0, 0], [1, 1]], "at least 3 different corners; got 2"),
    "three points of which two are one": ([[0, 0], [0, 0], [1, 1]], "got 2"),
    "a crossing": ([[0, 0], [2, 2], [2, 0], [0, 2]], "crosses or touches itself"),
    "outside": ([[5, 5], [6, 5], [6, 6]], r"leaves the box: its corner \(5, 5\) must have both numbers in \[-4, 4\]"),
    "half outside": ([[0, 0], [4.5, 0], [0, 1]], r"its corner \(4.5, 0\)"),
    "a line": ([[0, 0], [1, 1], [2, 2]], "crosses|no area"),
    "too many": ([[i / 1000, 0] for i in range(1001)], "at most 1,000 corners; got 1,001"),
    "text": ([[0, 0], ["a", 0], [2, 0]], r"Corner 2 of the polygon must be \[x, y\], two numbers; got \['a', 0\]"),
    "a number that is none": ([[float("nan"), 0], [1, 1], [2, 0]], "Corner 1 of the polygon"),
    "a truth": ([[0, 0], [1, 1], [True, 0]], "Corner 3 of the polygon"),
    "a number beyond all others": ([[10**400, 0], [1, 1], [2, 0]], "Corner 1|leaves the box"),
    "three coordinates": ([[0, 0, 0], [1, 1], [2, 0]], "Corner 1 of the polygon"),
    "no list": (3, "polygon must be a list of corners"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_lasso_that_means_no_region_is_refused_in_a_sentence(name: str) -> None:
    polygon, sentence = REFUSED[name]
    with pytest.raises(InvalidInput, match=sentence) as refusal:
        Lasso.parse({"polygon": polygon})
    assert "\n" not in refusal.value.message


def test_a_lasso_may_be_closed_by_hand_and_touch_the_border_of_the_box() -> None:
    found = Lasso.parse({"polygon": [[-4, -4], [4, -4], [4, -4], [4, 4], [-4, -4]]})
    assert sorted(map(tuple, found.corners().tolist())) == [(-4, -4), (4, -4), (4, 4)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("[[0, 0]]", "is no lasso"), ("{", "is no lasso"), ('{"poly": []}', "no setting 'poly'|missing")],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "lasso.json"
    file.write_text(text)
    with pytest.raises(InvalidInput, match=sentence):
        read_lasso(str(file))
    with pytest.raises(InvalidInput, match="no file"):
        read_lasso(str(tmp_path / "none.json"))
