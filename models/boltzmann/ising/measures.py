"""What the figures of an Ising denoiser are called and mean."""

from __future__ import annotations

from ...diagnostics.measures import ChartInfo, Measure

GREIG = "Greig, Porteous and Seheult 1989, section 2."
PIXELS = ChartInfo(title="Error", label="share of wrong pixels")

ISING_MEASURES: tuple[Measure, ...] = (
    Measure(
        name="error",
        title="wrong pixels",
        unit="1",
        of="training",
        better="lower",
        chart=PIXELS,
        label="wrong",
        equation=r"\frac{1}{n} \sum_i [\hat y_i \neq y_i]",
        explanation="The share of pixels in which the method's answer differs from the clean picture. "
        "On large drawn pictures one Gibbs sample is wrong two to four times as often as the mean of many.",
        source="Marroquin, Mitter and Poggio 1987, section III.",
    ),
    Measure(
        name="error_before",
        title="wrong pixels before",
        unit="1",
        of="training",
        better="neither",
        label="before",
        equation=r"\frac{1}{n} \sum_i [x_i \neq y_i]",
        explanation="The share of the observed pixels that were flipped. "
        "It is near the flipped share q that was asked for, and what every method must beat.",
        source="Counted.",
    ),
    Measure(
        name="hidden_error",
        title="wrong among unobserved",
        unit="1",
        of="training",
        better="lower",
        equation=r"\frac{1}{|H|} \sum_{i \in H} [\hat y_i \neq y_i]",
        explanation="The share of wrong pixels among those that were not observed at all. "
        "In large holes it is as bad as guessing: this prior knows only that neighbours are alike.",
        source="Counted.",
    ),
    Measure(
        name="energy",
        title="energy",
        unit="nats",
        of="training",
        better="lower",
        chart=ChartInfo(title="Energy", label="E(y, x)"),
        label="energy",
        equation=r"E(y, x) = -\beta \sum_{\langle ij \rangle} y_i y_j - h \sum_i x_i y_i",
        explanation="Equal neighbours lower it by the coupling, agreement with the data by the field strength. "
        "A sampler stays well above the minimum, for there are far more pictures there.",
        source="Bishop 2006, eq. 8.42.",
    ),
    Measure(
        name="energy_minimum",
        title="least energy, graph cut",
        unit="nats",
        of="training",
        better="neither",
        label="minimum",
        equation=r"\min_y E(y, x)",
        explanation="The energy of the best picture there is, found exactly as a minimum cut. "
        "No method can be below it, and the picture that has it is not always the one with the fewest wrong pixels.",
        source=GREIG,
    ),
    Measure(
        name="magnetisation",
        title="magnetisation",
        unit="1",
        of="training",
        better="neither",
        chart=ChartInfo(title="Magnetisation", label="mean spin"),
        equation=r"\frac{1}{n} \sum_i y_i",
        explanation="The mean spin: +1 is all white and -1 all black. "
        "A coupling that is far too strong drives it to one of the two.",
        source="Onsager 1944.",
    ),
    Measure(
        name="sweeps",
        title="sweeps",
        unit="1",
        of="training",
        better="neither",
        equation=r"t",
        explanation="How often every pixel has been visited. "
        "A sweep draws first all pixels of one colour of the checkerboard, then all of the other.",
        source="Geman and Geman 1984, section XI.",
    ),
    Measure(
        name="averaged",
        title="sweeps in the mean",
        unit="1",
        of="training",
        better="neither",
        equation=r"T",
        explanation="How many sweeps the posterior mean averages: none of the first 20, in which the spins settle. "
        "Another picture, coupling or field empties it.",
        source="Counted.",
    ),
    Measure(
        name="sweeps_per_second",
        title="sweeps a second",
        unit="1/s",
        of="training",
        better="higher",
        label="sweeps/s",
        equation=r"t / s",
        explanation="Sweeps a second of the clock just now, pace and all other panels included. "
        "The worker can do thousands: the pace is what holds it.",
        source="Measured by the worker.",
    ),
)
