import numpy as np
import pytest

from scorescape.models.boltzmann.data.patterns import of_known_law, parted
from scorescape.models.boltzmann.rbm.recipe import Recipe
from scorescape.models.boltzmann.rbm.training import Training, newest_share

ROWS = (np.random.default_rng(0).random((25, 6)) < 0.3).astype(np.float32)


def trained(recipe: Recipe, epochs: int, seed: int = 0) -> Training:
    training = Training(parted(ROWS, (2, 3), "Some", 0), recipe, seed)
    training.run(epochs)
    return training


def test_an_epoch_sees_every_row_once_in_another_order() -> None:
    training = Training(parted(ROWS, (2, 3), "Some", 0), Recipe(n_hidden=3, batch=8), 0)
    seen: list[np.ndarray] = []
    plain = training.teacher.direction
    training.teacher.direction = lambda machine, rows: (seen.append(rows), plain(machine, rows))[1]  # type: ignore[method-assign]
    training.run(2)
    assert [len(each) for each in seen] == [8, 8, 4] * 2
    first, second = np.concatenate(seen[:3]), np.concatenate(seen[3:])
    assert np.array_equal(np.sort(first @ 2 ** np.arange(6)), np.sort(training.patterns.train @ 2 ** np.arange(6)))
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("objective", ["cd", "pcd"])
def test_one_seed_one_machine(objective: str) -> None:
    recipe = Recipe(objective=objective, n_hidden=3, k=2)  # type: ignore[arg-type]
    one, same, other = trained(recipe, 2), trained(recipe, 2), trained(recipe, 2, seed=1)
    assert np.array_equal(one.machine.weights, same.machine.weights)
    assert not np.array_equal(one.machine.weights, other.machine.weights)


def test_the_running_mean_weighs_epochs_by_their_age() -> None:
    recipe = Recipe(n_hidden=3, average=0.5)
    training = Training(parted(ROWS, (2, 3), "Some", 0), recipe, 0)
    past = []
    for _ in range(3):
        training.run(1)
        past.append(training.machine.weights.copy())
    assert training.averaged.weights == pytest.approx((past[0] + 2 * past[1] + 4 * past[2]) / 7, abs=1e-6)
    assert newest_share(0, 7) == 1.0


def test_without_an_average_the_last_iterate_is_scored() -> None:
    training = trained(Recipe(n_hidden=3, average=0), 3)
    assert training.averaged.weights == pytest.approx(training.machine.weights)


def test_the_rate_falls_in_a_line_to_nothing() -> None:
    recipe = Recipe(epochs=10, rate=0.2)
    assert [recipe.rate_at(epoch) for epoch in (0, 5, 9.5)] == pytest.approx([0.2, 0.1, 0.01])
    assert recipe.rate_at(12) == pytest.approx(0.01)
    assert Recipe(epochs=10, rate=0.2, decay=False).rate_at(9) == 0.2


def test_a_law_of_all_rows_is_learnt_from_whole() -> None:
    training = Training(of_known_law(ROWS, (2, 3), "All"), Recipe(n_hidden=3, batch=25), 0)
    assert training.n_batches == 1
