"""What the server says to whoever runs it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from scorescape.models.settings import Settings


class Alive(Settings):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Ready(Alive):
    """The server answers, and what it holds."""

    pid: int = Field(description="The operating system's number of the server's process.")
    experiments: int = Field(description="How many are alive.")
    workers: dict[str, int] = Field(description="Of each run that has a place, the process that hosts it.")
