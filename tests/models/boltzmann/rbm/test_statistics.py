import numpy as np
import pytest

from scorescape.models.boltzmann.rbm.statistics import centred, contrast

from .small import bits, joint, small


def test_each_phase_is_divided_by_its_own_rows() -> None:
    """5 rows and 100 chains: one divisor for both is wrong by 16 and more."""
    draws = np.random.default_rng(0)
    v, h = draws.random((105, 6), np.float32), draws.random((105, 4), np.float32)
    expected = v[:5].T @ h[:5] / 5 - v[5:].T @ h[5:] / 100
    found = contrast(v, h.copy(), 5)
    assert found.weights == pytest.approx(expected, abs=1e-5)
    assert found.visible_bias == pytest.approx(v[:5].mean(0) - v[5:].mean(0), abs=1e-5)
    assert found.hidden_bias == pytest.approx(h[:5].mean(0) - h[5:].mean(0), abs=1e-5)


def test_the_moment_gradient_is_that_of_the_likelihood() -> None:
    """Against differences of the log-likelihood of enumerated machines, and centred: uphill too."""
    machine = small(scale=0.5)
    data, p, v = bits(6)[[3, 17, 40, 62]], joint(machine).sum(1), bits(6)
    n = 200_000
    chains = np.repeat(v, np.round(p * n).astype(int), 0)
    both = np.concatenate((data, chains))
    found = contrast(both, machine.hidden_probabilities(both), 4)

    def likelihood() -> float:
        chances = joint(machine).sum(1)
        return float(np.log(chances[[3, 17, 40, 62]]).mean())

    for name, at in (("weights", (2, 1)), ("visible_bias", (4,)), ("hidden_bias", (0,))):
        part = getattr(machine, name)
        before = part[at]
        part[at] = before + np.float32(0.01)
        up = likelihood()
        part[at] = before - np.float32(0.01)
        slope = (up - likelihood()) / 0.02
        part[at] = before
        assert getattr(found, name)[at] == pytest.approx(slope, abs=2e-3), name
    turned = centred(found, data.mean(0), machine.hidden_probabilities(data).mean(0))
    assert (
        sum(
            float((getattr(found, each) * getattr(turned, each)).sum())
            for each in ("weights", "visible_bias", "hidden_bias")
        )
        > 0
    )


def test_centring_vanishes_where_the_gradient_does_and_with_means_of_zero() -> None:
    draws = np.random.default_rng(1)
    found = contrast(draws.random((9, 6), np.float32), draws.random((9, 4), np.float32), 4)
    same = centred(found, np.zeros(6, np.float32), np.zeros(4, np.float32))
    assert same.weights == pytest.approx(found.weights)
    assert same.visible_bias == pytest.approx(found.visible_bias)
    mu, lam = draws.random(6, np.float32), draws.random(4, np.float32)
    turned = centred(found, mu, lam)
    weights = found.weights - np.outer(mu, found.hidden_bias) - np.outer(found.visible_bias, lam)
    assert turned.weights == pytest.approx(weights, abs=1e-6)
    assert turned.visible_bias == pytest.approx(found.visible_bias - weights @ lam, abs=1e-6)
    assert turned.hidden_bias == pytest.approx(found.hidden_bias - weights.T @ mu, abs=1e-6)
