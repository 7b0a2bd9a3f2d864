"""What a worker hosts: one file a kind of process, found by its file; `score` is the page of score fields."""

from __future__ import annotations

from typing import Any

from ..registry import Registry
from .base import Process

PROCESSES: Registry[Process[Any]] = Registry("kind of process", __name__, Process, "scorescape.processes")
