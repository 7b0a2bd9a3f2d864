"""What is said about a scene, in beats, and the figures that must bear it out."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ..settings import Settings

When = Literal["start", "trained", "walked"]
"""What must have happened before a beat may come: nothing, all panels have learnt, all have walked to their proofs."""


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
    unit: str = Field("1", description="`share` is said in per cent.")


class Guess(Settings):
    """A question that is answered before the page shows it."""

    answers: list[str] = Field(min_length=2, max_length=5, description="What may be guessed, each a word or a figure.")
    right: int = Field(ge=0, description="Which of them it is, counted from 0.")

    @model_validator(mode="after")
    def _there(self) -> Self:
        if self.right >= len(self.answers):
            raise ValueError(f"right counts the answers from 0 and there are {len(self.answers)}; got {self.right}.")
        return self


class Beat(Settings):
    """One step of an explanation: few words, and the one thing they are about."""

    text: str = Field(min_length=1, max_length=200)
    lit: list[str] = Field(
        default_factory=list,
        max_length=8,
        description="Parts of the page that stay lit while the rest is dimmed. On the page of scores: pad, pictures, "
        "picture:N, shares, shares:N, seen and seen:N (what a lens says below), lens, charts, noise, weight, sampler, "
        "training (N counts panels from 0). None dims nothing; a part that the page does not have is said and passed "
        "over.",
    )
    after: When = Field("start", description="What the beat waits for.")
    guess: Guess | None = Field(None, description="What the reader is asked; the next beats hold the answer.")


class Text(Settings):
    """Words and proofs; a scene that is a link or a gallery entry has none."""

    title: str = Field("", max_length=200)
    caption: str = Field("", max_length=2000, description="All of it in two sentences, for lists and for print.")
    beats: list[Beat] = Field(default_factory=list, max_length=40, description="The explanation, one after the other.")
    proofs: list[Proof] = Field(default_factory=list, max_length=100)
    walk_steps: int = Field(
        0, ge=0, le=1_000_000, description="Steps of every walk after which the proofs are read; 0 does not sample."
    )
