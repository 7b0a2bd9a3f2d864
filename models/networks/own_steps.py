"""Networks that climb the likelihood by steps of their own, where another would follow the optimiser."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from torch import Generator, Tensor

State = TypeVar("State")


class OwnSteps(ABC, Generic[State]):
    """What lives across steps is a State, never an attribute, as of an objective."""

    @abstractmethod
    def begin(self, points: Tensor, generator: Generator) -> State:
        """Before the first step on points (N, 2), world units."""

    @abstractmethod
    def improve(self, points: Tensor, state: State, generator: Generator) -> State:
        """One step up the likelihood of the points (N, 2), all of them at once; the state for the next one."""
