"""Errors of somebody's file, said by their type and place and never by their own text."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorescape.models.faults import where


def raised(path: Path, text: str, **known: object) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        exec(compile(text, str(path), "exec"), known)
    return caught.value


def test_it_names_the_type_and_the_place_and_keeps_the_text_to_itself(tmp_path: Path) -> None:
    error = raised(tmp_path / "mine.py", "a = 1\n\nb = a / 0\n")
    assert where(error) == "ZeroDivisionError at line 3 of mine.py"


def test_a_file_that_is_not_python_is_placed_by_its_own_word(tmp_path: Path) -> None:
    error = raised(tmp_path / "mine.py", "x = 1\ndef :\n")
    assert where(error) == "SyntaxError at line 2 of mine.py"


def test_a_place_in_the_file_asked_about_is_said_rather_than_a_later_one(tmp_path: Path) -> None:
    other, mine = tmp_path / "other.py", tmp_path / "mine.py"
    library = compile("def fail():\n    raise KeyError('secret')\n", str(other), "exec")
    error = raised(mine, "\n\n\nexec(library, globals())\nfail()\n", library=library)
    assert where(error) == "KeyError at line 2 of other.py"
    assert where(error, mine) == "KeyError at line 5 of mine.py"


def test_this_program_s_own_lines_are_no_place(tmp_path: Path) -> None:
    error = raised(tmp_path / "mine.py", "from scorescape.models.domain import Grid\nGrid(3).reshape(None)\n")
    assert where(error).endswith("at line 2 of mine.py")


def test_an_error_of_nowhere_is_its_type() -> None:
    assert where(MemoryError("much")) == "MemoryError"
