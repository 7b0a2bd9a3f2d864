r"""What is exact of the Ising model without a field (J = 1, h = 0): on the infinite lattice and on an n x n torus.

    Onsager 1944    u = -coth 2b [1 + 2/pi (2 tanh^2 2b - 1) K(k)],  k = 2 sinh 2b / cosh^2 2b
    Yang 1952       |m| = (1 - sinh(2b)^-4)^(1/8) above b_c = 1/2 log(1 + sqrt 2) = .4407, 0 below
    Kaufman 1949    Z = 1/2 (2 sinh 2b)^(n^2/2) (Y1 + Y2 + Y3 + Y4), products over
                    cosh g_l = cosh 2b coth 2b - cos(pi l / n),  g_0 = 2b + log tanh b

with Y1, Y2 the products of 2 cosh and 2 sinh of n g_l / 2 over odd l, Y3, Y4 over even l. Energies are a spin, in units
of J; b is the inverse temperature, K the complete elliptic integral.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ellipk, logsumexp

CRITICAL = float(0.5 * np.log1p(np.sqrt(2)))
Floats = NDArray[np.float64]


def onsager(beta: float) -> float:
    """The energy a spin of the infinite lattice."""
    if beta == 0:
        return 0.0
    double = np.tanh(2 * beta)
    k = 2 * np.sinh(2 * beta) / np.cosh(2 * beta) ** 2
    away = 2 * double**2 - 1
    # at b_c the integral is infinite and its factor 0: their product is 0
    turn = away * ellipk(min(k**2, 1.0)) if k < 1 and abs(away) > 1e-14 else 0.0
    return float(-(1 + 2 / np.pi * turn) / double)


def yang(beta: float) -> float:
    """The magnetisation of the infinite lattice, without its sign."""
    return float((1 - np.sinh(2 * beta) ** -4.0) ** 0.125) if beta > CRITICAL else 0.0


def log_z(beta: float, side: int) -> float:
    """log Z of a side x side torus, by Kaufman."""
    logs, signs, _ = _terms(beta, side)
    whole = side**2 / 2 * np.log(2 * np.sinh(2 * beta)) - np.log(2)
    return float(whole + logsumexp(logs, b=signs))


def kaufman(beta: float, side: int) -> float:
    """The energy a spin of a side x side torus: -d log Z / d beta / side^2."""
    if beta == 0:
        return 0.0
    logs, signs, slopes = _terms(beta, side)
    weights = signs * np.exp(logs - logs.max())
    slope = side**2 / np.tanh(2 * beta) + (weights * slopes).sum() / weights.sum()
    return float(-slope / side**2)


@dataclass(frozen=True)
class _Rates:
    """Of one parity: n g_l / 2 for the l but 0, and its derivative by beta."""

    half: Floats
    slope: Floats


def _terms(beta: float, side: int) -> tuple[Floats, Floats, Floats]:
    """log |Y_i|, their signs, and d log Y_i / d beta; of Y4, which may vanish, its limit times a tiny Y4."""
    double = 2 * beta
    c = np.cosh(double) / np.tanh(double)
    c_slope = 2 * np.cosh(double) * (1 - 1 / np.sinh(double) ** 2)

    def rates(numbers: NDArray[np.int64]) -> _Rates:
        g = np.arccosh(c - np.cos(np.pi * numbers / side))
        return _Rates(side * g / 2, side / 2 * c_slope / np.sinh(g))

    odd = rates(np.arange(1, 2 * side, 2))
    even = rates(np.arange(2, 2 * side, 2))
    # g_0 changes its sign at b_c, and with it the last product; a hair beside 0 for the logarithm
    zero = side * (double + np.log(np.tanh(beta))) / 2
    zero = zero if abs(zero) > TINY else TINY
    first, first_slope = np.array([zero]), np.array([side * (1 + 1 / np.sinh(double))])
    logs, slopes = [], []
    for half, slope in [(odd.half, odd.slope), _joined(first, first_slope, even)]:
        logs += [_log_2_cosh(half).sum(), _log_2_sinh(np.abs(half)).sum()]
        slopes += [(slope * np.tanh(half)).sum(), (slope / np.tanh(half)).sum()]
    return np.array(logs), np.array([1.0, 1.0, 1.0, np.sign(zero)]), np.array(slopes)


TINY = 1e-12


def _joined(first: Floats, first_slope: Floats, others: _Rates) -> tuple[Floats, Floats]:
    return np.concatenate([first, others.half]), np.concatenate([first_slope, others.slope])


def _log_2_cosh(x: Floats) -> Floats:
    found: Floats = np.abs(x) + np.log1p(np.exp(-2 * np.abs(x)))
    return found


def _log_2_sinh(x: Floats) -> Floats:
    found: Floats = x + np.log(-np.expm1(-2 * x))
    return found
