"""Which engine a server has."""

from __future__ import annotations

from scorescape.models.cache_folder import keep_in

from ..settings import ServerSettings
from .engine import Engine
from .local import LocalEngine


def engine_of(settings: ServerSettings) -> Engine:
    """The engine that the settings ask for."""
    if settings.cache_folder:
        keep_in(settings.cache_folder)
    return LocalEngine(settings.workers, settings.plugins, settings.step_seconds)
