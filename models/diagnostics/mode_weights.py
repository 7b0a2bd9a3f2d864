"""How particles share out over the modes, beside the exact masses.

total variation = 1/2 sum_m |sampled_m - true_m|      (masses of the box's modes, renormalised)
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from ..targets.modes import Modes
from .mode_noise import ModeNoise, mode_noise
from .verdicts import Verdict, told

Z_95 = 1.959964


@dataclass(frozen=True)
class ModeWeights:
    """Shares per mode (M,), each pure numbers in [0, 1]."""

    true: Tensor
    sampled: Tensor
    low: Tensor
    high: Tensor
    """Ends of intervals that hold the exact masses, all of them at once, in 95 of 100 exact samples."""
    total_variation: float
    total_variation_floor: float
    """What exact samples of this size score on average."""
    total_variation_floor_95: float
    """Their 95 % quantile."""
    outside: float
    """Share of particles in no mode: off the box or non-finite."""
    verdict: Verdict


def mode_weights(particles: Tensor, modes: Modes) -> ModeWeights:
    """Sampled share of each mode with its Wilson interval, at the level at which all of them hold together.

    Particles in no mode count for nothing: noise and intervals are those of the number that is left.
    Source: Wilson 1927; Hothorn, Bretz and Westfall 2008, section 3 (the maximum over all).
    """
    labels = modes.label_of(particles)
    inside = labels >= 0
    n = int(inside.sum())
    true = modes.shares
    counts = torch.bincount(labels[inside], minlength=modes.n_modes).double()
    sampled = counts / max(1, n)
    noise = noise_of(true, n)
    low, high = wilson_interval(sampled, n, noise.critical if modes.n_modes > 1 else Z_95)
    return ModeWeights(
        true=true,
        sampled=sampled,
        low=low,
        high=high,
        total_variation=0.5 * float((sampled - true).abs().sum()) if n else 1.0,
        total_variation_floor=noise.total_variation,
        total_variation_floor_95=noise.total_variation_95,
        outside=1 - n / max(1, len(particles)),
        verdict=_verdict(true, sampled, n, noise),
    )


def noise_of(true: Tensor, n: int) -> ModeNoise:
    """What n exact particles score on modes of these masses (M,)."""
    return mode_noise(tuple(true.tolist()), n)


def _verdict(true: Tensor, sampled: Tensor, n: int, noise: ModeNoise) -> Verdict:
    if n == 0:
        return Verdict(holds=False, sentence="No particle is in any mode.", smallest_fault=None)
    if len(true) < 2:
        return Verdict(holds=True, sentence="There is one mode, and nothing to weigh.", smallest_fault=None)
    strays = (sampled - true).abs() / (true * (1 - true) / n).sqrt()
    worst = int(strays.argmax())
    if float(strays[worst]) <= noise.critical:
        sentence = told("The modes' shares", noise.smallest_fault)
        return Verdict(holds=True, sentence=sentence, smallest_fault=noise.smallest_fault)
    sentence = (
        f"Mode {worst + 1} has {100 * float(sampled[worst]):.1f} % in place of {100 * float(true[worst]):.1f} %; in 95 "
        "of 100 exact samples no mode strays this far."
    )
    return Verdict(holds=False, sentence=sentence, smallest_fault=noise.smallest_fault)


def wilson_interval(share: Tensor, n: int, z: float = Z_95) -> tuple[Tensor, Tensor]:
    """Interval of binomial shares from n draws, z deviations to either side, 95 % for one; [0, 1] when n = 0.

    It holds a mass exactly when the share strays from it by at most z of the mass's own deviations.
    """
    if n == 0:
        return torch.zeros_like(share), torch.ones_like(share)
    z2 = z**2 / n
    centre = (share + z2 / 2) / (1 + z2)
    half = z * (share * (1 - share) / n + z2 / (4 * n)).sqrt() / (1 + z2)
    return (centre - half).clamp(min=0), (centre + half).clamp(max=1)


def total_variation_floor(true: Tensor, n: int) -> float:
    """Mean total variation of n exact draws."""
    return noise_of(true, n).total_variation
