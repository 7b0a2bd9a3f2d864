"""Which engine a server has."""

from __future__ import annotations

from ..settings import ServerSettings
from .engine import Engine
from .local import LocalEngine


def engine_of(settings: ServerSettings) -> Engine:
    """The engine that the settings ask for."""
    return LocalEngine(settings.workers, settings.plugins, settings.step_seconds)
