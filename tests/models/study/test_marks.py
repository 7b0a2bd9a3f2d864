"""Steps that are waited for until their figures are there."""

from __future__ import annotations

from scorescape.models.study.marks import Marks


def test_marks_are_waited_for_one_after_the_other() -> None:
    marks = Marks([50, 20, 20, 90])
    assert (marks.until(0), marks.at(0)) == (20, False)
    assert (marks.until(20), marks.at(20)) == (0, True), "it stays there until it is measured"
    marks.measured(20)
    assert (marks.until(20), marks.at(20)) == (30, False)
    assert marks.until(60) == 30, "one that was passed is not waited for"
    assert Marks().until(7) > 1_000_000


def test_few_marks_have_the_dear_figures_and_the_last_is_one_of_them() -> None:
    marks = Marks(range(64))
    full = []
    for step in range(64):
        if marks.full(step):
            full.append(step)
        marks.measured(step)
    assert full == [7, 15, 23, 31, 39, 47, 55, 63]
    assert [step for step in (10, 20, 30) if Marks([10, 20, 30]).full(step)] == [10, 20, 30]
    assert not Marks([10]).full(9)


def test_eight_marks_all_have_the_dear_figures_and_of_nine_every_second() -> None:
    assert [step for step in range(8) if Marks(range(8)).full(step)] == list(range(8))
    assert [step for step in range(9) if Marks(range(9)).full(step)] == [0, 2, 4, 6, 8]
