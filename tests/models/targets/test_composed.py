"""Compositions as records: names, documents and files inside, their ranges, how deep they may go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorescape.models.errors import InvalidInput, UnknownName
from scorescape.models.targets.composed import nesting
from scorescape.models.targets.compositions.composition import product
from scorescape.models.targets.spec import build_target, composed, load_target, parse_target, target

ONE = {"kind": "mixture", "components": [{"weight": 1, "mean": [0.5, 0], "scale": 0.4}]}


def asked(**values: Any) -> dict[str, Any]:
    return {"kind": "product", "of": ["two-gaussians", ONE], **values}


def nested(depth: int) -> Any:
    return ONE if depth == 0 else {"kind": "union", "of": [nested(depth - 1)]}


def test_names_and_documents_stand_side_by_side() -> None:
    made = build_target(parse_target(asked(powers=[1, 2])))
    by_hand = product([target("two-gaussians"), build_target(parse_target(ONE))], [1, 2]).target
    assert made.fingerprint() == by_hand.fingerprint()


def test_what_is_left_out_is_one_or_equal() -> None:
    assert (
        build_target(parse_target(asked())).fingerprint()
        == build_target(parse_target(asked(powers=[1, 1]))).fingerprint()
    )
    union = parse_target({"kind": "union", "of": ["spiral", ONE]})
    assert float(build_target(union).weights[-1]) == pytest.approx(0.5)


def test_it_is_kept_as_json() -> None:
    spec = parse_target({"kind": "negation", "of": ["spiral", nested(2)], "floor": 0.1})
    assert parse_target(json.loads(spec.model_dump_json())) == spec


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (asked(powers=[0, 1]), r"powers must be numbers in \(0, 16\]; got 0"),
        (asked(powers=[17, 1]), r"powers must be numbers in \(0, 16\]; got 17"),
        (asked(powers=[-1, 1]), "take a negation in place of a negative one"),
        (asked(powers=[1]), "powers must hold one number for each of the 2 targets; got 1"),
        ({"kind": "union", "of": ["spiral"], "weights": [0]}, r"weights must be numbers in \(0, 1e9\]; got 0"),
        (
            {"kind": "union", "of": ["spiral"], "weights": [1, 1]},
            "weights must hold one number for each of the 1 targets",
        ),
        (nested(4), "nested at most 3 deep"),
    ],
)
def test_what_is_refused_and_how(values: Any, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        parse_target(values)


def test_bounds_of_its_own() -> None:
    for floor in (0, 2):
        with pytest.raises(InvalidInput):
            parse_target({"kind": "negation", "of": ["spiral", ONE], "floor": floor})
    for of in ([], ["spiral"], ["spiral"] * 3):
        with pytest.raises(InvalidInput):
            parse_target({"kind": "negation", "of": of})
    with pytest.raises(InvalidInput):
        parse_target({"kind": "product", "of": ["spiral"] * 9})
    with pytest.raises(UnknownName, match="'two-moonz'"):
        build_target(parse_target({"kind": "union", "of": ["two-moonz"]}))


def test_depth_is_counted_of_records_and_of_values() -> None:
    assert nesting(ONE) == 0
    assert nesting(nested(3)) == 3
    assert nesting(parse_target(nested(3))) == 3
    assert build_target(parse_target(nested(3))).n_components == 1
    deep: Any = ONE
    for _ in range(100_000):
        deep = {"kind": "union", "of": [deep]}
    assert nesting(deep) == 4


def test_files_are_named_from_the_folder_of_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    (folder / "one.json").write_text(json.dumps(ONE))
    (folder / "both.json").write_text(json.dumps({"kind": "union", "of": ["one.json", "spiral"]}))
    (tmp_path / "all.json").write_text(json.dumps({"kind": "product", "of": ["parts/both.json", "two-moons"]}))
    spec = load_target(str(tmp_path / "all.json"))
    by_hand = {"kind": "product", "of": [{"kind": "union", "of": [ONE, "spiral"]}, "two-moons"]}
    assert spec == parse_target(by_hand)


def test_a_file_that_names_itself_or_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "self.json"
    path.write_text(json.dumps({"kind": "union", "of": ["self.json"]}))
    with pytest.raises(InvalidInput, match="nested at most 3 deep"):
        load_target(str(path))
    path.write_text(json.dumps({"kind": "union", "of": ["nothing.json"]}))
    with pytest.raises(InvalidInput, match=r"no file '.*nothing\.json'"):
        load_target(str(path))
    path.write_text(json.dumps({"kind": "union", "of": ["nobody"]}))
    with pytest.raises(UnknownName, match="'nobody'"):
        load_target(str(path))


def test_in_a_body_a_path_is_only_a_name_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(ONE))
    with pytest.raises(UnknownName):
        build_target(parse_target({"kind": "union", "of": [str(path)]}))


def test_what_is_said_of_the_inner_ones_is_said_of_the_whole() -> None:
    far = [{"kind": "mixture", "components": [{"weight": 1, "mean": [x, 0], "scale": 0.5}]} for x in (-2.395, 2.395)]
    made = composed(parse_target({"kind": "union", "of": [{"kind": "product", "of": far}, "spiral"]}))
    assert made is not None
    assert "exp(-24.1)" in made.warning
    assert composed(parse_target(ONE)) is None
