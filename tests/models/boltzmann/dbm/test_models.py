from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.dbm.annealing import annealed_log_z
from scorescape.models.boltzmann.dbm.enumeration import log_likelihoods, log_z
from scorescape.models.boltzmann.dbm.models import Chains, Deep, Judged, Restricted, Stack, alone, mirrored
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.units import random_stream, sigmoid

from .small import small, states

PICTURES = states(4).astype(np.float32)


def restricted(seed: int, n_visible: int, n_hidden: int) -> RBM:
    draw = np.random.default_rng(seed).normal
    parts = (draw(size=(n_visible, n_hidden)), draw(size=n_visible), draw(size=n_hidden))
    return RBM(*(each.astype(np.float32) for each in parts))


LOWER, UPPER = restricted(0, 4, 3), restricted(1, 3, 3)


def marginal(stack: Stack) -> np.ndarray:
    """p(v) of all pictures: the sum over the prior's states."""
    g = states(3).astype(np.float32)
    prior = np.exp(-stack.upper.free_energy(g))
    on = sigmoid(stack.lower.visible_logits(g).astype(np.float64))
    told = np.prod(np.where(PICTURES[:, None] == 1, on, 1 - on), axis=2)
    return told @ (prior / prior.sum())


def test_a_machine_alone_has_its_own_log_z_and_likelihood() -> None:
    model = Restricted(LOWER)
    machine, base = model.partition(np.zeros(4))
    whole = log_z(machine)
    assert base.tolist() == [0] * 4
    assert whole == pytest.approx(float(np.logaddexp.reduce(-LOWER.free_energy(PICTURES))), abs=1e-5)
    said = model.log_likelihoods(PICTURES, whole, random_stream(0, "score"))
    assert said == pytest.approx(log_likelihoods(alone(LOWER), PICTURES, whole), abs=1e-5)
    assert np.exp(said).sum() == pytest.approx(1, abs=1e-5)


def test_the_mirrored_machine_is_the_law_of_two_tied_copies() -> None:
    """p(v) ~ sum_{v'} sum_h exp(a.(v + v') + b.h + (v + v') W h)."""
    both = PICTURES[:, None] + PICTURES[None]
    minus = (both @ LOWER.visible_bias) + np.logaddexp(0, both @ LOWER.weights + LOWER.hidden_bias).sum(2)
    weight = np.exp(minus.astype(np.float64)).sum(1)
    deep = mirrored(LOWER)
    said = np.exp(log_likelihoods(deep, PICTURES, log_z(deep)))
    assert said == pytest.approx(weight / weight.sum(), rel=1e-4)


def test_a_stack_s_bound_is_below_its_likelihood() -> None:
    stack = Stack(LOWER, UPPER)
    whole = log_z(stack.partition(np.zeros(4))[0])
    many = np.repeat(PICTURES, 500, axis=0)
    said = stack.log_likelihoods(many, whole, random_stream(0, "score")).reshape(16, 500).mean(1)
    gaps = np.log(marginal(stack)) - said
    assert gaps.min() > -0.01
    assert gaps.max() > 0.05


def test_a_stack_whose_prior_is_the_lower_machine_s_own_says_its_likelihood() -> None:
    """With W transposed above, p(g) is the lower machine's marginal, q is exact, and the bound is tight."""
    turned = RBM(LOWER.weights.T.copy(), LOWER.hidden_bias, LOWER.visible_bias)
    stack = Stack(LOWER, turned)
    whole = log_z(stack.partition(np.zeros(4))[0])
    many = np.repeat(PICTURES, 500, axis=0)
    said = stack.log_likelihoods(many, whole, random_stream(0, "score")).reshape(16, 500).mean(1)
    own = log_z(alone(LOWER))
    assert said == pytest.approx(-LOWER.free_energy(PICTURES) - own, abs=0.02)


@pytest.mark.parametrize("model", [Restricted(LOWER), Stack(LOWER, UPPER), Deep(small(2))])
def test_chains_end_in_the_model_s_own_law(model: Judged) -> None:
    generator = random_stream(0, "walk")
    chains = model.begun(np.zeros((40_000, 4), np.float32), generator)
    for _ in range(25):
        chains = model.walked(chains, generator)
    if isinstance(model, Stack):
        law = marginal(model)
    else:
        machine = model.partition(np.zeros(4))[0]
        law = np.exp(log_likelihoods(machine, PICTURES, log_z(machine)))
    seen = chains.visible.mean(0)
    assert seen == pytest.approx(law @ PICTURES, abs=0.01)
    drawn = np.less(generator.random(chains.visible.shape), chains.visible)
    pairs = drawn.T.astype(np.float64) @ drawn / len(drawn)
    assert pairs == pytest.approx(np.einsum("n,ni,nj->ij", law, PICTURES, PICTURES), abs=0.012)


def test_a_bound_is_told_with_the_interval_s_upper_end() -> None:
    found = annealed_log_z(small(0), np.zeros(4), random_stream(1, "ais"), 20, 50)
    deep, rbm = Deep(small(0)), Restricted(LOWER)
    generator = random_stream(0, "score")
    assert deep.judged(PICTURES, found, generator) == pytest.approx(
        deep.log_likelihoods(PICTURES, found.high, generator)
    )
    assert rbm.judged(PICTURES, found, generator) == pytest.approx(
        rbm.log_likelihoods(PICTURES, found.log_z, generator)
    )


def test_a_model_that_knows_its_pictures_gives_them_back() -> None:
    """Strong weights: two units that each stand for one half of the picture."""
    w = np.array([[9, 0], [9, 0], [0, 9], [0, 9]], np.float32)
    lower = RBM(w, np.full(4, -4.5, np.float32), np.full(2, -9, np.float32))
    upper = RBM(np.eye(2, dtype=np.float32) * 9, np.full(2, -4.5, np.float32), np.full(2, -4.5, np.float32))
    whole = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], np.float32)
    for model in (Restricted(lower), Stack(lower, upper)):
        assert model.reconstruction(whole) == pytest.approx(whole, abs=0.1)
    assert isinstance(Restricted(lower).begun(whole, random_stream(0, "x")), Chains)
