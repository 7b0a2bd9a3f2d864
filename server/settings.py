"""Settings of the server, from the environment (SCORESCAPE_...) or flags."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class ServerSettings(BaseSettings):
    """Where to listen and how much to host."""

    model_config = SettingsConfigDict(env_prefix="SCORESCAPE_", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1), ge=1, le=64, description="Processes that train."
    )
    step_seconds: float = Field(
        60, ge=1, le=3600, description="Seconds that one step of a run may take before its process is ended."
    )
    max_experiments: int = Field(32, ge=1, le=10_000, description="Experiments alive at once.")
    token: str = Field(
        "",
        pattern="^[A-Za-z0-9_-]*$",
        max_length=200,
        description="A secret that browsers and programs must show; empty lets everybody in.",
    )
    database_url: str = Field(
        "",
        description="Where experiments are kept, as a SQLAlchemy URL; empty for a file in the user's data folder.",
    )
    cache_folder: str = Field(
        "", description="Where noise floors are kept between two starts; empty for the user's own folder for caches."
    )
    max_entry_mb: int = Field(256, ge=1, le=2000, description="Megabytes one saved experiment may take.")
    plugins: Annotated[list[Path], NoDecode] = Field(
        default_factory=list,
        description="Python files whose variants are added; in the environment, separated as the paths of PATH are.",
    )

    @field_validator("plugins", mode="before")
    @classmethod
    def _separated(cls, value: Any) -> Any:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value
