"""What the figures of the phase transition are called and mean."""

from __future__ import annotations

from ...diagnostics.measures import ChartInfo, Measure

ENERGY = ChartInfo(title="Energy", label="energy a spin")
MAGNETISATION = ChartInfo(title="Magnetisation", label="|m|")

TRANSITION_MEASURES: tuple[Measure, ...] = (
    Measure(
        name="energy_per_spin",
        title="energy a spin, measured",
        unit="J",
        of="training",
        better="neither",
        error="energy_per_spin_se",
        chart=ENERGY,
        label="energy",
        equation=r"u = -\frac{1}{n} \Big\langle \sum_{\langle ij \rangle} y_i y_j \Big\rangle",
        explanation="The mean over the sweeps since the coupling was set, with its standard error by batch means. "
        "Between .42 and .455 the chain forgets so slowly that this error is too small itself: do not judge there.",
        source="Flegal and Jones 2010 (batch means).",
    ),
    Measure(
        name="kaufman",
        title="energy a spin of this torus",
        unit="J",
        of="training",
        better="neither",
        label="exact, finite",
        equation=r"-\frac{1}{n} \frac{\partial}{\partial \beta} \log Z_{L \times L}",
        explanation="Exact for a torus of this very size, from Kaufman's sum of four products. "
        "It is what a correct sampler meets; at the critical coupling 32 x 32 is 1.4 % off the infinite lattice.",
        source="Kaufman 1949.",
    ),
    Measure(
        name="onsager",
        title="energy a spin, infinite lattice",
        unit="J",
        of="training",
        better="neither",
        label="Onsager",
        equation=r"-\coth 2\beta \Big[1 + \tfrac{2}{\pi} (2 \tanh^2 2\beta - 1)\, K(k)\Big]",
        explanation="Exact without borders, in units of J = 1 a pair. "
        "Its slope is infinite at the critical coupling .4407, which no finite lattice can follow.",
        source="Onsager 1944.",
    ),
    Measure(
        name="magnetisation",
        title="magnetisation |m|, measured",
        unit="1",
        of="training",
        better="neither",
        error="magnetisation_se",
        chart=MAGNETISATION,
        label="|m|",
        equation=r"\Big\langle \Big| \tfrac{1}{n} \sum_i y_i \Big| \Big\rangle",
        explanation="The mean of the magnetisation without its sign, over the sweeps since the coupling was set. "
        "Below the transition it is not 0 on a finite lattice, and a random start may freeze into stripes above it.",
        source="Yang 1952.",
    ),
    Measure(
        name="yang",
        title="magnetisation, infinite lattice",
        unit="1",
        of="training",
        better="neither",
        label="Yang",
        equation=r"\big(1 - \sinh(2\beta)^{-4}\big)^{1/8}",
        explanation="Exact for the infinite lattice, and 0 below the critical coupling. "
        "Close to it a finite lattice is still far from this curve.",
        source="Yang 1952.",
    ),
    Measure(
        name="beta",
        title="coupling",
        unit="1",
        of="training",
        better="neither",
        equation=r"\beta",
        explanation="What a pair of equal neighbours is worth: the inverse temperature in units of J. "
        "At .4407 the lattice changes from disorder to order.",
        source="Kramers and Wannier 1941.",
    ),
    Measure(
        name="sweeps",
        title="sweeps",
        unit="1",
        of="training",
        better="neither",
        equation=r"t",
        explanation="How often every spin has been drawn. "
        "The first hundred after a change of the coupling do not count, and 400 of a scan's.",
        source="Geman and Geman 1984, section XI.",
    ),
    Measure(
        name="sweeps_per_second",
        title="sweeps a second",
        unit="1/s",
        of="training",
        better="higher",
        label="sweeps/s",
        equation=r"t / s",
        explanation="Sweeps a second of the clock just now, measurements and all other panels included. "
        "The pace is what holds it, but for a scan.",
        source="Measured by the worker.",
    ),
)
