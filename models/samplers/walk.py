"""A walk: one sampler moving its particles over one field, with counts of what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import torch
from torch import Tensor

from ..domain import Grid
from ..errors import Nonsense
from ..field import Field
from ..parcel import Parcel
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes
from .base import Chain, Info, Sampler
from .health import Health
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
        self.health = Health(spec.n_particles)
        self.evaluations = 0
        self.sigma: float | None = None
        self._accepted, self._transitions = Tally(spec.n_particles), Tally(spec.n_particles)
        self._proposed = 0
        self._labels = modes.label_of(self.chain.x)

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
    def transitions_per_1000(self) -> float:
        """Moves of a particle from one mode's basin to another's, per particle and 1,000 steps."""
        return 1000 * self._transitions.total / (max(1, self.chain.step) * self.spec.n_particles)

    @property
    def transitions_per_1000_se(self) -> float | None:
        """Its standard error, from how particles differ."""
        return self._transitions.standard_error(self.chain.step / 1000)

    def step(self, n: int = 1) -> None:
        """At most n steps; fewer if the walk comes to its end."""
        with torch.no_grad():
            for _ in range(n):
                if self.finished:
                    break
                self._step()
        self.health.watch(self.chain.x, self.chain.step)

    def _step(self) -> None:
        answer = self.sampler.step(self.field, self._current(), self._noise)
        chain, info = answer if isinstance(answer, tuple) and len(answer) == 2 else (None, Info(0))
        self.chain = self._sound(chain)
        self._cached_for = self._of_the_cache()
        self.evaluations += info.evaluations
        self.sigma = info.sigma
        if info.accepted is not None:
            self._accepted.add(info.accepted)
            self._proposed += len(info.accepted)
        labels = self._modes.label_of(self.chain.x)
        self._transitions.add((labels != self._labels) & (labels >= 0) & (self._labels >= 0))
        # a particle outside keeps the basin it left, so that coming back elsewhere counts once
        self._labels = torch.where(labels >= 0, labels, self._labels)

    def _sound(self, chain: object) -> Chain:
        """The chain itself. Errors: Nonsense if it is none that could be walked on."""
        if not isinstance(chain, Chain) or not isinstance(chain.x, Tensor):
            raise Nonsense(
                f"{self.sampler.title} answered no chain after a step; a step answers (Chain, Info), so mend it."
            )
        now, before = ((each.x.dtype, tuple(each.x.shape)) for each in (chain, self.chain))
        if now != before:
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
        (field, version, sampler), now = self._cached_for, self._of_the_cache()
        valid = field is now[0] and version == now[1] and sampler is now[2]
        return self.chain if valid else replace(self.chain, cache={})

    def tune(self, settings: Mapping[str, Any]) -> None:
        """Change settings of the sampler from the next step on. Errors: InvalidInput, with nothing changed."""
        self.sampler = type(self.sampler).parse(self.sampler.model_dump() | dict(settings))

    def refield(self, field: Field) -> None:
        """Walk on another field from the next step on."""
        self.sampler.check(field)
        self.field = field

    # -- keeping it ----------------------------------------------------------------------------------------

    def packed(self) -> Parcel:
        """Everything but the field, for `unpacked`."""
        chain, health = self._current(), self.health
        return Parcel.of(
            chain=Parcel({"x": chain.x}, {"step": chain.step}),
            state=Parcel(chain.state),
            cache=Parcel(chain.cache),
            own=Parcel(
                {
                    "labels": self._labels,
                    "noise": self._noise.get_state(),
                    "accepted": self._accepted.counts,
                    "transitions": self._transitions.counts,
                },
                {
                    "spec": self.spec.model_dump(),
                    "sampler": self.sampler.model_dump(),
                    "counts": [self.evaluations, self._accepted.total, self._proposed, self._transitions.total],
                    "sigma": self.sigma,
                    "health": asdict(health),
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
        walk._labels = own.tensors["labels"]
        walk._noise.set_state(own.tensors["noise"])
        walk.evaluations, accepted, walk._proposed, transitions = own.values["counts"]
        walk._accepted = _kept_tally(own, "accepted", accepted)
        walk._transitions = _kept_tally(own, "transitions", transitions)
        walk.sigma, walk.health = own.values["sigma"], Health(**own.values["health"])
        return walk

    def message(self) -> str:
        """One sentence when particles are lost; empty otherwise."""
        if self.health.lost == 0 or not self.health.alarming(self._share_outside()):
            return ""
        size = getattr(self.sampler, "step_size", None)
        if size is None:
            return self.health.sentence("try more levels or a smaller step")
        # Langevin is stable on a Gaussian of variance v below 2 v
        better = min(size / 2, self._mixture.narrowest_scale**2)
        return self.health.sentence(f"try a step below {better:.2g} unit^2")

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
