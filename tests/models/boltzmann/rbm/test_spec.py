from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.data.patterns import of_known_law, parted
from scorescape.models.boltzmann.rbm.spec import RbmSpec, resolve
from scorescape.models.errors import InvalidInput, Unsupported

DIGITS: dict[str, Any] = {
    "objective": "pcd", "hidden": 64, "k": 1, "epochs": 30, "rate": 0.1, "batch": 10, "chains": 10, "average": 0.8,
    "centred": False, "decay": True, "weight_decay": 0.0, "initial_scale": 0.01,
}  # fmt: skip
BARS: dict[str, Any] = {
    "objective": "pcd", "hidden": 16, "k": 5, "epochs": 3000, "rate": 0.3, "batch": 30, "chains": 500,
    "average": 0.998, "centred": True, "decay": True, "weight_decay": 0.0, "initial_scale": 0.1,
}  # fmt: skip


def test_what_is_left_open_is_the_recipe_of_the_data() -> None:
    assert resolve(RbmSpec(), digits()).settings() == pytest.approx(DIGITS)
    assert resolve(RbmSpec(), bars_and_stripes()).settings() == pytest.approx(BARS)
    assert resolve(RbmSpec(objective="cd"), bars_and_stripes()).k == 1


def test_the_exact_gradient_takes_all_pictures_at_once() -> None:
    recipe = resolve(RbmSpec(objective="exact", batch=7, chains=3), bars_and_stripes())
    assert (recipe.n_hidden, recipe.epochs, recipe.rate, recipe.batch) == (8, 2000, 0.05, 30)
    assert resolve(RbmSpec(objective="exact"), digits()).batch == 1437


def test_fewer_units_take_larger_steps_on_a_few_patterns() -> None:
    rates = [resolve(RbmSpec(hidden=n), bars_and_stripes()).rate for n in (4, 12, 64)]
    assert rates == pytest.approx([1.0, 0.4754, 0.2], abs=1e-4)


def test_larger_pictures_take_smaller_steps_and_fewer_chains() -> None:
    large = of_known_law(np.eye(3, 256, dtype=np.float32), (16, 16), "Three")
    recipe = resolve(RbmSpec(), large)
    assert (recipe.chains, recipe.batch, recipe.epochs) == (125, 3, 3000)
    assert recipe.rate == pytest.approx(0.3 / 16**1.6)


def test_what_is_asked_for_is_kept() -> None:
    recipe = resolve(RbmSpec(hidden=9, k=2, epochs=4, rate=0.7, batch=30, average=0, centred=True), digits())
    assert recipe.settings() == pytest.approx(
        DIGITS
        | {"hidden": 9, "k": 2, "epochs": 4, "rate": 0.7, "batch": 30, "chains": 30, "average": 0, "centred": True}
    )
    assert resolve(RbmSpec(chains=100), digits()).chains == 100


def test_a_few_rows_of_a_file_have_no_law_and_the_recipe_of_many() -> None:
    assert resolve(RbmSpec(), parted(np.eye(20, dtype=np.float32), (1, 20), "Mine", 0)).epochs == 30


def test_a_step_of_seconds_is_refused_with_the_k_that_is_not() -> None:
    long = RbmSpec(hidden=1024, chains=5000, batch=2000, k=100)
    with pytest.raises(Unsupported, match=r"5000 chains, 1024 hidden units and 100 Gibbs sweeps .* or k from 1 to 6\."):
        resolve(long, digits())
    assert resolve(RbmSpec(hidden=1024, chains=5000, batch=2000, k=6), digits()).k == 6
    # chains of CD are those of the batch
    assert resolve(RbmSpec(objective="cd", hidden=1024, chains=5000, k=100), digits()).k == 100


def test_more_states_than_can_be_written_out_are_refused() -> None:
    with pytest.raises(Unsupported, match="with 64 pixels and 21 hidden units there are too many: take at most 20"):
        resolve(RbmSpec(objective="exact", hidden=21), digits())
    assert resolve(RbmSpec(objective="exact", hidden=64), bars_and_stripes()).n_hidden == 64  # 16 pixels: those are few


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"hidden": 10**6}, r"hidden units \(hidden\) must be a whole number in \[1, 1024\] units; got 1000000"),
        ({"hidden": 0}, r"hidden units \(hidden\) must be"),
        ({"average": 1}, r"average must|average \(average\) must be a number in \[0, 1\); got 1"),
        ({"objective": "ml"}, r"objective \(objective\) must be one of cd, pcd, exact; got 'ml'"),
        ({"epochs": 2.5}, r"epochs \(epochs\) must be a whole number"),
    ],
)
def test_what_is_out_of_range_is_refused_in_a_sentence(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        RbmSpec.parse(values)
