"""What may be said to a restricted machine, what it says of itself, and what its figures mean."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..boltzmann.rbm.spec import RbmSpec
from ..diagnostics.measures import ChartInfo, Measure
from ..settings import Scalar
from .patterns_records import PatternsSubject
from .records import Command, Event, ProcessState, RunCommand, RunsCommand


class Train(RunsCommand):
    """Start or go on: to the planned end, or so many further epochs; beyond the end as many again."""

    type: Literal["train"] = "train"
    epochs: int | None = Field(None, ge=1, le=100_000, description="Further epochs; empty means as planned.")


class Pause(RunsCommand):
    """Hold where it is."""

    type: Literal["pause"] = "pause"


class Step(RunsCommand):
    """Learn so many batches and hold."""

    type: Literal["step"] = "step"
    batches: int = Field(1, ge=1, le=100_000, description="How many.")


class Pace(RunsCommand):
    """How fast it learns at most; the worker does what it can."""

    blind: ClassVar[bool] = True

    type: Literal["pace"] = "pace"
    epochs_per_second: float | None = Field(
        None, gt=0, le=10_000, description="Epochs a second at most; null is as fast as the machine can."
    )

    def lasting(self) -> str | None:
        return None if self.runs else "pace"


class Respec(RunCommand):
    """Give one run another specification; it begins again."""

    type: Literal["respec"] = "respec"
    spec: RbmSpec


class Retarget(Command):
    """Give all runs other pictures; they begin again, and go on learning if they did."""

    supersedes: ClassVar[bool] = True

    type: Literal["retarget"] = "retarget"
    target: PatternsSubject


COMMANDS: tuple[type[Command], ...] = (Train, Pause, Step, Pace, Respec, Retarget)


class RbmState(ProcessState):
    """Where one run stands."""

    epoch: int = 0
    epochs: int = Field(0, description="Where it is going to end.")
    batch: int = Field(0, description="Of the epoch that is going on, from 0.")
    n_batches: int = Field(0, description="Of an epoch.")
    n_train: int = 0
    n_test: int = 0
    rows: int = Field(0, description="Of a picture, in pixels.")
    columns: int = Field(0, description="Of a picture, in pixels.")
    resolved: dict[str, Scalar] = Field(
        default_factory=dict, description="The specification with nothing left out, under the names of its fields."
    )

    def reached(self) -> float:
        return self.epoch


class RbmFigures(Event):
    """What costs next to nothing, of the averaged weights as they are."""

    memory: ClassVar[Literal["", "newest", "history"]] = "newest"

    type: Literal["rbm-figures"] = "rbm-figures"
    step: int = Field(description="Whole epochs.")
    values: dict[str, float | None]


class RbmScores(Event):
    """Likelihoods of one epoch."""

    memory: ClassVar[Literal["", "newest", "history"]] = "history"

    type: Literal["rbm-scores"] = "rbm-scores"
    step: int = Field(description="The epoch.")
    values: dict[str, float | None]


LIKELIHOOD = ChartInfo(title="Likelihood", label="nats a picture")
SALAKHUTDINOV = "Salakhutdinov and Murray 2008, section 4."
RBM_MEASURES: tuple[Measure, ...] = (
    Measure(
        name="epoch",
        title="epoch",
        unit="epochs",
        of="training",
        better="neither",
        equation=r"n",
        explanation="How often all training pictures were seen, parts of a round included. "
        "For a few patterns, which are one batch, it is the number of steps.",
        source="Counted by the run.",
    ),
    Measure(
        name="scored_epoch",
        title="epoch of the scores",
        unit="epochs",
        of="training",
        better="neither",
        label="scored at epoch",
        equation=r"n",
        explanation="The epoch whose weights the likelihoods, log Z and KL are of: they take a while, and training "
        "goes on meanwhile. Empty while the first are on their way.",
        source="Counted by the run.",
    ),
    Measure(
        name="test_log_likelihood",
        title="test log-likelihood",
        unit="nats",
        of="training",
        better="higher",
        chart=LIKELIHOOD,
        label="test log-likelihood",
        equation=r"\frac1n \sum_i -F(v_i) - \log Z",
        explanation="The mean log-probability of pictures that nothing was fitted on, under the running average of the "
        "weights. Where log Z is an estimate it is too small on average, which makes this figure too good.",
        source=SALAKHUTDINOV,
    ),
    Measure(
        name="train_log_likelihood",
        title="training log-likelihood",
        unit="nats",
        of="training",
        better="higher",
        label="training log-likelihood",
        equation=r"\frac1n \sum_i -F(v_i) - \log Z",
        explanation="The mean log-probability of the pictures it learns from, under the running average of the "
        "weights. Of bars and stripes and of drawn patterns nothing is held out, so there is no other. "
        "Elsewhere, the further it stands above the test's, the more is learnt by heart.",
        source=SALAKHUTDINOV,
    ),
    Measure(
        name="last_test_log_likelihood",
        title="test log-likelihood, last iterate",
        unit="nats",
        of="training",
        better="higher",
        label="last iterate",
        equation=r"\theta_n \text{ in place of } \bar\theta_n",
        explanation="The same of the newest weights instead of their running average. "
        "While the rate is large it jumps by several nats from epoch to epoch, for reasons of chance alone.",
        source="Tieleman 2008; Polyak and Juditsky 1992.",
    ),
    Measure(
        name="independent_log_likelihood",
        title="independent pixels",
        unit="nats",
        of="training",
        better="neither",
        label="independent pixels",
        equation=r"\frac1n \sum_i \log p(v_i),\quad p(v) = \prod_d p_d^{v_d} (1 - p_d)^{1 - v_d}",
        explanation="What the test pictures score under pixels that know their own rate and nothing of each other. "
        "A machine that is no better has learnt nothing beyond its biases.",
        source="Rates are (count + 1) / (n + 2) of the training pictures.",
    ),
    Measure(
        name="log_z_exact",
        title="log Z, enumerated",
        unit="nats",
        of="training",
        better="neither",
        label="log Z, exact",
        equation=r"\log \sum_h e^{b^\top h} \prod_i (1 + e^{a_i + (W h)_i})",
        explanation="The log partition function with every state of the smaller side written out. "
        "Up to 20 units on that side: 2^20 states.",
        source="Smolensky 1986.",
    ),
    Measure(
        name="log_z_ais",
        title="log Z, annealed",
        unit="nats",
        of="training",
        better="neither",
        label="log Z, annealed",
        equation=r"\log \tfrac1M \sum_m w_m",
        explanation="The log partition function by annealed importance sampling that begins at independent pixels. "
        "Its logarithm is too small on average, and least so where the chains agree.",
        source=SALAKHUTDINOV,
    ),
    Measure(
        name="log_z_ais_low",
        title="log Z, annealed: lower end",
        unit="nats",
        of="training",
        better="neither",
        equation=r"\log \bar w - 1.96\,\mathrm{sd}(w) / (\sqrt M\, \bar w)",
        explanation="Lower end of the interval that holds log Z in 95 of 100 cases, by the delta method. "
        "There is none where fewer than 30 % of the chains count.",
        source=SALAKHUTDINOV,
    ),
    Measure(
        name="log_z_ais_high",
        title="log Z, annealed: upper end",
        unit="nats",
        of="training",
        better="neither",
        equation=r"\log \bar w + 1.96\,\mathrm{sd}(w) / (\sqrt M\, \bar w)",
        explanation="Upper end of the interval that holds log Z in 95 of 100 cases, by the delta method. "
        "There is none where fewer than 30 % of the chains count.",
        source=SALAKHUTDINOV,
    ),
    Measure(
        name="ess",
        title="share of chains that count",
        unit="1",
        of="training",
        better="higher",
        label="chains that count",
        equation=r"\frac{(\sum_m w_m)^2}{M \sum_m w_m^2}",
        explanation="The effective sample size of the annealing over the number of its chains. "
        "Below .3 its interval is not reliable and is not shown.",
        source="Kong 1992; Neal 2001.",
    ),
    Measure(
        name="kl",
        title="KL to the law",
        unit="nats",
        of="training",
        better="lower",
        log=True,
        label="KL to the law",
        equation=r"\sum_v p(v)\,\bigl(\log p(v) - \log p_\theta(v)\bigr)",
        explanation="What the machine loses against the law of the pictures, where that law is known. "
        "It is known of bars and stripes, and of drawn patterns, each of which is as likely as it was drawn often.",
        source="Kullback and Leibler 1951.",
    ),
    Measure(
        name="free_energy_gap",
        title="free-energy gap",
        unit="nats",
        of="training",
        better="lower",
        label="free-energy gap",
        equation=r"\overline{F}_{\text{test}} - \overline{F}_{\text{train}}",
        explanation="The mean free energy of test pictures less that of training pictures, which needs no Z. "
        "It opens when pictures are learnt by heart.",
        source="Hinton 2012 (A practical guide), section 6.",
    ),
    Measure(
        name="pseudo_log_likelihood",
        title="pseudo-likelihood",
        unit="nats",
        of="training",
        better="higher",
        label="pseudo-likelihood",
        equation=r"D\,\log \sigma\bigl(F(v^{(i)}) - F(v)\bigr),\quad i \sim \{1, \dots, D\}",
        explanation="How likely the pixels of test pictures are, each given all others, by one random pixel a picture. "
        "It needs no Z, and says nothing of whether pictures far from the data are likely too.",
        source="Besag 1975 (The Statistician 24).",
    ),
    Measure(
        name="reconstruction_error",
        title="reconstruction error",
        unit="1",
        of="training",
        better="lower",
        label="reconstruction error",
        equation=r"\overline{|v - p(v \mid h)|},\quad h = p(h \mid v)",
        explanation="How far a test picture is from what its own hidden units give back, a pixel. "
        "It is not what any of the objectives lowers: it may fall while the likelihood falls too.",
        source="Hinton 2012 (A practical guide), section 5.",
    ),
)
