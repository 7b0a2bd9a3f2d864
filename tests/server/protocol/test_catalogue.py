"""The catalogue answers whatever plug-ins are installed, and names those it had to leave out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from torch import Generator, Tensor

from scorescape.models.errors import InvalidInput
from scorescape.models.networks.base import Network
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Objective
from scorescape.models.registry import Registry
from scorescape.server.protocol import catalogue as module


class Mine(Objective[None]):
    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        return model.score(x).sum(), None


class Odd(Mine):
    learns: ClassVar[Any] = frozenset({"everything"})


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[Any]]:
    """A registry of objectives that this test alone fills."""
    copy: Registry[Any] = Registry("objective", "scorescape.models.objectives", Objective, "scorescape.objectives")
    monkeypatch.setattr(module, "OBJECTIVES", copy)
    module.catalogue.cache_clear()
    yield copy
    module.catalogue.cache_clear()


def test_an_objective_of_somebody_is_listed_beside_ours(own: Registry[Any]) -> None:
    own.add(Mine)
    found = module.catalogue()
    assert {entry.name for entry in found.objectives} == {"mine", *OBJECTIVES}
    assert next(entry.title for entry in found.objectives if entry.name == "mine") == "Mine"
    assert found.faults == []


def test_what_cannot_be_described_is_a_named_fault(own: Registry[Any]) -> None:
    own.add(Odd)
    own.add(Mine)
    found = module.catalogue()
    assert {entry.name for entry in found.objectives} == {"mine", *OBJECTIVES}
    (fault,) = found.faults
    assert (fault.kind, fault.name) == ("objective", "odd")
    assert fault.message.startswith("The objective 'odd' cannot be shown (")
    with pytest.raises(InvalidInput, match="cannot be shown"):
        own.get("odd")


def test_a_fault_of_ours_is_raised(own: Registry[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own.get("score-matching"), "learns", frozenset({"everything"}))
    with pytest.raises(ValueError, match="learns"):
        module.catalogue()


FACTS = """
import json
FACTS = {"title", "equation", "explanation", "source", "question", "summary", "loss_unit"}
from scorescape.server.protocol.catalogue import catalogue
entries = (*catalogue().objectives, *catalogue().samplers, *catalogue().lenses)
print(json.dumps([list(e.model_dump(include=FACTS).values()) for e in entries]))
"""


def test_without_docstrings_it_says_the_same() -> None:
    """`python -OO` drops docstrings: what the program shows is data of the class."""
    plain, bare = (
        json.loads(subprocess.run([sys.executable, *flags, "-c", FACTS], capture_output=True, check=True).stdout)
        for flags in ([], ["-OO"])
    )
    assert bare == plain
    assert all(facts and all(facts) for facts in bare), "nothing is empty"
    assert {facts[-1] for facts in bare if len(facts) == 6} == {"1", "nats", "1/unit^2"}, "objectives have a loss"


def test_one_kinds_catalogue_holds_nothing_of_another() -> None:
    whole, score = module.catalogue(), module.catalogue().of("score")
    assert [each.name for each in score.processes] == ["score"]
    assert score.processes[0].first == "train"
    assert score.objectives == whole.objectives
    assert score.lenses == whole.lenses
    assert score.demonstrations == [each for each in whole.demonstrations if each.scene.kind == "score"] != []
    nothing = module.catalogue().of("no-such-kind")
    assert (nothing.processes, nothing.demonstrations, nothing.objectives, nothing.samplers) == ([], [], [], [])
    assert nothing.faults == whole.faults
