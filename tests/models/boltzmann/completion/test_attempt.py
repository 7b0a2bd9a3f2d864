from __future__ import annotations

import pytest

from scorescape.models.boltzmann.completion.attempt import Attempt
from scorescape.models.boltzmann.completion.held import named_held
from scorescape.models.boltzmann.completion.spec import CompletionSpec
from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits

BARS = bars_and_stripes()
HELD = named_held("lower-half", (4, 4))


def attempt(**asked: object) -> Attempt:
    return Attempt(BARS, CompletionSpec(**{"hidden": 8, "hidden2": 4, "epochs": 2, **asked}), 3, HELD)


@pytest.mark.parametrize("model", ["rbm", "dbm", "ising"])
def test_it_learns_first_and_then_sweeps(model: str) -> None:
    one = attempt(model=model)
    assert one.learning == (model != "ising")
    assert set(one.errors()) >= {"base_rate_error", "nearest_error"}
    batches = 0
    while one.learning:
        one.step()
        batches += 1
    assert one.epoch == one.pupil.n_epochs == (0 if model == "ising" else 2)
    assert batches == {"rbm": 2 * 102, "dbm": 2 * 51, "ising": 0}[model]
    one.step()
    assert one.sweeps == 1
    assert one.completing is not None
    assert (one.completing.at.sample[0][HELD] == BARS.test[3][HELD]).all()


@pytest.mark.parametrize("model", ["rbm", "dbm", "ising"])
def test_a_kept_attempt_goes_on_as_if_nothing_had_been(model: str) -> None:
    one, other = attempt(model=model), attempt(model=model)
    while one.sweeps < 30:
        one.step()
    other.restore(one.to_parcel())
    for each in (one, other):
        for _ in range(5):
            each.step()
    assert one.completing is not None
    assert other.completing is not None
    assert other.sweeps == 35
    assert (one.completing.at.sample == other.completing.at.sample).all()
    assert (one.completing.mean == other.completing.mean).all()


def test_another_picture_needs_no_learning_and_another_part_no_new_chain() -> None:
    one = attempt()
    while one.sweeps < 5:
        one.step()
    machine, shown = one.pupil.machine, one.shown
    one.hold(named_held("right-half", (4, 4)))
    assert (one.sweeps, one.shown) == (0, shown + 1)
    one.look(7, HELD)
    one.step()
    assert one.pupil.machine is machine
    assert one.sweeps == 1
    assert (one.truth == BARS.test[7]).all()


@pytest.mark.slow
def test_a_machine_s_mean_beats_base_rate_and_nearest_picture_on_digits() -> None:
    """The whole test set, the lower half and a random half; the table of docs/boltzmann.md has the rest."""
    one = Attempt(digits(), CompletionSpec(epochs=30), 0, named_held("lower-half", (8, 8)))
    while one.learning:
        one.step()
    for part in ("lower-half", "random-50"):
        one.look(0, named_held(part, (8, 8)))
        said = one.scored()
        assert said["hidden_error_mean"] < min(said["base_rate_error"], said["nearest_error"]) - 0.005
        assert said["hidden_error_mean"] < said["hidden_error_sample"]
