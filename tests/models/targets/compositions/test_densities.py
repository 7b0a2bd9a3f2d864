"""Scores and Hessians of compositions against automatic differentiation, and the gate."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.targets.compositions.densities import Density, Doubt, Negation, Product, Union, gate
from scorescape.models.targets.gaussian_mixture import GaussianMixture

P = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.4]], [0.5, 0.8])
Q = GaussianMixture.create([0.6, 0.4], [[-0.6, 0.1], [0.9, 0.8]], [0.7, 0.4])
X = torch.tensor([[0.0, 0.0], [-1.2, 0.4], [2.0, -1.0], [-3.0, 3.0]], dtype=torch.float64)
ALL: dict[str, Density] = {
    "product": Product([P, Q], [1.5, 0.4]),
    "guidance": Product([P, Q], [2.0, -1.0]),
    "union": Union([P, Q], [0.2, 0.8]),
    "negation": Negation(P, Q, math.log(0.02)),
    "doubt": Doubt(P, Q, 3.0),
    "nested": Product([Union([P, Q], [0.5, 0.5]), Negation(P, Q, -3.0)], [0.7, 1.0]),
}


@pytest.mark.parametrize("name", ALL)
def test_score_and_hessian_are_derivatives_of_the_log_density(name: str) -> None:
    density = ALL[name]
    h = 1e-5
    score, hessian = density.log_prob_and_score(X)[1], density.hessian(X)
    for axis, step in enumerate(torch.eye(2, dtype=torch.float64) * h):
        (up, s_up), (down, s_down) = density.log_prob_and_score(X + step), density.log_prob_and_score(X - step)
        torch.testing.assert_close(score[:, axis], (up - down) / (2 * h), rtol=0, atol=1e-6)
        torch.testing.assert_close(hessian[:, :, axis], (s_up - s_down) / (2 * h), rtol=0, atol=1e-6)


def test_values_are_the_formulas() -> None:
    p, q = P.log_prob(X).exp(), Q.log_prob(X).exp()
    values = {
        "product": p**1.5 * q**0.4,
        "guidance": p**2 / q,
        "union": 0.2 * p + 0.8 * q,
        "negation": p / (q + 0.02),
        "doubt": p * p / (p + 3 * q),
    }
    for name, value in values.items():
        torch.testing.assert_close(ALL[name].log_prob_and_score(X)[0].exp(), value, rtol=1e-10, atol=0)


def test_the_gate_shares_out_by_posterior() -> None:
    p, q = P.log_prob(X).exp(), Q.log_prob(X).exp()
    shares = gate([P, Q], [0.2, 0.8], X)
    torch.testing.assert_close(shares, torch.stack([0.2 * p, 0.8 * q]) / (0.2 * p + 0.8 * q), rtol=1e-10, atol=0)


def test_the_gate_of_two_equal_gaussians_parts_them_at_half_way() -> None:
    left, right = (GaussianMixture.create([1.0], [[x, 0.0]], [0.5]) for x in (-1.0, 1.0))
    shares = gate([left, right], [0.5, 0.5], torch.tensor([[0.0, 2.0], [0.1, 0.0]]).double())
    # at x = .1: log odds 2 x mu / v = .2 / .25
    assert shares[0].tolist() == pytest.approx([0.5, 1 / (1 + math.exp(0.8))], abs=1e-7)
