"""A study: one run that trains, one walk that samples, and the figures of both.

The worker behind the page, `scorescape fit` and `sample`, and a script use this class; equal specification and seed
give equal figures everywhere.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics.partition_function import PartitionFunction, partition_function
from ..exact_field import ExactField
from ..experts_field import experts_field, is_product
from ..field import Field
from ..lenses.base import Specimen
from ..parcel import Parcel
from ..samplers.one_step import OneStep, Pair
from ..samplers.spec import SamplerSpec
from ..samplers.walk import Walk
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes
from ..training.lesson import Lesson, taught
from ..training.ran_off import ran_off
from ..training.run import Run
from .judges import Judges
from .records import PanelSpec, SamplingFigures, TrainingFigures
from .sampling import Sampling
from .tape import Tape

FORMAT = "scorescape-panel/1"


class Study:
    """What is known of one run on one target. Methods raise ScorescapeError with a sentence; nothing changes then.

    `generation` counts how often the field has begun anew.
    """

    def __init__(self, mixture: GaussianMixture, spec: PanelSpec | None = None, *, run: Run | None = None) -> None:
        self.spec = spec or PanelSpec()
        self.run = run or Run(mixture, self.spec.run)
        self.tape = Tape.of(self.run)
        self.sampling = Sampling(mixture)
        self.generation = 0
        self.followed: Pair | None = None
        """Where to look at steps of training; None while nobody does."""
        self.lesson: Lesson | None = None
        self._look_at(mixture)

    def _look_at(self, mixture: GaussianMixture) -> None:
        self.mixture = mixture
        self.exact = ExactField(mixture)
        self.judges = Judges(mixture, self.run.resolved.objective.smoothing())
        self._quadrature: tuple[tuple[int, int], PartitionFunction] | None = None
        self.generation += 1

    @property
    def modes(self) -> Modes:
        """The target's modes."""
        return self.sampling.modes

    @property
    def walk(self) -> Walk | None:
        """The particles and their sampler; None while there are none."""
        return self.sampling.walk

    @property
    def field(self) -> Field:
        """What has been learnt so far."""
        return self.run.field()

    @property
    def trained(self) -> tuple[int, int]:
        """Changes whenever the learnt field does."""
        return self.generation, self.run.step_count

    # -- training ------------------------------------------------------------------------------------------

    def train(self, n_steps: int | None = None) -> None:
        """All the steps that the specification has left, or `n_steps` more under a schedule of their own.

        Errors: Diverged; the weights of the last finite step stay.
        """
        self.extend(n_steps)
        while not self.run.finished:
            self.train_step()
        self.tape.mark(self.run)

    def extend(self, n_steps: int | None = None) -> None:
        """Give the run `n_steps` more; without a number, as many as specified once it has taken all it had."""
        if n_steps or self.run.finished:
            self.run.extend(n_steps or self.spec.run.n_steps)

    def train_step(self, *, seen: bool = True) -> None:
        """One step of training, told in `lesson` where somebody looks and it is to be `seen`. Errors: Diverged."""
        if seen and self.followed is not None:
            self.lesson = taught(self.run, self.followed)
        else:
            self.run.step()
        self.tape.follow(self.run)

    def respec(self, spec: PanelSpec) -> None:
        """Another specification of the run, or the same once more: fresh weights, and a walk goes on over them.

        Errors: as for a new study; Unsupported if the walk cannot go on over the new field, which is then in place.
        """
        run = Run(self.mixture, spec.run)
        self.run, self.spec, self.tape = run, spec, Tape.of(run)
        self._look_at(self.mixture)
        if self.walk is not None:
            self.walk.refield(self.field_of(self.walk.spec))

    def retarget(self, mixture: GaussianMixture) -> None:
        """Go on with another target; a run that has taken no step begins as if it had been its own from the start."""
        if self.run.step_count == 0:
            self.run = Run(mixture, self.spec.run)
            self.tape = Tape.of(self.run)
        else:
            self.run.retarget(mixture)
            self.tape.forget_past()
        self.sampling.retarget(mixture)
        self._look_at(mixture)
        sampler = self.spec.sampler
        if sampler.field == "experts" and not is_product(mixture):
            # what has no experts has an exact field
            exact = sampler.model_copy(update={"field": "exact"})
            self.spec = self.spec.model_copy(update={"sampler": exact})

    def follow(self, near: Pair | None) -> None:
        """Tell every step of training from now on, with the point of its batch nearest to this one; None tells none."""
        self.followed, self.lesson = near, None

    # -- sampling ------------------------------------------------------------------------------------------

    def field_of(self, spec: SamplerSpec) -> Field:
        """The field that a sampler of this specification walks on. Errors: InvalidInput where there is no such."""
        if spec.field == "experts":
            return experts_field(self.mixture)
        return self.exact if spec.field == "exact" else self.field

    def start_walk(self, spec: SamplerSpec | None = None) -> Walk:
        """Fresh particles at their start, by the study's own sampler or another, which is the study's then."""
        spec = spec or self.spec.sampler
        walk = self.sampling.start(spec, self.field_of(spec))
        self.spec = self.spec.model_copy(update={"sampler": spec})
        return walk

    def walk_steps(self, n: int) -> None:
        """At most n steps of the walk, which is begun if there is none; fewer if it comes to its end."""
        if self.walk is None:
            self.start_walk()
        self.sampling.steps(n)

    def watch(self, particle: int | None = None, near: Pair | None = None) -> None:
        """See the parts of every step of one particle from now on, in `seen`: that of a number, or nearest to a point.

        Without either nobody is looked at any more. Errors: as for Sampling.watch.
        """
        self.sampling.watch(particle, near)

    @property
    def seen(self) -> OneStep | None:
        """The newest step of the particle that is watched; None while none is."""
        return self.sampling.seen

    # -- judging -------------------------------------------------------------------------------------------

    def training_figures(self, patience: float = 0.0) -> TrainingFigures:
        """Figures of the learnt field; see Judges.figures for those that have to wait."""
        shot = self.run.snapshot()
        values = self.judges.figures(shot, patience)
        self.tape.measured(shot.step, values)
        lost = ran_off(self.run.resolved.objective, shot.loss)
        unreliable = self.judges.unreliable | ({"loss": lost} if lost else {})
        return TrainingFigures(step=shot.step, seconds=shot.seconds, values=values, unreliable=unreliable)

    def sampling_figures(self, *, moving: bool = False, wait: bool = True) -> SamplingFigures | None:
        """Figures of the particles; None while there are none. See Sampling.figures."""
        return self.sampling.figures(moving=moving, wait=wait)

    def partition(self, *, afresh: bool = True) -> tuple[PartitionFunction, int]:
        """Z of an energy model by quadrature, and the step of training it was found at.

        Without `afresh` an older one will do, if there is one of this run. Errors: Unsupported for a score network.
        """
        kept = self._quadrature
        if kept and (kept[0] == self.trained or not afresh):
            return kept[1], kept[0][1]
        found = partition_function(self.field)
        self._quadrature = self.trained, found
        return found, self.run.step_count

    def specimen(self) -> Specimen:
        """What a lens may look at."""
        walk = self.walk
        return Specimen(
            self.mixture,
            self.modes,
            self.field,
            walk.x if walk else None,
            self.run.resolved.objective.smoothing(),
            walk.transitions_per_1000 if walk else None,
            self.sampling.trail(),
            self.run,
            quadrature=lambda: self.partition()[0],
        )

    # -- keeping it ----------------------------------------------------------------------------------------

    def to_bytes(self, **own: Any) -> bytes:
        """The run with its tape and the walk, as they stand; `own` are plain values of whoever keeps it."""
        values = own | {"reached": self.sampling.reached, "walk_seconds": self.sampling.seconds}
        parts = {"own": Parcel(values=values), "run": self.run.packed(), "tape": self.tape.packed()}
        if self.walk:
            parts["walk"] = self.walk.packed()
        return Parcel.of(**parts).to_bytes(FORMAT)

    @staticmethod
    def kept(data: bytes) -> Parcel:
        """What `to_bytes` wrote, for `go_on`. Errors: InvalidInput if it is damaged or of another version."""
        return Parcel.from_bytes(data, FORMAT)

    @classmethod
    def go_on(cls, kept: Parcel, mixture: GaussianMixture, spec: PanelSpec) -> Study:
        """A study that stands where the kept one stood and goes on bit for bit.

        A walk on a product's experts is left out where the target comes without them, as from a script's file.
        """
        study = cls(mixture, spec, run=Run.unpacked(kept.part("run"), mixture))
        own, walk = kept.part("own").values, kept.part("walk")
        study.tape = Tape.unpacked(kept.part("tape"))
        sampler = SamplerSpec.parse(walk.part("own").values["spec"]) if walk.values else None
        if sampler and (sampler.field != "experts" or is_product(mixture)):
            field = study.field_of(sampler)
            study.sampling.go_on(walk, field, own["reached"], own["walk_seconds"])
        return study
