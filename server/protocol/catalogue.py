"""What the server can do, as it tells the page: objectives, samplers, targets, lenses and their settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from scorescape.models.demonstrations import DEMONSTRATIONS, Demonstration
from scorescape.models.diagnostics.measures import MEASURES, Measure
from scorescape.models.explained import Explained
from scorescape.models.faults import where
from scorescape.models.layers import LAYERS
from scorescape.models.layers.base import LayerInfo
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Lens
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network
from scorescape.models.networks.spec import NetworkSpec, Parameterisation
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Objective
from scorescape.models.processes import PROCESSES
from scorescape.models.processes.base import Process
from scorescape.models.registry import Registry
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.base import Need, Sampler
from scorescape.models.scenes.kinds import SCORE
from scorescape.models.settings import Scalar, Settings
from scorescape.models.targets.preset import PRESETS, Preset
from scorescape.models.training.spec import DataSpec, OptimiserSpec

JsonSchema = dict[str, Any]
T = TypeVar("T")
Info = TypeVar("Info")


class ExplainedInfo(Settings):
    """What the page says of a variant behind its question mark, and the schema of its settings."""

    name: str
    title: str
    equation: str = Field(description="TeX; rows are separated by a double backslash.")
    explanation: str = Field(description="Two sentences: what it does; when it fails or how to read it.")
    source: str
    settings: JsonSchema = Field(alias="schema")


class ObjectiveInfo(ExplainedInfo):
    """An objective: what it is called, what it can teach, where it is from and the schema of its settings."""

    short: str = Field(description="What it is called where there is little room, such as DSM.")
    summary: str = Field(description="One sentence: what it does.")
    loss_unit: str = Field(description="Unit of the objective's value, such as nats or 1/unit^2.")
    learns: list[Parameterisation]
    noise_conditional: bool
    by_parts: bool = Field(description="Whether it comes of integration by parts: for scores without jumps alone.")


class SamplerInfo(ExplainedInfo):
    """A sampler: what it is called, what its field must have and the schema of its settings."""

    needs: list[Need]


class TargetInfo(Settings):
    """A named target."""

    name: str
    title: str
    description: str


class LensInfo(ExplainedInfo):
    """A lens, the question it answers, and where it stands in the menu."""

    question: str
    group: str = Field(description="The heading that it stands under; empty for none.")
    order: int = Field(description="Its place in the group, the smallest first.")


class NetworkInfo(Settings):
    """A network: what it is, what it must be taught with and the schema of its settings."""

    name: str
    title: str
    parameterisation: Parameterisation
    smooth: dict[str, Scalar] = Field(description="What an objective by parts needs to be set; mostly nothing.")
    normalised: bool = Field(description="Whether its Z is 1 by construction, so that it draws exact samples.")
    noise_conditional: bool = Field(description="Whether it knows the noise level, and needs an objective that does.")
    settings: JsonSchema = Field(alias="schema")


class FaultInfo(Settings):
    """A plug-in that was left out, and why."""

    kind: str = Field(description="What it would have been: objective, sampler, target, lens, network, ...")
    name: str
    message: str = Field(description="One sentence.")


class ProcessInfo(Settings):
    """A kind of process: what a run of it is, what may be said to it, and what can be drawn and measured of it."""

    name: str
    title: str
    spec: JsonSchema
    first: str = Field(description="The command that sets a fresh run going; empty where none does.")
    commands: dict[str, JsonSchema] = Field(description="By type, beside view, ack and restart.")
    layers: list[LayerInfo]
    measures: list[Measure]


class Catalogue(Settings):
    """Everything a form or a menu needs."""

    objectives: list[ObjectiveInfo]
    samplers: list[SamplerInfo]
    targets: list[TargetInfo]
    lenses: list[LensInfo]
    networks: list[NetworkInfo]
    demonstrations: list[Demonstration] = Field(description="Those of the kind that was asked for.")
    measures: list[Measure]
    network: JsonSchema
    optimiser: JsonSchema
    data: JsonSchema
    processes: list[ProcessInfo]
    faults: list[FaultInfo]

    def of(self, kind: str) -> Catalogue:
        """What concerns one kind of process: a page of one kind does not load what others are made of."""
        own = {
            "processes": [process for process in self.processes if process.name == kind],
            "demonstrations": [each for each in self.demonstrations if each.scene.kind == kind],
        }
        of_score = ("objectives", "samplers", "targets", "lenses", "networks", "measures")
        return self.model_copy(update=own | ({} if kind == SCORE else {name: [] for name in of_score}))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation, from the registries."""
    return Catalogue(
        objectives=_entries(OBJECTIVES, _objective),
        samplers=_entries(SAMPLERS, _sampler),
        targets=_entries(PRESETS, _target),
        lenses=_entries(LENSES, _lens),
        networks=_entries(NETWORKS, _network),
        demonstrations=list(DEMONSTRATIONS),
        measures=list(MEASURES),
        network=_schema(NetworkSpec),
        optimiser=_schema(OptimiserSpec),
        data=_schema(DataSpec),
        processes=_entries(PROCESSES, _process),
        faults=[
            FaultInfo(kind=registry.kind, name=name, message=message)
            for registry in (OBJECTIVES, SAMPLERS, PRESETS, LENSES, NETWORKS, LAYERS, PROCESSES)
            for name, message in registry.faults.items()
        ],
    )


