"""The accept-reject rule on three states, where its whole transition matrix can be written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from scorescape.models.random_streams import stream
from scorescape.models.samplers.metropolis import acceptance, log_ratio, tried

PI = torch.tensor([0.7, 0.25, 0.05], dtype=torch.float64)
SYMMETRIC = torch.tensor([[0.2, 0.5, 0.3], [0.5, 0.4, 0.1], [0.3, 0.1, 0.6]], dtype=torch.float64)
LOPSIDED = torch.tensor([[0.1, 0.6, 0.3], [0.2, 0.1, 0.7], [0.5, 0.4, 0.1]], dtype=torch.float64)
EXACT = 1e-12

Rule = Callable[[Tensor, Tensor, Tensor, Tensor], Tensor]
"""Energies of x and x', log q(x' | x) and log q(x | x') -> the probability of the move."""


def ours(energy: Tensor, new_energy: Tensor, there: Tensor, back: Tensor) -> Tensor:
    return acceptance(log_ratio(energy, new_energy, there, back))


def matrix(proposal: Tensor, rule: Rule) -> Tensor:
    """P (3, 3): propose by a row of `proposal`, move with the rule's probability, otherwise stay."""
    energy = 3.0 - PI.log()[:, None].expand(3, 3)  # known up to a constant only
    moved = proposal * rule(energy, energy.T, proposal.log(), proposal.log().T)
    moved.fill_diagonal_(0.0)
    return moved + torch.diag(1 - moved.sum(1))


@pytest.mark.parametrize("proposal", [SYMMETRIC, LOPSIDED], ids=["symmetric", "lopsided"])
def test_the_rule_keeps_the_law_of_three_states(proposal: Tensor) -> None:
    """pi P = pi, and pi_i P_ij = pi_j P_ji: detailed balance, for any proposal."""
    p = matrix(proposal, ours)
    assert float(p.min()) >= 0
    assert float((PI @ p - PI).abs().max()) < EXACT
    flow = PI[:, None] * p
    assert float((flow - flow.T).abs().max()) < EXACT
    assert float(p.diagonal().max()) < 0.99, "a chain that never moves keeps every law"


def test_a_symmetric_proposal_needs_no_words_about_itself() -> None:
    def plain(energy: Tensor, new_energy: Tensor, *_: Tensor) -> Tensor:
        return acceptance(log_ratio(energy, new_energy))

    torch.testing.assert_close(matrix(SYMMETRIC, plain), matrix(SYMMETRIC, ours), atol=EXACT, rtol=0)
    assert float((PI @ matrix(LOPSIDED, plain) - PI).abs().max()) > 0.01, "negative control: without Hastings' ratio"


WRONG: dict[str, Rule] = {
    "everything is accepted": lambda e, new, there, back: torch.ones_like(e),
    "the proposal's ratio turned over": lambda e, new, there, back: acceptance(log_ratio(e, new, back, there)),
    "energies exchanged": lambda e, new, there, back: acceptance(log_ratio(new, e, there, back)),
    "half the energy": lambda e, new, there, back: acceptance(log_ratio(e / 2, new / 2, there, back)),
}


@pytest.mark.parametrize("rule", WRONG.values(), ids=list(WRONG))
def test_wrong_rules_do_not_keep_it(rule: Rule) -> None:
    """Negative controls: what the test above must see."""
    assert float((PI @ matrix(LOPSIDED, rule) - PI).abs().max()) > 0.01


def test_moves_are_drawn_with_the_rule_s_probability() -> None:
    n, wanted = 200_000, torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
    ratios = wanted.log()[:, None].expand(3, n)
    found = tried(ratios.reshape(-1), stream(0, "u"))[1].reshape(3, n).double().mean(1)
    torch.testing.assert_close(found, wanted, atol=4 * (0.25 / n) ** 0.5, rtol=0)


def test_what_is_not_a_number_is_refused_and_what_is_certain_is_done() -> None:
    edge = torch.tensor([float("nan"), float("-inf"), 0.0, 5.0, float("inf")])
    assert acceptance(edge).tolist() == [0.0, 0.0, 1.0, 1.0, 1.0]
    assert tried(edge.repeat(1000), stream(0, "u"))[1].reshape(1000, 5).all(0).tolist() == [
        False,
        False,
        True,
        True,
        True,
    ]
