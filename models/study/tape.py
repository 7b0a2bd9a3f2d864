"""What a run's field looked like along its training: a bounded, evenly thinned row of moments.

Moments lie at multiples of a stride of steps, so two equal runs have equal tapes, whatever the clock did. When the
tape is full the stride doubles and every second moment goes; a tape is never longer than MAX_MOMENTS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import safetensors.torch
import torch
from torch import Tensor

from ..figures import Figures
from ..parcel import Parcel
from ..plain_json import as_json
from ..training.run import Run
from .arrows import arrow_scores

FILE_VERSION = 1
MAX_MOMENTS = 256
# how many moments a run as long as it was asked to be fills: a moment costs half a step, these then 3 % of 1,500
FIRST_MOMENTS = 100
# a run whose moments could need more than this keeps none of their weights; networks of up to 39,000 parameters do
PAST_BYTES = 40_000_000


@dataclass(frozen=True)
class Past:
    """What it takes to measure a moment afterwards. Lives as long as the worker: it is too large to be kept."""

    weights: Tensor
    loss: float
    loss_se: float | None
    readings: dict[str, float]

    @classmethod
    def of(cls, run: Run) -> Past | None:
        # asked before they are copied: large networks come by here as often as small ones
        if run.averaged.nbytes * MAX_MOMENTS > PAST_BYTES:
            return None
        return cls(
            run.averaged.weights(), run.loss, run.spread.standard_error(), run.resolved.objective.readings(run.state)
        )


@dataclass(frozen=True)
class Moment:
    """The field after `step` steps, and the figures last measured by then."""

    step: int
    seconds: float
    score: Tensor
    """(A, A, 2) float32 on the arrows' grid, row 0 = lowest y, 1/unit."""
    values: Figures
    measured_step: int | None
    """The step of training at which `values` were measured; null before the first measurement."""
    past: Past | None = None


@dataclass
class Tape:
    """Grows with its run by `follow`; `mark` keeps a moment at which the run stopped, wherever that was."""

    stride: int = 1
    moments: list[Moment] = field(default_factory=list)
    _figures: Figures = field(default_factory=dict)
    _measured_step: int | None = None

    @classmethod
    def of(cls, run: Run) -> Tape:
        """A tape that begins with the field as it is."""
        tape = cls(stride=max(1, -(-run.n_steps // FIRST_MOMENTS)))
        tape.mark(run)
        return tape

    def measured(self, step: int, values: Figures) -> None:
        """Figures that belong to the moments from here on, and to one at this very step."""
        self._figures, self._measured_step = values, step
        if self.moments and self.moments[-1].step == step:
            self.moments[-1] = replace(self.moments[-1], values=values, measured_step=step)

    def at(self, step: int) -> Moment | None:
        """The moment at this very step."""
        return next((moment for moment in self.moments if moment.step == step), None)

    def remeasured(self, moment: Moment, values: Figures) -> Moment:
        """The moment with figures of its own."""
        measured = replace(moment, values=values, measured_step=moment.step)
        self.moments = [measured if each is moment else each for each in self.moments]
        return measured

    def forget_past(self) -> None:
        """Another target: what lies behind must not be judged by it."""
        self.moments = [replace(moment, past=None) for moment in self.moments]

    def follow(self, run: Run) -> None:
        """Called after every step of training: keeps the moment if its turn has come."""
        if run.step_count % self.stride == 0:
            self.mark(run)

    def mark(self, run: Run) -> None:
        """Keep the field as it is now."""
        if self.moments and self.moments[-1].step == run.step_count:
            self.moments.pop()  # another target may have moved the field's own scaling
        score = arrow_scores(run.field()).clone()
        moment = Moment(run.step_count, run.seconds, score, self._figures, self._measured_step, Past.of(run))
        self.moments.append(moment)
        if len(self.moments) > MAX_MOMENTS:
            self._thin()

    def _thin(self) -> None:
        """Keep the first, the newest and the multiples of a doubled stride."""
        first, newest = self.moments[0], self.moments[-1]
        while len(self.moments) > MAX_MOMENTS // 2 + 2:
            self.stride *= 2
            between = [moment for moment in self.moments[1:-1] if moment.step % self.stride == 0]
            self.moments = [first, *between, newest]

    def encode(self, run: str) -> bytes:
        """One safetensors buffer: the tensors of `packed`.

        Metadata: v, kind = tape, run, and `figures`, JSON: for each moment {measured_step, values}.
        """
        kept = self.packed()
        figures = as_json(kept.values["figures"])
        metadata = {"v": str(FILE_VERSION), "kind": "tape", "run": run, "figures": figures}
        return safetensors.torch.save(kept.tensors, metadata=metadata)

    def packed(self) -> Parcel:
        """The whole tape, for `unpacked`: `step` (T,) int32, `seconds` (T,) float64, `score` (T, A, A, 2) float32;
        value `figures`: for each moment {measured_step, values}."""
        tensors = {
            "step": torch.tensor(_column(self.moments, "step"), dtype=torch.int32),
            "seconds": torch.tensor(_column(self.moments, "seconds"), dtype=torch.float64),
            "score": torch.stack([moment.score for moment in self.moments]),
        }
        figures = [{"measured_step": moment.measured_step, "values": moment.values} for moment in self.moments]
        newest = {"measured_step": self._measured_step, "values": self._figures}
        return Parcel(tensors, {"stride": self.stride, "figures": figures, "newest": newest})

    @classmethod
    def unpacked(cls, parcel: Parcel) -> Tape:
        """The tape as it was; it goes on with its run."""
        columns = (parcel.tensors[name] for name in ("step", "seconds", "score"))
        moments = [
            Moment(int(step), float(seconds), score.clone(), figures["values"], figures["measured_step"])
            for step, seconds, score, figures in zip(*columns, parcel.values["figures"], strict=True)
        ]
        newest = parcel.values["newest"]
        return cls(parcel.values["stride"], moments, newest["values"], newest["measured_step"])


def _column(moments: Sequence[Moment], name: str) -> list[float]:
    return [getattr(moment, name) for moment in moments]