def _entries(registry: Registry[T], describe: Callable[[str, type[T]], Info]) -> list[Info]:
    """What the registry holds; a plug-in that cannot be described is left out by name, what is ours raises."""
    entries = []
    for name, kind in registry.items():
        try:
            entries.append(describe(name, kind))
        except Exception as error:
            if registry.is_ours(name):
                raise
            registry.leave_out(name, f"The {registry.kind} {name!r} cannot be shown ({where(error)}); mend it.")
    return entries


def initials(title: str) -> str:
    """The first letters of the words of a title, without what stands in brackets."""
    return "".join(word[0].upper() for word in title.split("(")[0].replace("-", " ").split())


def _objective(name: str, kind: type[Objective[Any]]) -> ObjectiveInfo:
    return ObjectiveInfo(
        **_explained(name, kind),
        short=kind.short or initials(kind.title),
        summary=kind.summary,
        loss_unit=kind.loss_unit,
        learns=sorted(kind.learns, reverse=True),
        noise_conditional=kind.noise_conditional,
        by_parts=kind.by_parts,
    )


def _sampler(name: str, kind: type[Sampler]) -> SamplerInfo:
    return SamplerInfo(**_explained(name, kind), needs=sorted(kind.needs))


def _target(name: str, kind: type[Preset]) -> TargetInfo:
    return TargetInfo(name=name, title=kind.title, description=kind.description)


def _lens(name: str, kind: type[Lens]) -> LensInfo:
    return LensInfo(**_explained(name, kind), question=kind.question, group=kind.group, order=kind.order)


def _network(name: str, kind: type[Network]) -> NetworkInfo:
    return NetworkInfo(
        name=name,
        title=kind.title,
        parameterisation=kind.parameterisation,
        smooth=dict(kind.smooth),
        normalised=kind.normalised,
        noise_conditional=kind.noise_conditional,
        schema=_schema(kind.spec_type),
    )


def _process(name: str, kind: type[Process[Any]]) -> ProcessInfo:
    return ProcessInfo(
        name=name,
        title=kind.title,
        spec=_schema(kind.spec_type),
        first=kind.first.model_fields["type"].default if kind.first else "",
        commands={command.model_fields["type"].default: _schema(command) for command in kind.commands},
        layers=[layer.info(layer_name) for layer_name, layer in kind.layer_kinds().items()],
        measures=list(kind.measures),
    )


def _schema(model: type[BaseModel]) -> JsonSchema:
    return model.model_json_schema(mode="serialization")


def _explained(name: str, kind: type[Explained]) -> dict[str, Any]:
    """What every variant says of itself."""
    return {
        "name": name,
        "title": kind.title,
        "equation": kind.equation,
        "explanation": kind.explanation,
        "source": kind.source,
        "schema": _schema(kind),
    }
