"""The measures there are: what each is called, its unit, which way is better, its noise floor, and what it means.

Whoever computes a figure sends it under a `name` of this list; tables, charts and help read everything else here.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..settings import Settings

Better = Literal["lower", "higher", "neither"]


class ChartInfo(Settings):
    """The chart that a measure is drawn in; of measures in one chart the last that a run reports is drawn."""

    title: str = Field(description="On its tab.")
    label: str = Field(description="Along its axis.")


class Measure(Settings):
    """One figure of a run's training or of its particles."""

    name: str
    title: str
    unit: str = Field(
        description="'1' for a pure number; empty where it is the objective's own (ObjectiveInfo.loss_unit)."
    )
    of: Literal["training", "sampling"]
    better: Better
    comparable: bool = Field(True, description="Whether panels with different objectives may be compared by it.")
    error: str | None = Field(
        None, description="The name under which its standard error is sent; null where it has none."
    )
    floor: str | None = Field(
        None, description="The name under which its noise floor is sent: what perfect samples score on average."
    )
    floor_95: str | None = Field(None, description="The name under which the 95 % quantile of its noise floor is sent.")
    log: bool = Field(False, description="Whether a logarithmic axis suits it.")
    chart: ChartInfo | None = Field(None, description="Null where it has no small chart of its own.")
    label: str = Field("", description="Beside its figure on a panel; empty where panels do not show it.")
    label_below: str = Field("", description="The label where it stands below another error.")
    note: str = Field("", description="What the panel says of it on hover.")
    equation: str = Field(description="TeX.")
    explanation: str = Field(description="Two sentences: what it says, and how to read it.")
    source: str


