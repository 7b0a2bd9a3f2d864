import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.rbm.enumeration import divergence, exact_log_z, states
from scorescape.models.boltzmann.rbm.exact import ExactGradient, ModelStatistics, data_statistics, model_statistics
from scorescape.models.boltzmann.rbm.machine import RBM
from scorescape.models.boltzmann.rbm.spec import RbmSpec, resolve
from scorescape.models.boltzmann.rbm.statistics import Direction, contrast
from scorescape.models.boltzmann.rbm.training import Training

from .small import bits, joint, small


@pytest.mark.parametrize("shape", [(6, 4), (4, 6)])
def test_the_models_statistics_are_those_of_the_joint_law(shape: tuple[int, int]) -> None:
    machine = small(0, *shape)
    p, v, h = joint(machine), bits(shape[0]), bits(shape[1])
    found = model_statistics(machine)
    assert found.weights == pytest.approx(v.T @ p @ h, abs=1e-6)
    assert found.visible_bias == pytest.approx(p.sum(1) @ v, abs=1e-6)
    assert found.hidden_bias == pytest.approx(p.sum(0) @ h, abs=1e-6)


def test_blocks_are_weighed_against_each_other() -> None:
    """Four blocks of 2^14 states whose weights differ by e^20, against all of them at once in float64."""
    machine = small(2, 16, 17, scale=0.5)
    machine.visible_bias[15] = 20
    way, steps = ModelStatistics(machine), 0
    while way.step():
        steps += 1
    v = states(16, 0, 2**16).astype(np.float64)
    weights = np.exp(-machine.free_energy(v) - exact_log_z(machine))  # type: ignore[arg-type]
    assert steps == 4
    assert way.found().weights == pytest.approx((v * weights[:, None]).T @ machine.hidden_probabilities(v), abs=5e-5)  # type: ignore[arg-type]
    assert way.found().visible_bias == pytest.approx(weights @ v, abs=5e-5)


def test_the_gradient_is_that_of_the_likelihood_by_differences() -> None:
    """In float64, where differences are good to ten digits; 6 x 4 units."""
    machine = RBM(*(each.astype(np.float64) for each in small(1).parameters()))  # type: ignore[arg-type]
    rows = bits(6)[[3, 17, 40, 62]].astype(np.float64)
    found = contrasted(machine, rows)
    for name, at in [("weights", (2, 1)), ("weights", (5, 3)), ("visible_bias", (4,)), ("hidden_bias", (0,))]:
        part, scores = getattr(machine, name), []
        for shift in (1e-5, -2e-5):
            part[at] += shift
            energies = -machine.free_energy(bits(6).astype(np.float64))
            scores.append(-machine.free_energy(rows).mean() - np.logaddexp.reduce(energies))  # type: ignore[arg-type]
        part[at] += 1e-5
        assert getattr(found, name)[at] == pytest.approx((scores[0] - scores[1]) / 2e-5, abs=1e-6), name


def contrasted(machine: RBM, rows: np.ndarray) -> Direction:
    data, model = data_statistics(machine, rows), model_statistics(machine)
    return Direction(
        data.weights - model.weights, data.visible_bias - model.visible_bias, data.hidden_bias - model.hidden_bias
    )


def test_endless_chains_give_the_exact_gradient() -> None:
    """PCD whose chains are the model's own law, each state as often as it is likely: within its rounding."""
    machine, rows = small(1, scale=0.6), bits(6)[[3, 17, 40, 62]]
    p = joint(machine).sum(1)
    chains = np.repeat(bits(6), np.round(p * 40_000).astype(int), 0)
    both = np.concatenate((rows, chains))
    by_chains = contrast(both, machine.hidden_probabilities(both), len(rows))
    exact = contrasted(machine, rows)
    assert by_chains.weights == pytest.approx(exact.weights, abs=2e-3)
    assert by_chains.hidden_bias == pytest.approx(exact.hidden_bias, abs=2e-3)


def test_it_answers_only_once_all_blocks_are_in() -> None:
    machine, rows = small(), bits(6)[:5]
    teacher = ExactGradient(rows)
    assert teacher.direction(machine, rows) is None
    found = teacher.direction(machine, rows)
    assert found is not None
    assert found.weights == pytest.approx(contrasted(machine, rows).weights, abs=1e-6)


def learnt(spec: RbmSpec) -> float:
    """KL of the law from what the whole recipe makes of bars and stripes."""
    patterns = bars_and_stripes()
    assert patterns.law is not None
    recipe = resolve(spec, patterns)
    training = Training(patterns, recipe, 0)
    training.run(recipe.epochs)
    return divergence(patterns.law, -training.averaged.free_energy(patterns.rows) - exact_log_z(training.averaged))


def test_the_exact_gradient_learns_bars_and_stripes() -> None:
    assert learnt(RbmSpec(objective="exact")) < 0.1


def test_pcd_learns_bars_and_stripes_and_cd_does_not() -> None:
    assert learnt(RbmSpec(average=0.8)) < 0.2
    assert learnt(RbmSpec(objective="cd")) > 0.3
