"""A run: one objective teaching one network one target, as an iterator of snapshots.

Everything random comes from streams named after the run's seed, and one step is one call, so that a run can be
paused, shown, copied or resumed anywhere without moving a number.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import torch
from torch import Tensor

from ..errors import Diverged, Nonsense
from ..networks.base import Network, Scaling
from ..networks.build import build_network
from ..networks.own_steps import OwnSteps
from ..objectives.base import Objective, Problem
from ..parcel import Parcel, leaves, rebuilt
from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from .averaging import Averaged
from .data import Data
from .generations import GENERATION
from .loss_spread import LossSpread
from .optimiser import Optimiser
from .resolve import resolve, written
from .snapshot import Snapshot
from .spec import RunSpec

# weight of the newest loss in the running mean that is shown
LOSS_MEMORY = 0.02
HELD_OUT_PARTS = 16
HELD_OUT_STREAM = "held-out-noise"
COPY = "scorescape-copy/1"


class Run:
    """Trains step by step. Same target and specification on one machine and thread: same weights, bit for bit.

    An objective or a network of one's own takes the place of those the specification names; see `written`. What the
    specification leaves out comes from the defaults of this generation; see generations.py.
    Errors: InvalidInput and Unsupported from the specification; Diverged from `step`, which leaves the weights of
    the last finite step in place.
    """

    def __init__(
        self,
        mixture: GaussianMixture,
        spec: RunSpec,
        *,
        objective: Objective[Any] | type[Objective[Any]] | None = None,
        network: type[Network] | None = None,
        generation: int = GENERATION,
    ) -> None:
        spec = written(spec, objective, network)
        self.resolved = resolve(spec, mixture, generation)
        self.network = build_network(
            self.resolved.network,
            spec.model,
            Scaling.of(mixture),
            self.resolved.noise_range,
            stream(spec.seed, "init"),
            self.resolved.architecture,
        )
        self.noise = stream(spec.seed, "noise")
        self.step_count, self.n_steps = 0, spec.n_steps
        self.seconds, self.loss, self.spread = 0.0, math.nan, LossSpread(LOSS_MEMORY)
        self.retargeted_at = 0
        """Steps that were taken on earlier targets: up to here it has learnt another density than it is judged by."""
        self._begin(mixture)
        # steps of its own are no noisy descent, whose mean would be better than its end
        self.averaged = Averaged(self.network, 0.0 if self._climber else self.resolved.optimiser.averaging)

    def _begin(self, mixture: GaussianMixture) -> None:
        """Data, objective state and optimiser for this target; the schedule starts here."""
        self.mixture = mixture
        seed = self.resolved.spec.seed
        self.data = Data(mixture, self.resolved.spec.data, seed)
        problem = Problem(mixture, self.data.points)
        self.state: Any = self.resolved.objective.init(problem, stream(seed, "state"))
        if climber := self._climber:
            self.state = climber.begin(self.data.points, stream(seed, "state"))
        extra = self.resolved.objective.learnt_parameters(self.state)
        self.optimiser = Optimiser(self.network, extra, self.resolved.optimiser)
        self._schedule_start, self._schedule_steps = self.step_count, self.n_steps - self.step_count

    @property
    def _climber(self) -> OwnSteps[Any] | None:
        """The network if it takes steps of its own up the likelihood, on all the points at once."""
        if self.resolved.objective.likelihood and isinstance(self.network, OwnSteps):
            return self.network
        return None

    # -- what a run shows ----------------------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        return self.step_count >= self.n_steps

    def field(self) -> Network:
        """The network with averaged weights: what is shown, measured and sampled."""
        self.averaged.network.taught_at = self.mixture.means
        return self.averaged.network

    def snapshot(self) -> Snapshot:
        return Snapshot(
            step=self.step_count,
            n_steps=self.n_steps,
            seconds=self.seconds,
            loss=self.loss,
            held_out_loss=self.held_out_loss(),
            readings=self.resolved.objective.readings(self.state) | self.field().readings(),
            field=self.field(),
            loss_se=self.spread.standard_error(),
            held_out_loss_se=self.held_out_loss_se(),
        )

    def snapshots(self, every: int) -> Iterator[Snapshot]:
        """Trains to the end, yielding after every `every` steps and after the last."""
        while not self.finished:
            self.step()
            if self.step_count % every == 0 or self.finished:
                yield self.snapshot()

    def held_out_loss(self) -> float | None:
        """The objective on points it never sees, under noise of its own; None for an endless stream."""
        if self.data.held_out is None:
            return None
        noise = stream(self.resolved.spec.seed, HELD_OUT_STREAM)
        with torch.no_grad():
            loss, _ = self.resolved.objective.loss(self.field(), self.data.held_out, self.state, noise)
        return float(loss)

    def held_out_loss_se(self) -> float | None:
        """Its standard error, from how parts of the points differ; None where there are too few of them."""
        points = self.data.held_out
        if points is None or len(points) < 2 * HELD_OUT_PARTS:
            return None
        noise, objective = stream(self.resolved.spec.seed, f"{HELD_OUT_STREAM}-parts"), self.resolved.objective
        with torch.no_grad():
            parts = points.tensor_split(HELD_OUT_PARTS)
            losses = [float(objective.loss(self.field(), part, self.state, noise)[0]) for part in parts]
        return statistics.stdev(losses) / math.sqrt(HELD_OUT_PARTS)

    # -- what moves it -------------------------------------------------------------------------------------

    def step(self) -> float:
        """One step of descent; the batch's loss."""
        began = time.perf_counter()
        x = self.data.batch(self.resolved.optimiser.batch_size)
        loss, state = self.resolved.objective.loss(self.network, x, self.state, self.noise)
        value = self._number(loss)
        if not math.isfinite(value):
            raise self._diverged(f"the loss became {value}")
        if climber := self._climber:
            state = climber.improve(self.data.points, state, self.noise)
        elif not self.optimiser.step(loss, self.step_count - self._schedule_start, self._schedule_steps):
            raise self._diverged("the gradient became non-finite")
        self.state = state
        self.averaged.update(self.step_count)
        self.step_count += 1
        self.spread.add(value - self.loss)
        self.loss = value if math.isnan(self.loss) else self.loss + LOSS_MEMORY * (value - self.loss)
        self.seconds += time.perf_counter() - began
        return value

    def _number(self, loss: object) -> float:
        """The loss as a number. Errors: Nonsense if it is none, which only an objective from elsewhere answers."""
        if isinstance(loss, Tensor) and loss.numel() == 1:
            return float(loss.detach())
        what = f"an array of shape {tuple(loss.shape)}" if isinstance(loss, Tensor) else type(loss).__name__
        raise Nonsense(
            f"{self.resolved.objective.title} answered {what} as its loss; a loss is one number, so mend it."
        )

    def extend(self, n_steps: int) -> None:
        """Go on for further steps under a fresh schedule."""
        self._schedule_start, self._schedule_steps = self.step_count, n_steps
        self.n_steps = self.step_count + n_steps

    def retarget(self, mixture: GaussianMixture) -> None:
        """Go on with another target: the weights stay, data, noise levels and schedule are the new target's.

        Errors: as for a new run; nothing changes if the new target is refused.
        """
        spec = self.resolved.spec
        self.resolved = resolve(spec, mixture, self.resolved.generation)
        for network in (self.network, self.averaged.network):
            network.noise_range = self.resolved.noise_range
            network.version += 1
        self.n_steps = self.step_count + spec.n_steps
        self.retargeted_at = self.step_count
        self._begin(mixture)

    def _diverged(self, cause: str) -> Diverged:
        hint = "Try a smaller learning rate" + (
            ", or more data points." if self.data.held_out is not None else " or another objective for this target."
        )
        return Diverged(self.step_count, cause, hint)

    # -- keeping it ----------------------------------------------------------------------------------------

    def packed(self) -> Parcel:
        """Everything, for `unpacked` on the same machine; not a format for exchange (see weights.py)."""
        mixture = self.mixture
        return Parcel.of(
            network=Parcel(self.network.state_dict()),
            averaged=Parcel(self.averaged.network.state_dict()),
            adam=Parcel(self.optimiser.memory()),
            state=leaves(self.state),
            target=Parcel({"weights": mixture.weights, "means": mixture.means, "scales": mixture.scales}),
            streams=Parcel({"data": self.data.generator.get_state(), "noise": self.noise.get_state()}),
            own=Parcel(
                values={
                    "spec": self.resolved.spec.model_dump(),
                    "generation": self.resolved.generation,
                    "scaling": asdict(self.network.scaling),
                    "counters": [self.step_count, self.n_steps, self._schedule_start, self._schedule_steps],
                    "shown": [self.seconds, self.loss],
                    "spread": [self.spread.count, self.spread.variance],
                    "retargeted_at": self.retargeted_at,
                }
            ),
        )

    def copied(self) -> Run:
        """A run of its own that stands where this one stands: stepping it moves nothing here."""
        return Run.unpacked(Parcel.from_bytes(self.packed().to_bytes(COPY), COPY), self.mixture)

    @staticmethod
    def unpacked(parcel: Parcel, target: GaussianMixture | None = None) -> Run:
        """The run as it was, to go on bit for bit. Errors: InvalidInput if the parcel is of another version.

        `target` is what it was taught, if that is known: of one that is no mixture a parcel keeps what stands for it.
        """
        own, streams = parcel.part("own").values, parcel.part("streams").tensors
        kept, spec = parcel.part("target").tensors, RunSpec.parse(own["spec"])
        mixture = GaussianMixture(kept["weights"], kept["means"], kept["scales"])
        if target is not None and target.fingerprint() == mixture.fingerprint():
            mixture = target
        # a run says its generation since there is a second
        run = Run(mixture, spec, generation=own.get("generation", 1))
        for network, name in ((run.network, "network"), (run.averaged.network, "averaged")):
            network.scaling = Scaling(**own["scaling"] | {"center": tuple(own["scaling"]["center"])})
            network.load_state_dict(parcel.part(name).tensors)
        run.state = rebuilt(run.state, parcel.part("state"))
        extra = run.resolved.objective.learnt_parameters(run.state)
        run.optimiser = Optimiser(run.network, extra, run.resolved.optimiser)
        run.optimiser.remember(parcel.part("adam").tensors)
        run.data.generator.set_state(streams["data"])
        run.noise.set_state(streams["noise"])
        run.step_count, run.n_steps, run._schedule_start, run._schedule_steps = own["counters"]
        run.seconds, run.loss = own["shown"]
        # earlier versions kept none
        run.spread = LossSpread(LOSS_MEMORY, *own.get("spread", (run.step_count, math.nan)))
        run.retargeted_at = own.get("retargeted_at", 0)
        return run
