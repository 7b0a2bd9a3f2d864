"""A scene: what is learnt, by which processes, how it is looked at and what is said about it, as one document.

A link, an entry of the gallery and a demonstration are scenes; the page shows any of them, and a script plays it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from ..errors import InvalidInput
from ..processes import PROCESSES
from ..processes.score import Score
from ..settings import Settings
from ..study.script import ScriptStudy
from ..targets.spec import build_target
from . import link
from .kinds import SCORE, Said, Subject, parse_spec
from .migrations import VERSION, current
from .sights import Sights
from .text import Text

MAX_PROCESSES = 8


class Scene(Settings):
    """What a page shows and a script plays. A scene may say a part only: the rest stays as it is on the page."""

    version: int = Field(
        VERSION, ge=VERSION, le=VERSION, description="Of this schema: older scenes are brought up, newer ones refused."
    )
    kind: str = Field(SCORE, description="The kind of all its processes; left out, score panels.")
    subject: Subject | None = Field(
        None, description="What the processes are about, of score panels the target; null leaves it as it is."
    )
    common: Said = Field(
        default_factory=dict,
        description="What every process has that does not say otherwise, such as the sampler that panels share.",
    )
    processes: list[Said] = Field(
        default_factory=list,
        max_length=MAX_PROCESSES,
        description="What each says of its own, in their order on the page; none leaves them as they are.",
    )
    sights: Sights = Field(default_factory=Sights)
    text: Text = Field(default_factory=Text)

    @model_validator(mode="before")
    @classmethod
    def _brought_up(cls, values: Any) -> Any:
        return current(values) if isinstance(values, Mapping) else values

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind != SCORE:
            PROCESSES.get(kind)
        return kind

    @classmethod
    def from_link(cls, text: str) -> Self:
        """The scene that an address of the page names: all of it or what follows its `#`.

        Errors: InvalidInput for a link that is damaged, says something unknown or is of a newer version.
        """
        return cls.parse(link.read(text))

    def specs(self) -> list[Any]:
        """The specification of each process, with nothing left out."""
        return [parse_spec(self.kind, {**self.common, **said}) for said in self.processes]

    def studies(self) -> list[ScriptStudy]:
        """Each panel as a study that is yet to be trained and walked, in their order.

        Errors: InvalidInput where there is nothing to study; as for a new study.
        """
        if self.kind != SCORE:
            raise InvalidInput("kind", f"Studies are of score panels; this scene is of another kind, {self.kind!r}.")
        if self.subject is None or not self.processes:
            raise InvalidInput("scene", "This scene names no target or no panels; give it both to study it.")
        Score.check(self.specs(), self.subject)
        return [ScriptStudy(build_target(self.subject), spec) for spec in self.specs()]

    def standing(self, kind: str, subject: Any, specs: Sequence[Settings]) -> Self:
        """This scene with subject and processes as they are; what was common is still, where it is equal."""
        whole = [spec.model_dump(mode="json") for spec in specs]
        fits = self.kind == kind and len(self.processes) == len(whole)
        common = self._common() if fits else {}
        processes = [
            {key: value for key, value in values.items() if key not in common or key in said or value != common[key]}
            for values, said in zip(whole, self.processes if fits else [{}] * len(whole), strict=True)
        ]
        changes = {"kind": kind, "subject": subject.model_dump(mode="json"), "common": common, "processes": processes}
        return self.parse(self.model_dump(mode="json") | changes)

    def _common(self) -> dict[str, Any]:
        """What is common, with nothing left out."""
        if not self.processes:
            return {}
        whole = parse_spec(self.kind, {**self.processes[0], **self.common}).model_dump(mode="json")
        return {key: whole[key] for key in self.common}
