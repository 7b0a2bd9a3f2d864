"""The study of a script or a notebook: one's own classes go in, figures and files come out.

study = ss.Study("two-gaussians", objective=Mine(k=3), network=MyNet, settings={"width": 64}, seed=0)
study.train(1500)
study.sample(ss.Langevin(), 2000, steps=400)
study.figures()
study.save("mine.safetensors")
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import InvalidInput
from ..lenses import LENSES
from ..lenses.base import Lens, Look
from ..networks import NETWORKS
from ..networks.base import Network
from ..objectives import OBJECTIVES
from ..objectives.base import Objective
from ..one_thread import one_thread
from ..random_streams import stream
from ..registry import Registry
from ..samplers import SAMPLERS
from ..samplers.base import Sampler
from ..samplers.resolve import written as written_sampler
from ..samplers.spec import SamplerSpec
from ..settings import Scalar
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.off_the_box import refuse_if_outside
from ..targets.spec import target
from ..training.resolve import written
from ..training.run import Run
from ..training.share_out import share_out
from ..training.spec import RunSpec
from .map_grid import MAP_GRID
from .records import PanelSpec
from .study import Study

T = TypeVar("T")

# of a walk without an end, unless more is said
STEPS = 1000


class ScriptStudy(Study):
    """`scorescape.Study`: a study that takes classes and instances where the specification has names.

    What an instance leaves open still depends on the target. Everything runs on one thread: equal specification and
    seed give the figures of the page and the command line, digit for digit.
    """

    def __init__(
        self,
        mixture: GaussianMixture | str | Path,
        spec: PanelSpec | None = None,
        *,
        objective: str | Objective[Any] | type[Objective[Any]] | None = None,
        network: str | type[Network] | None = None,
        settings: Mapping[str, Scalar] | None = None,
        seed: int | None = None,
        run: Run | None = None,
    ) -> None:
        """The target may be a preset's name or a file; `settings` are shared out by their names, as `--set` does.

        Errors: InvalidInput, UnknownName, Unsupported, as for a run of the same names and settings.
        """
        mixture = mixture if isinstance(mixture, GaussianMixture) else target(str(mixture))
        refuse_if_outside(mixture)
        spec = _panel(spec)
        spec = spec if seed is None else _seeded(spec, seed)
        if run is None:
            run = Run(mixture, _specified(spec.run, objective, network, settings or {}))
            spec = spec.model_copy(update={"run": run.resolved.spec})
        super().__init__(mixture, spec, run=run)
        # one call of `sample` says nothing for the next
        self._sampler = spec.sampler

    @one_thread()
    def train(self, n_steps: int | None = None) -> None:
        """As for every study. Errors: InvalidInput for no number of steps; Diverged."""
        super().train(_counted("n_steps", n_steps))

    @one_thread()
    def sample(
        self,
        sampler: str | Sampler | type[Sampler] | None = None,
        n_particles: int | None = None,
        *,
        steps: int | None = None,
        **more: Any,
    ) -> Tensor:
        """Fresh particles walk: where they are then, (N, 2) in world units. `more` are other fields of SamplerSpec.

        Without a sampler it is the specification's; without steps a walk with an end goes there, any other 1,000.
        Errors: InvalidInput and Unsupported, with nothing changed.
        """
        steps = _counted("steps", steps)
        own = self._sampler.model_dump() | ({} if sampler is None else {"settings": {}})
        named = {"sampler": sampler} if isinstance(sampler, str) else {}
        counted = {} if n_particles is None else {"n_particles": n_particles}
        spec = SamplerSpec.parse(own | named | counted | more)
        walk = self.start_walk(spec if isinstance(sampler, str) else written_sampler(spec, sampler))
        self.walk_steps(steps or walk.sampler.duration() or STEPS)
        return walk.x

    @one_thread()
    def figures(self) -> dict[str, float | None]:
        """Every figure of the field, and of the particles if there are any, by the name of its measure."""
        sampled = self.sampling_figures()
        return self.training_figures().values | (sampled.values if sampled else {})

    @one_thread()
    def look(self, lens: str | Lens | type[Lens], grid: Grid | None = None) -> Look:
        """What a lens shows of the study, on the page's grid unless another is given.

        A class that is used is known by its name from then on. Errors: UnknownName; InvalidInput if it cannot be known.
        """
        kind = LENSES.get(lens) if isinstance(lens, str) else lens
        LENSES.known_as(kind if isinstance(kind, type) else type(kind))
        seen_through = kind() if isinstance(kind, type) else kind
        with torch.no_grad():
            return seen_through.look(self.specimen(), grid or MAP_GRID, stream(0, "lens"))

    # -- keeping it ----------------------------------------------------------------------------------------

    def save(self, file: str | Path) -> None:
        """All of it as one file, for `load`. Errors: OSError if it cannot be written."""
        Path(file).write_bytes(self.to_bytes())

    @classmethod
    def load(
        cls,
        file: str | Path,
        *,
        objective: type[Objective[Any]] | None = None,
        network: type[Network] | None = None,
        sampler: type[Sampler] | None = None,
    ) -> ScriptStudy:
        """A saved study, to go on bit for bit; the classes given are those it uses that nobody here has named yet.

        Errors: InvalidInput if it is none, or saying which class is missing.
        """
        if not Path(file).is_file():
            raise InvalidInput("file", f"There is no file {str(file)!r}; give one that Study.save wrote.")
        kept = cls.kept(Path(file).read_bytes())
        run, walk = kept.part("run"), kept.part("walk").part("own").values
        record = run.part("own").values["spec"]
        _given(OBJECTIVES, objective, record["objective"])
        _given(NETWORKS, network, record.get("architecture"))
        if walk:
            _given(SAMPLERS, sampler, walk["spec"]["sampler"])
        sampling = SamplerSpec.parse(walk["spec"]) if walk else SamplerSpec()
        parts = run.part("target").tensors
        mixture = GaussianMixture(parts["weights"], parts["means"], parts["scales"])
        study = cls.go_on(kept, mixture, PanelSpec(run=RunSpec.parse(record), sampler=sampling))
        assert isinstance(study, cls)
        return study


def _panel(spec: PanelSpec | None) -> PanelSpec:
    """Errors: InvalidInput for a record of another kind."""
    if spec is not None and not isinstance(spec, PanelSpec):
        how = "PanelSpec(run=...)" if isinstance(spec, RunSpec) else "PanelSpec(run=..., sampler=...)"
        raise InvalidInput("spec", f"spec must be a PanelSpec, not a {type(spec).__name__}; write {how}.")
    return spec or PanelSpec()


def _specified(
    spec: RunSpec,
    objective: str | Objective[Any] | type[Objective[Any]] | None,
    network: str | type[Network] | None,
    settings: Mapping[str, Scalar],
) -> RunSpec:
    """The specification with what is named, handed over or set in it. Errors: UnknownName, InvalidInput."""
    if isinstance(network, str):
        NETWORKS.get(network)
        spec, network = RunSpec.parse(spec.model_dump() | {"architecture": None, "model": network}), None
    spec = written(spec, OBJECTIVES.get(objective) if isinstance(objective, str) else objective, network)
    parts = spec.model_dump()
    shared = share_out(spec.objective, spec.architecture or spec.model, settings)
    return RunSpec.parse(parts | {part: parts[part] | own for part, own in shared.items()})


def _counted(name: str, n: int | None) -> int | None:
    """Errors: InvalidInput for what counts no steps."""
    if n is not None and (isinstance(n, bool) or not isinstance(n, Integral) or n < 1):
        raise InvalidInput(name, f"{name} must be a whole number in [1, inf) steps; got {n!r}.")
    return None if n is None else int(n)


def _seeded(spec: PanelSpec, seed: int) -> PanelSpec:
    """The same with this seed for training and for sampling. Errors: InvalidInput for none that can be."""
    run = RunSpec.parse(spec.run.model_dump() | {"seed": seed})
    return PanelSpec(run=run, sampler=SamplerSpec.parse(spec.sampler.model_dump() | {"seed": seed}))


def _given(registry: Registry[T], kind: type[T] | None, name: str | None) -> None:
    """Make known what was given for a name. Errors: InvalidInput if that is known by nobody then."""
    if kind is not None:
        registry.known_as(kind)
    if name is not None:
        registry.demand(name, "This study")
