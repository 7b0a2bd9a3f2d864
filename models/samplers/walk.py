"""A walk: one sampler moving its particles over one field, with counts of what it did."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import InvalidInput, Nonsense
from ..field import Field
from ..parcel import Parcel
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes
from .advice import Stretch, lost, useless
from .base import Chain, Info, Sampler
from .crossings import Crossings
from .health import Health
from .one_step import OneStep, one_step, standing
from .resolve import resolve_sampler, written
from .spec import SamplerSpec
from .starts import start_points
from .tally import Tally

# the whole box as one cell
BOX = Grid(1)


class Walk:
    """Particles and their history. Same specification, field and calls of `step`: same path, however it is shown.

    A sampler of one's own takes the place of the one the specification names; see `written`.
    Errors: those of `resolve_sampler`, and Unsupported if the field lacks what the sampler needs.
    """

    def __init__(
        self,
        spec: SamplerSpec,
        field: Field,
        mixture: GaussianMixture,
        modes: Modes,
        *,
        sampler: Sampler | type[Sampler] | None = None,
    ) -> None:
        self.spec = spec = written(spec, sampler)
        self.sampler = resolve_sampler(spec, mixture)
        self.sampler.check(field)
        self.field, self._mixture, self._modes = field, mixture, modes
        self._noise = stream(spec.seed, "chains")
        start = start_points(spec, mixture, stream(spec.seed, "particles"))
        with torch.no_grad():
            self.chain = self.sampler.init(field, start, self._noise)
        self._cached_for = self._of_the_cache()
        self.evaluations = self.sampler.evaluations_to_begin()
        self.sigma: float | None = None
        self.watched: int | None = None
        """The particle whose steps are seen; None while nobody looks."""
        self.seen: OneStep | None = None
        self._accepted, self._proposed = Tally(spec.n_particles), 0
        self._crossings = Crossings(modes, self.chain.x)
        self._mark_here()

    @property
    def x(self) -> Tensor:
        """(N, 2) particles now, world units; possibly outside the box or non-finite."""
        return self.chain.x

    @property
    def finished(self) -> bool:
        duration = self.sampler.duration()
        return duration is not None and self.chain.step >= duration

    @property
    def acceptance_rate(self) -> float | None:
        """Share of proposals accepted so far; None for samplers that never refuse."""
        return self._accepted.total / self._proposed if self._proposed else None

    @property
    def acceptance_rate_se(self) -> float | None:
        """Its standard error, from how particles differ."""
        return self._accepted.standard_error(self._proposed / self.spec.n_particles)

    @property
    def health(self) -> Health:
        """Who is lost now."""
        return Health.of(self.chain.x, self.chain.step)

    @property
    def transitions_per_1000(self) -> float:
        """Moves of a particle from one mode's basin to another's, per particle and 1,000 steps."""
        return 1000 * self._crossings.tally.total / (max(1, self.chain.step) * self.spec.n_particles)

    @property
    def transitions_per_1000_se(self) -> float | None:
        """Its standard error, from how particles differ."""
        return self._crossings.tally.standard_error(self.chain.step / 1000)

    def step(self, n: int = 1) -> None:
        """At most n steps; fewer if the walk comes to its end."""
        with torch.no_grad():
            for _ in range(n):
                if self.finished:
                    break
                self._step()

    def _step(self) -> None:
        # a copy: who watches must not be deceived by a step that moves particles in their own place
        before = None if self.watched is None else self.chain.x.clone()
        answer = self.sampler.step(self.field, self._current(), self._noise)
        chain, info = answer if isinstance(answer, tuple) and len(answer) == 2 else (None, Info(0))
        self.chain = self._sound(chain)
        self._cached_for = self._of_the_cache()
        self.evaluations += info.evaluations
        self.sigma = info.sigma
        if info.accepted is not None:
            self._accepted.add(info.accepted)
            self._proposed += len(info.accepted)
        self._crossings.see(self.chain.x)
        if self.watched is not None and before is not None:
            self.seen = one_step(self.sampler, self.watched, self.chain.step, before, self.chain.x, info)

    def watch(self, particle: int | None) -> None:
        """See the steps of one particle from now on, or of none. Errors: InvalidInput if there is no such particle."""
        if particle is not None and not 0 <= particle < len(self.chain.x):
            raise InvalidInput("particle", f"particle must be a whole number in [0, {len(self.chain.x) - 1}].")
        self.watched = particle
        self.seen = None if particle is None else standing(self.sampler, particle, self.chain.step, self.chain.x)

    def _sound(self, chain: object) -> Chain:
        """The chain itself. Errors: Nonsense if it is none that could be walked on."""
        if not isinstance(chain, Chain) or not isinstance(chain.x, Tensor):
            raise Nonsense(
                f"{self.sampler.title} answered no chain after a step; a step answers (Chain, Info), so mend it."
            )
        if chain.x.dtype != self.chain.x.dtype or chain.x.shape != self.chain.x.shape:
            now, before = ((each.x.dtype, tuple(each.x.shape)) for each in (chain, self.chain))
            raise Nonsense(
                f"{self.sampler.title} answered particles of shape {now[1]}, {now[0]}, for {before[1]}, {before[0]}; "
                "a step moves every particle in its own type and loses none, so mend it."
            )
        return chain

    def _of_the_cache(self) -> tuple[Field, int, Sampler]:
        """What a chain's cache was computed with."""
        return self.field, self.field.version, self.sampler

    def _current(self) -> Chain:
        """The chain, without its cache if field or settings are not those it was computed with."""
        field, version, sampler = self._cached_for
        valid = field is self.field and version == self.field.version and sampler is self.sampler
        return self.chain if valid else replace(self.chain, cache={})

    def tune(self, settings: Mapping[str, Any]) -> None:
        """Change settings of the sampler from the next step on. Errors: InvalidInput, with nothing changed."""
        self.sampler = type(self.sampler).parse(self.sampler.model_dump() | dict(settings))
        self._mark_here()

    def refield(self, field: Field) -> None:
        """Walk on another field from the next step on."""
        self.sampler.check(field)
        self.field = field
        self._mark_here()

    # -- keeping it ----------------------------------------------------------------------------------------

    def packed(self) -> Parcel:
        """Everything but the field, for `unpacked`."""
        chain = self._current()
        return Parcel.of(
            chain=Parcel({"x": chain.x}, {"step": chain.step}),
            state=Parcel(chain.state),
            cache=Parcel(chain.cache),
            own=Parcel(
                {
                    "labels": self._crossings.labels,
                    "noise": self._noise.get_state(),
                    "accepted": self._accepted.counts,
                    "transitions": self._crossings.tally.counts,
                },
                {
                    "spec": self.spec.model_dump(),
                    "sampler": self.sampler.model_dump(),
                    "counts": [self.evaluations, self._accepted.total, self._proposed, self._crossings.tally.total],
                    "sigma": self.sigma,
                },
            ),
        )

    @staticmethod
    def unpacked(parcel: Parcel, field: Field, mixture: GaussianMixture, modes: Modes) -> Walk:
        """The walk as it was, to go on bit for bit on the same field. Errors: as for a new walk."""
        own, chain = parcel.part("own"), parcel.part("chain")
        walk = Walk(SamplerSpec.parse(own.values["spec"]), field, mixture, modes)
        walk.sampler = type(walk.sampler).parse(own.values["sampler"])
        walk.chain = Chain(
            chain.tensors["x"], chain.values["step"], parcel.part("state").tensors, _kept_cache(parcel, walk.spec)
        )
        walk._cached_for = walk._of_the_cache()
        walk._noise.set_state(own.tensors["noise"])
        walk.evaluations, accepted, walk._proposed, transitions = own.values["counts"]
        walk._accepted = _kept_tally(own, "accepted", accepted)
        walk._crossings.go_on(own.tensors["labels"], _kept_tally(own, "transitions", transitions))
        walk.sigma = own.values["sigma"]
        walk._mark_here()
        return walk

    def message(self) -> str:
        """One sentence with the figure and what to try where particles are lost or the walk cannot serve; or empty."""
        return (
            lost(self.health, self.sampler, self._share_outside(), self._mixture)
            or useless(self.sampler, self._since(), self._mixture)
            or self.sampler.doubt(self._mixture)
        )

    def _mark_here(self) -> None:
        """What is judged as useless is what happens from here on."""
        self._mark = self.chain, self._accepted.total, self._proposed

    def _since(self) -> Stretch:
        chain, accepted, proposed = self._mark
        finite = torch.isfinite(chain.x).all(1) & torch.isfinite(self.chain.x).all(1)
        moved = (self.chain.x - chain.x)[finite].double()
        return Stretch(
            steps=self.chain.step - chain.step,
            moved=float((moved**2).sum(1).mean().sqrt()) if len(moved) else math.inf,
            accepted=self._accepted.total - accepted,
            proposed=self._proposed - proposed,
        )

    def _share_outside(self) -> float:
        """The target's own mass off the box: under the noise of the last step where there is noise."""
        mixture = self._mixture.smoothed(self.sigma) if self.sigma else self._mixture
        return max(0.0, 1 - float(mixture.cell_mass(BOX)))


def _kept_cache(parcel: Parcel, spec: SamplerSpec) -> dict[str, Tensor]:
    """A chain's cache. Versions before `state` called it memory, and did not say whether a learnt field had moved on
    since: theirs counts on the exact field only."""
    kept = parcel.part("cache").tensors
    return kept | (parcel.part("memory").tensors if spec.field == "exact" else {})


def _kept_tally(own: Parcel, name: str, total: int) -> Tally:
    """The counts of each particle; earlier versions kept their sum alone."""
    counts = own.tensors.get(name)
    if counts is None:
        return Tally(len(own.tensors["labels"]), total)
    tally = Tally(len(counts), total - int(counts.sum()))
    tally.counts = counts.clone()
    return tally
