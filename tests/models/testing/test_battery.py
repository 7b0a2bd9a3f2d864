"""How a battery runs: every check by itself, sentences for a person, nothing but what the program needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.testing import ContractBroken, Fault, check_objective, demand
from scorescape.models.testing.battery import run


def kept(kind: type) -> Iterator[str]:
    yield from ()


def broken(kind: type) -> Iterator[str]:
    yield "The first thing is wrong."
    yield "So is the second."


def raising(kind: type) -> Iterator[str]:
    yield "What was found before counts."
    raise ValueError("words of an exception")


def test_every_check_is_run_and_one_that_raises_hides_no_other() -> None:
    faults = run(int, {"a": raising, "b": kept, "c": broken})
    assert [fault.check for fault in faults] == ["a", "c", "c"]
    assert "words of an exception" not in str(faults)
    assert faults[0].message.startswith("int failed under this check (ValueError at line ")


def test_a_demand_lists_every_fault() -> None:
    demand([])
    with pytest.raises(ContractBroken) as refused:
        demand([Fault("law", "It has none."), Fault("words", "It says nothing.")])
    assert str(refused.value) == "law: It has none.\nwords: It says nothing."
    assert isinstance(refused.value, AssertionError)


def test_what_is_ours_keeps_its_contract() -> None:
    assert check_objective(ScoreMatching) == []


def test_it_works_where_only_the_program_is_installed() -> None:
    """No development dependency is imported, and assertions may be off."""
    script = """
import sys
class Absent:
    def find_spec(self, name, *_):
        if name.split(".")[0] in ("pytest", "scipy", "hypothesis", "torchebm"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
from scorescape.models.samplers.mala import Mala
from scorescape.models.lenses.curl_and_divergence import CurlAndDivergenceLens
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.testing import check_lens, check_objective, check_sampler, demand
demand(check_sampler(Mala) + check_lens(CurlAndDivergenceLens) + check_objective(ScoreMatching))
Mala.law = Mala.__mro__[1].law
print(check_sampler(Mala)[0].check)
"""
    done = subprocess.run([sys.executable, "-OO", "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "law\n", done.stderr
