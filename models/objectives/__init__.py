"""How a network is told what to learn: one file an objective, found by its file."""

from __future__ import annotations

from typing import Any

from ..registry import Registry
from .base import Objective

OBJECTIVES: Registry[Objective[Any]] = Registry("objective", __name__, Objective, "scorescape.objectives")
