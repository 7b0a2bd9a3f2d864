"""Whatever bytes a file holds, the desk answers: with a target, or with a sentence that is its own."""

from __future__ import annotations

import json

from benchmarks.fuzz_files import answer, faults_of
from tests.models.targets.tables.mutations import mutated


def test_mutated_files_are_answered_or_refused_in_sentences() -> None:
    faults, taken = [], 0
    for name, data in mutated(300, seed=0):
        said = answer(data)
        faults += [f"{name}: {fault}" for fault in faults_of(said)]
        taken += said.target is not None
    assert not faults, json.dumps(faults[:5])
    assert taken > 60, "many of them are still files of points or pictures"


def test_a_fault_would_be_seen() -> None:
    assert faults_of(answer(b"x,y\n1,2\n3,4\n")) == []
    said = answer(b"x,y\n1,2\n")
    assert said.sentence.startswith("The file holds one point")
    assert faults_of(said) == []
    for text in ("list index out of range", "1 validation error for ImportedPoints", "Read it again.", ""):
        assert faults_of(type(said)(None, text, None)), text
    assert faults_of(type(said)(None, "A sentence.", ValueError("x")))
    assert faults_of(type(said)({"components": [{"scale": float("nan")}]}, "", None))
