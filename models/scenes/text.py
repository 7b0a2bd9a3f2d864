"""What is said about a scene, and the figures that must bear it out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..settings import Settings


class Proof(Settings):
    """A figure of one panel and the bound it must keep once the panel has trained and walked."""

    panel: int = Field(ge=0, description="Which panel, counted from 0.")
    measure: str = Field(
        description="A figure of training or sampling by its name, `share:M` for the sampled share of mode M (from 1), "
        "or `lens:NAME` for a number of the scene's lens."
    )
    relation: Literal["above", "below"]
    bound: float
    label: str
    unit: str = "1"


class Text(Settings):
    """Words and proofs; a scene that is a link or a gallery entry has none."""

    title: str = Field("", max_length=200)
    caption: str = Field("", max_length=2000)
    proofs: list[Proof] = Field(default_factory=list, max_length=100)
    walk_steps: int = Field(
        0, ge=0, le=1_000_000, description="Steps of every walk after which the proofs are read; 0 does not sample."
    )
