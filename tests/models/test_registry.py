"""A registry trusts nothing that is not its own: names, classes, imports; and what it leaves out it names."""

from __future__ import annotations

import os
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

import pytest

from scorescape.models.errors import InvalidInput, UnknownName
from scorescape.models.registry import Registry, hyphenated
from scorescape.models.settings import Settings, setting

PACKAGE = "scorescape.models.targets.presets"


class Shape(ABC):
    """A base with one text and one method."""

    title: ClassVar[str]

    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    title = "A square"

    def area(self) -> float:
        return 1.0


def registry(base: type[Any] = Shape) -> Registry[Any]:
    """Nothing of ours in it: no preset is a shape."""
    return Registry("shape", PACKAGE, base, "scorescape.shapes-of-tests")


def test_a_class_is_added_by_a_call_or_as_a_decorator() -> None:
    shapes = registry()
    assert shapes.add(Square) is Square
    shapes.add(Square, "a-square")

    @shapes.add(name="round-one")
    class Disc(Square):
        pass

    @shapes.add
    class UnitDisc(Square):
        pass

    assert dict(shapes.items()) == {
        "a-square": Square, "round-one": Disc, "square": Square, "unit-disc": UnitDisc
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ScoreMatching", "score-matching"), ("MALA", "mala"), ("HMCWalk", "hmc-walk"), ("my_own2", "my-own2")],
)
def test_a_name_is_the_class_s_hyphenated(name: str, expected: str) -> None:
    assert hyphenated(name) == expected


def wanted(kind: Any, name: str | None, *words: str) -> None:
    """Adding is refused in one sentence with these words, and nothing is added."""
    shapes = registry()
    shapes.add(Square)
    with pytest.raises(InvalidInput) as refused:
        shapes.add(kind, name)
    sentence = refused.value.message
    assert all(word in sentence for word in words), sentence
    assert sentence.endswith(".")
    assert dict(shapes.items()) == {"square": Square}


def test_what_is_no_finished_class_of_the_base_is_refused() -> None:
    class Half(Shape):
        pass

    wanted(Half, None, "Half", "area")
    wanted(Shape, None, "Shape")
    wanted(Square(), "mine", "Square", "class")
    wanted(print, None, "print", "Shape")
    wanted(3, "mine", "int", "Shape")


def test_a_name_that_is_taken_or_none_is_refused() -> None:
    class Other(Square):
        pass

    wanted(Other, "square", "'square'", "rename")
    wanted(Other, "Other One", "'Other One'", "hyphens")
    wanted(Other, "", "''")


def test_our_own_are_replaced_by_nobody() -> None:
    from scorescape.models.objectives import OBJECTIVES

    ours = OBJECTIVES.get("score-matching")

    class ScoreMatching(ours):  # type: ignore[valid-type,misc]
        """An impostor."""

    with pytest.raises(InvalidInput, match="built in"):
        OBJECTIVES.add(ScoreMatching)
    assert OBJECTIVES.get("score-matching") is ours


def test_a_cell_run_again_replaces_its_own_class() -> None:
    shapes = registry()

    def cell(title: str) -> type[Shape]:
        return type("Mine", (Square,), {"title": title, "__module__": "__main__", "__qualname__": "Mine"})

    shapes.add(cell("before"))
    shapes.add(cell("after"))
    assert shapes.get("mine").title == "after"


def test_what_a_class_leaves_unsaid_is_filled_in() -> None:
    class OnePlain(Shape):
        def area(self) -> float:
            return 2.0

    shapes = registry()
    shapes.add(OnePlain)
    assert shapes.get("one-plain").title == "One plain"


def test_facts_and_settings_that_no_page_can_show_are_refused() -> None:
    class Numbered(Square):
        title = 5  # type: ignore[assignment]

    wanted(Numbered, None, "Numbered", "title", "text")

    class Base(Settings):
        pass

    class Odd(Base):
        odd: type[Any] = setting(int, title="odd", description="No form has a field for it.")

    records = registry(Base)
    with pytest.raises(InvalidInput, match="no form can show"):
        records.add(Odd)


def test_only_final_classes_of_a_file_are_variants() -> None:
    class Module:
        __name__ = __name__
        base, final, imported = Square, type("Final", (Square,), {"__module__": __name__}), Registry

    assert registry().variants(Module()) == [Module.final]


def test_a_plug_in_can_be_left_out_later_but_nothing_of_ours() -> None:
    from scorescape.models.samplers import SAMPLERS

    shapes = registry()
    shapes.add(Square)
    shapes.leave_out("square", "It cannot be shown; mend it.")
    assert list(shapes) == []
    with pytest.raises(InvalidInput, match="It cannot be shown"):
        shapes.get("square")
    SAMPLERS.leave_out("langevin", "Never said.")
    assert "langevin" in SAMPLERS
    assert not SAMPLERS.faults


def test_an_unknown_name_lists_the_known() -> None:
    shapes = registry()
    shapes.add(Square)
    with pytest.raises(UnknownName, match="square"):
        shapes.get("circle")


# -- installed plug-ins ------------------------------------------------------------------------------------

PLUGINS = {
    "score-matching": "plain_plugin:Impostor",
    "dumps": "json:dumps",
    "divides": "dividing_plugin:Mine",
    "absent": "absent_plugin:Mine",
    "leaves": "leaving_plugin:Mine",
    "half": "plain_plugin:Half",
    "fine": "plain_plugin:Fine",
}
FILES = {
    "plain_plugin.py": """
from scorescape.models.objectives.base import Objective
print("loud at import")
class Half(Objective):
    pass
class Impostor(Objective):
    def loss(self, model, x, state, generator):
        return x.sum(), state
class Fine(Impostor):
    title = "Fine"
""",
    "dividing_plugin.py": "one = 1\n\nhalf = one / 0  # planted\n",
    "leaving_plugin.py": "raise SystemExit(7)\n",
}
ASK = """
from scorescape.models.objectives import OBJECTIVES
import json
print(json.dumps({"names": list(OBJECTIVES), "faults": dict(OBJECTIVES.faults)}))
"""


def installed(folder: Path, points: dict[str, str], files: dict[str, str], group: str = "scorescape.objectives") -> str:
    """A package as an installer leaves it, and the PYTHONPATH that finds it."""
    for name, text in files.items():
        (folder / name).write_text(text)
    about = folder / "plugins_of_tests-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plugins-of-tests\nVersion: 1.0\n")
    lines = [f"{name} = {value}" for name, value in points.items()]
    (about / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines, ""]))
    return os.pathsep.join([str(folder), *filter(None, sys.path)])


def test_installed_plug_ins_are_taken_in_or_named_with_their_fault(tmp_path: Path) -> None:
    import json

    environment = os.environ | {"PYTHONPATH": installed(tmp_path, PLUGINS, FILES)}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    found = json.loads(done.stdout)  # and nothing a plug-in printed
    assert "loud at import" in done.stderr
    assert "fine" in found["names"]
    assert len(found["names"]) == 13
    faults = found["faults"]
    assert faults.keys() == PLUGINS.keys() - {"fine"}
    assert "built in" in faults["score-matching"]
    assert "dumps is no objective" in faults["dumps"]
    assert "ZeroDivisionError at line 3 of dividing_plugin.py" in faults["divides"]
    assert "ModuleNotFoundError" in faults["absent"]
    assert "SystemExit" in faults["leaves"]
    assert "does not define loss" in faults["half"]
    assert all("division by zero" not in sentence and sentence.count("\n") == 0 for sentence in faults.values())
