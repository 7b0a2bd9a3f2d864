"""What network to build, as a record."""

from __future__ import annotations

from typing import Literal

from ..settings import Settings, setting

Parameterisation = Literal["score", "energy"]
Link = Literal["exp", "square", "abs", "softplus", "sigmoid"]
Activation = Literal["silu", "softplus", "tanh"]
Frequencies = Literal["gaussian", "bands"]


class ModelSpec(Settings):
    """Settings of any network: those of a perceptron (NetworkSpec), or a family's own."""


class NetworkSpec(ModelSpec):
    """A multilayer perceptron on standardised coordinates, with optional random Fourier features of x."""

    width: int = setting(128, ge=8, le=512, title="width", unit="neurons", description="Neurons in each hidden layer.")
    depth: int = setting(3, ge=1, le=6, title="depth", unit="layers", description="Hidden layers.")
    activation: Activation = setting(
        "silu", title="activation", description="Smooth, since score matching differentiates it twice."
    )
    fourier_features: int = setting(
        16,
        ge=0,
        le=64,
        title="Fourier features",
        description="Random frequencies fed beside x; more sharpen narrow modes and worsen the void.",
    )
    frequencies: Frequencies = setting(
        "gaussian",
        title="frequencies",
        description="gaussian: one band about the Fourier scale; bands: every octave from the lowest to the highest.",
    )
    fourier_scale: float = setting(
        2.0,
        gt=0,
        le=10,
        title="Fourier scale",
        unit="1/standardised unit",
        description="Standard deviation of gaussian frequencies; bands do not use it.",
    )
    lowest_frequency: float = setting(
        1.0,
        gt=0,
        le=100,
        scale="log",
        title="lowest frequency",
        unit="1/standardised unit",
        advanced=True,
        description="Where bands begin: waves as long as the whole target; gaussian frequencies do not use it.",
    )
    highest_frequency: float = setting(
        10.0,
        gt=0,
        le=10_000,
        scale="log",
        title="highest frequency",
        unit="1/standardised unit",
        advanced=True,
        description="Where bands end: near 1 / width of the narrowest part; gaussian frequencies do not use it.",
    )
    output_scale: float | None = setting(
        None,
        gt=0,
        le=1000,
        title="output scale",
        advanced=True,
        description="Factor on the last layer; empty means 1 / (2 narrowest scale) for scores and 1 for energies.",
    )
    confinement: float = setting(
        0.0,
        ge=0,
        le=10,
        title="confinement",
        unit="nats per standardised unit^2",
        advanced=True,
        description="Adds confinement / 2 |u|^2 to an energy, so that its density can be normalised far out.",
    )
    link: Link = setting(
        "exp",
        title="link",
        advanced=True,
        description="From an energy network's output f to a density: exp(-f), f^2, |f|, log(1 + exp(f)) or "
        "1 / (1 + exp(-f)), times the confinement.",
    )