ERROR = ChartInfo(title="Error", label="relative Fisher error")

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="loss",
        title="loss",
        unit="",
        of="training",
        better="lower",
        error="loss_se",
        comparable=False,
        chart=ChartInfo(title="Loss", label="loss"),
        label="loss",
        note="Running mean of the objective. Objectives have different scales: compare a loss only with itself.",
        equation=r"\bar J \leftarrow \bar J + 0.02\,(J - \bar J)",
        explanation="The running mean of the objective over the batches seen. "
        "Objectives have different scales and zeros, so compare a loss only with itself.",
        source="Each objective's own, see its help.",
    ),
    Measure(
        name="held_out_loss",
        title="held-out loss",
        unit="",
        of="training",
        better="lower",
        error="held_out_loss_se",
        comparable=False,
        label="loss on held-out points",
        note="The same objective on points it never trains on. "
        "When it climbs while the loss falls, the run learns the points by heart.",
        equation=r"J \text{ on points never trained on}",
        explanation="The same objective on points the run never trains on. "
        "When it climbs while the loss falls, the run learns its points by heart.",
        source="Goodfellow et al. 2016, chapter 5.",
    ),
    Measure(
        name="relative_fisher_error",
        title="Fisher error, clean",
        unit="1",
        of="training",
        better="lower",
        error="relative_fisher_error_se",
        log=True,
        chart=ERROR,
        label="error vs target",
        label_below="vs clean target",
        note="Relative Fisher error against the exact score of the target: "
        "E|s\u2212s*|² / E|s*|². A pure number; 0 is perfect.",
        equation=r"\frac{E_p\,\|s_\theta - \nabla\log p\|^2}{E_p\,\|\nabla\log p\|^2}",
        explanation="How far the learnt score is from the exact one where data lie, as a share of the score itself. "
        "0 is perfect and 1 is as good as a field of zeros; it hardly sees the void or the modes' weights.",
        source="Hyvarinen 2005, eq. 2.",
    ),
    Measure(
        name="relative_fisher_error_smoothed",
        title="Fisher error, smoothed",
        unit="1",
        of="training",
        better="lower",
        error="relative_fisher_error_smoothed_se",
        log=True,
        chart=ERROR,
        label="error vs smoothed",
        note="Relative Fisher error against the score of the target blurred by \u03c3, which is what this objective "
        "can learn: E|s\u2212s*|² / E|s*|². A pure number; 0 is perfect.",
        equation=r"\frac{E_{p_\sigma}\|s_\theta - \nabla\log p_\sigma\|^2}{E_{p_\sigma}\|\nabla\log p_\sigma\|^2}",
        explanation="The Fisher error against the target blurred by the objective's own noise: what a denoiser learns. "
        "Judge a denoiser by this one: against the clean target it looks wrong by design.",
        source="Vincent 2011, section 4.",
    ),
    Measure(
        name="angle_deg",
        title="angle to the exact score",
        unit="degrees",
        of="training",
        better="lower",
        error="angle_deg_se",
        log=True,
        chart=ChartInfo(title="Angle", label="mean angle to the true score"),
        equation=r"\frac{E_p\big[\|s\|\,\angle(s_\theta, s)\big]}{E_p\,\|s\|}",
        explanation="The mean angle between learnt and exact arrows, weighted by the length of the exact one. "
        "Places where the exact score vanishes have no direction and count for nothing.",
        source="This project's models/diagnostics/fisher_divergence.py.",
    ),
    Measure(
        name="kl",
        title="KL to the truth",
        unit="nats",
        of="training",
        better="lower",
        error="kl_se",
        log=True,
        equation=r"\mathrm{KL}(p\,\|\,p_\theta) = E_p\big[\log p + E_\theta\big] + \log Z_\theta",
        explanation="What an energy model loses against the truth, mode weights included, with its Z by quadrature. "
        "Only energies have it; an energy may have a tiny Fisher error and a large KL.",
        source="Kullback and Leibler 1951.",
    ),
    Measure(
        name="log_z",
        title="log Z, quadrature",
        unit="nats",
        of="training",
        better="neither",
        equation=r"\log Z_\theta = \log \int e^{-E_\theta(x)}\,dx",
        explanation="The log partition function of the energy model, summed over cells as only two dimensions allow. "
        "Most objectives leave it free, so a drift means nothing by itself.",
        source="LeCun et al. 2006.",
    ),
    Measure(
        name="log_z_learned",
        title="log Z, learnt",
        unit="nats",
        of="training",
        better="neither",
        equation=r"\log Z \text{ as a parameter of } J",
        explanation="The log partition function that noise-contrastive estimation learns as one more parameter. "
        "It is right when it meets the quadrature's value.",
        source="Gutmann and Hyvarinen 2010, section 2.1.",
    ),
    Measure(
        name="components",
        title="Gaussians",
        unit="1",
        of="training",
        better="neither",
        equation=r"\text{least } {-2} \log L + (6 k - 1) \log n",
        explanation="How many Gaussians a mixture has that chooses their number itself. The one of least BIC is taken, "
        "which pays for every Gaussian with the logarithm of the number of points.",
        source="Schwarz 1978 (Annals of Statistics 6).",
    ),
    Measure(
        name="ms_per_step",
        title="time per step",
        unit="ms",
        of="training",
        better="lower",
        equation=r"t / n",
        explanation="Milliseconds of one thread per step of training, on average over the run. "
        "Other work on the machine lengthens it: compare panels that ran side by side.",
        source="Measured by the worker.",
    ),
    Measure(
        name="mode_weight_tv",
        title="share error (TV)",
        unit="1",
        of="sampling",
        better="lower",
        floor="mode_weight_tv_floor",
        floor_95="mode_weight_tv_floor_95",
        equation=r"\tfrac12 \sum_m |\hat\pi_m - \pi_m|",
        explanation="Half the summed difference between the particles' shares of the modes and the exact ones. "
        "0 is perfect, 1 puts everything in the wrong mode; 95 of 100 exact samples stay below its floor's upper end.",
        source="Levin and Peres 2017, Markov Chains and Mixing Times, prop. 4.2.",
    ),
    Measure(
        name="sliced_wasserstein",
        title="sliced Wasserstein-2",
        unit="units",
        of="sampling",
        better="lower",
        floor="sliced_wasserstein_floor",
        floor_95="sliced_wasserstein_floor_95",
        log=True,
        equation=r"\Big(E_{u}\,W_2^2(u^\top X,\,u^\top Y)\Big)^{1/2}",
        explanation="How far particles must be moved to become exact samples, averaged over directions. "
        "Two sets of exact samples of the same size are apart by the floor, and 95 of 100 by less than its upper end.",
        source="Bonneel et al. 2015.",
    ),
    Measure(
        name="evaluations",
        title="evaluations",
        unit="per particle",
        of="sampling",
        better="lower",
        equation=r"n_{\text{steps}} \times \text{field calls per step}",
        explanation="How often the field has been evaluated for each particle since the start of the walk. "
        "It is the cost of a sampler that does not depend on the machine.",
        source="Counted by the walk.",
    ),
    Measure(
        name="acceptance_rate",
        title="acceptance rate",
        unit="1",
        of="sampling",
        better="neither",
        error="acceptance_rate_se",
        equation=r"\frac{\#\text{accepted}}{\#\text{proposed}}",
        explanation="The share of proposals that a Metropolis test has accepted so far. "
        "Near 1 the steps are timid, near 0 the chain stands still; .57 suits MALA and .23 Metropolis-Hastings.",
        source="Roberts and Rosenthal 2001.",
    ),
    Measure(
        name="transitions_per_1000",
        title="crossings between modes",
        unit="per 1,000 steps",
        of="sampling",
        better="higher",
        error="transitions_per_1000_se",
        equation=r"1000\,\frac{\#\text{crossings}}{n_{\text{steps}}\, N}",
        explanation="How often a particle moves from one mode's basin to another's, per thousand steps. "
        "Where it is near zero the particles keep the mode they started in, whatever its weight.",
        source="Counted by the walk.",
    ),
    Measure(
        name="outside",
        title="particles off the box",
        unit="1",
        of="sampling",
        better="lower",
        error="outside_se",
        equation=r"\frac{\#\{x \notin [-4, 4]^2\}}{N}",
        explanation="The share of particles that have left the box or are no longer finite. "
        "A few may lie outside by right; many mean a step size that blows up.",
        source="Counted by the walk.",
    ),
)
