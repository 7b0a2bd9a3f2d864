"""An Ising denoiser: what each command does to it and calls for, and that it goes on from its checkpoint."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.bits import packed
from scorescape.models.errors import InvalidInput
from scorescape.models.layers.base import Sight
from scorescape.models.processes import ising_records as records
from scorescape.models.processes.ising import BEGUN_ANEW, Ising
from scorescape.models.processes.records import Restart

A = records.IsingSubject(side=32, flip=0.1)


def a_run(subject: records.IsingSubject = A, **spec: Any) -> Ising:
    run = Ising("r1", records.IsingSpec.parse(spec), subject)
    run.obey(records.IsingPace(sweeps_per_second=None))
    return run


def swept(run: Ising, n: int | None = None) -> Ising:
    run.obey(records.IsingSweep(n=n))
    while run.busy:
        run.advance(1.0)
    return run


def figures(run: Ising) -> dict[str, float | None]:
    for _ in range(1_000):
        (event,) = run.figures({})
        assert isinstance(event, records.IsingFigures)
        # a slice of the cut ends by the clock: on a busy machine one is not enough
        if event.values["energy_minimum"] is not None:
            break
    return event.values


def test_it_sweeps_when_told_and_holds_when_told() -> None:
    run = a_run()
    assert (run.busy, run.state().phase) == (False, "ready")
    run.obey(records.IsingSweep())
    assert (run.busy, run.hurried, run.state().phase) == (True, True, "training")
    run.advance(0.0)
    held = run.obey(records.IsingPause())
    assert (held.measure, held.save, run.busy, run.state().phase) == (True, True, False, "paused")
    assert swept(run, 5).state().sweeps == 6


@pytest.mark.parametrize(("method", "sweeps"), [("annealed", 100), ("posterior-mean", 170), ("graph-cut", 1)])
def test_a_method_with_an_end_finishes_there(method: str, sweeps: int) -> None:
    run = swept(a_run(method=method))
    assert (run.state().phase, run.state().sweeps, run.state().end) == ("finished", sweeps, sweeps)
    found = figures(run)
    assert found["error"] < 0.4 * found["error_before"]  # type: ignore[operator]


def test_no_method_is_below_the_cut_and_icm_is_done_when_nothing_changes() -> None:
    for method in ("gibbs", "icm", "annealed", "posterior-mean", "graph-cut"):
        run = swept(a_run(method=method), 60 if method == "gibbs" else None)
        found = figures(run)
        assert found["energy"] >= found["energy_minimum"] - 1e-6  # type: ignore[operator]
        if method == "icm":
            assert run.state().phase == "finished"
        if method == "graph-cut":
            assert found["energy"] == found["energy_minimum"]


def test_tuning_goes_on_from_where_it_is_and_null_is_what_the_flips_imply() -> None:
    run = swept(a_run(), 3)
    tuned = run.obey(records.IsingTune(beta=1.0, field_strength=0.2))
    assert (tuned.measure, tuned.settle) == (True, True)
    assert (run.state().sweeps, run.state().beta, run.state().field_strength) == (3, 1.0, 0.2)
    run.obey(records.IsingTune(beta=0.5))
    assert (run.spec.beta, run.spec.field_strength) == (0.5, 0.2)
    run.obey(records.IsingTune.model_validate({"field_strength": None}))
    assert run.state().field_strength == pytest.approx(0.5 * np.log(9))
    assert run.state().implied


def test_another_law_or_picture_forgets_the_mean_so_far() -> None:
    run = swept(a_run(), 6)
    assert run.denoising.average.kept == 6
    run.obey(records.IsingTune(beta=1.0))
    assert run.denoising.mean() is None
    swept(run, 2)
    run.obey(records.IsingRetarget(target=A.model_copy(update={"flip_seed": 4})))
    assert run.denoising.mean() is None


def test_it_says_how_many_sweeps_its_mean_averages() -> None:
    run = swept(a_run(method="posterior-mean"), 20)
    assert figures(run)["averaged"] == 0, "the spins settle first"
    assert figures(swept(run, 7))["averaged"] == 7
    run.obey(records.IsingRetarget(target=A.model_copy(update={"flip_seed": 4})))
    assert figures(swept(run, 21))["averaged"] == 1, "another picture settles anew"
    assert figures(a_run(method="gibbs"))["averaged"] is None


def test_a_finished_method_answers_again_when_it_is_tuned() -> None:
    run = swept(a_run(method="graph-cut"))
    run.obey(records.IsingTune(beta=5.0))
    assert run.busy
    run.advance(1.0)
    assert figures(run)["magnetisation"] == -1.0, "so strong a coupling leaves one colour"


def test_another_picture_of_its_size_keeps_the_spins_and_another_size_begins() -> None:
    run = swept(a_run(), 9)
    before = run.denoising.spins
    run.obey(records.IsingRetarget(target=A.model_copy(update={"flip": 0.2})))
    assert np.array_equal(run.denoising.spins, before)
    assert run.state().field_strength == pytest.approx(0.5 * np.log(4))
    run.obey(records.IsingRetarget(target=A.model_copy(update={"side": 40})))
    assert (run.state().sweeps, run.state().width) == (0, 40)


@pytest.mark.parametrize("method", ["posterior-mean", "icm", "gibbs"])
def test_another_picture_on_the_way_is_answered_from_its_own_start(method: str) -> None:
    """What greedy steps found on the last picture would hold on to it."""
    run = a_run(method=method)
    run.obey(records.IsingSweep())
    for _ in range(3):
        run.denoising.sweep()
    before = run.denoising.spins
    run.obey(records.IsingRetarget(target=A.model_copy(update={"picture": "disc"})))
    assert (run.busy, run.state().sweeps) == (True, 0), "all methods count from the new picture"
    assert [point.sweep for point in run.denoising.traces.points] == [0]
    kept = before if method == "gibbs" else run.denoising.evidence.noisy
    assert np.array_equal(run.denoising.spins, kept)


def test_a_pressed_pixel_says_its_terms_and_they_add_up() -> None:
    run = swept(a_run(), 4)
    effects = run.obey(records.IsingPress(run="r1", row=0, column=7))
    (said,) = effects.events
    assert isinstance(said, records.IsingPressed)
    spins = run.denoising.spins
    assert [(r, c) for r, c, *_ in said.neighbours] == [(0, 6), (0, 8), (1, 7)]
    assert all(spin == spins[r, c] and term == 0.7 * spin for r, c, spin, term in said.neighbours)
    pull = sum(term for *_, term in said.neighbours) + said.data_term
    assert said.data_term == pytest.approx(0.5 * np.log(9) * said.observed)
    assert said.conditional == pytest.approx(1 / (1 + np.exp(-2 * pull)))
    with pytest.raises(InvalidInput, match="32 rows, counted from 0; got row 32"):
        run.obey(records.IsingPress(run="r1", row=32, column=0))


def test_pixels_that_were_not_observed_have_no_data_term() -> None:
    hidden = np.zeros((32, 32), bool)
    hidden[10:14] = True
    run = swept(a_run(A.model_copy(update={"held": packed(hidden)}), method="posterior-mean"))
    effects = run.obey(records.IsingPress(run="r1", row=12, column=5))
    (said,) = effects.events
    assert isinstance(said, records.IsingPressed)
    assert (said.observed, said.data_term) == (0, 0.0)
    assert figures(run)["hidden_error"] < 0.2  # type: ignore[operator]
    noisy = run.layer_kinds()["noisy"]().picture(run, Sight()).tensors["noisy"]
    assert (noisy[10:14] == 0.5).all()


def test_it_goes_on_from_its_checkpoint_pixel_for_pixel() -> None:
    run = swept(a_run(), 7)
    other = Ising("r1", run.spec, run.subject, run.checkpoint())
    assert other.state() == run.state()
    other.obey(records.IsingPace(sweeps_per_second=None))
    assert np.array_equal(swept(run, 5).denoising.spins, swept(other, 5).denoising.spins)
    mean, kept = run.denoising.mean(), other.denoising.mean()
    assert mean is not None
    assert kept is not None
    assert np.array_equal(mean, kept)


def test_its_pictures_can_be_had_as_arrays() -> None:
    run = swept(a_run(), 4)
    kept = np.load(io.BytesIO(run.export("arrays")))
    assert set(kept) == {"picture", "noisy", "observed", "spins", "mean"}
    assert np.array_equal(kept["spins"], run.denoising.spins)
    assert kept["mean"].shape == (32, 32)
    assert (kept["noisy"] != kept["picture"]).mean() == figures(run)["error_before"]


def test_it_begins_anew_with_the_same_seed_or_the_next() -> None:
    run = swept(a_run(), 5)
    before = run.denoising.spins
    assert run.obey(Restart()) == BEGUN_ANEW
    assert run.state().sweeps == 0
    assert np.array_equal(swept(run, 5).denoising.spins, before)
    run.obey(Restart(origin="new-seed"))
    assert run.spec.seed == 1
    assert not np.array_equal(swept(run, 5).denoising.spins, before)


def test_its_layers_are_pixels_of_the_picture_and_curves_of_its_past() -> None:
    run = swept(a_run(), 6)
    kinds = run.layer_kinds()
    assert list(kinds) == ["picture", "noisy", "spins", "mean", "wrong", "traces"]
    for name, kind in kinds.items():
        layer = kind()
        assert layer.version(run, Sight()) is not None
        shown = layer.picture(run, Sight()).tensors
        if name != "traces":
            assert shown[name].shape == (32, 32)
            assert 0 <= float(shown[name].min()) <= float(shown[name].max()) <= 1
    figures(run)
    traces = kinds["traces"]().picture(run, Sight()).tensors
    assert traces["error.x"].tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert float(traces["error.y"][-1]) == pytest.approx(run.denoising.error())
    assert float(traces["energy.y"].min()) >= 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"pixels": {"width": 9, "height": 1000, "bits": "/"}}, "no base64"),
        ({"pixels": {"width": 9, "height": 9, "bits": "AAAA"}}, "9 x 9 pixels is 11 bytes of packed bits; got 3"),
        ({"pixels": {"width": 4, "height": 4, "bits": packed(np.ones((4, 4), bool))}}, "all white"),
        ({"pixels": {"width": 4, "height": 4, "bits": packed(np.zeros((4, 4), bool))}}, "all black"),
        ({"side": 32, "held": "AAAA"}, "32 x 32 pixels"),
    ],
)
def test_a_picture_that_cannot_be_restored_is_refused_and_nothing_is_lost(fields: dict[str, Any], words: str) -> None:
    run, subject = swept(a_run(), 3), records.IsingSubject.parse(fields)
    before = run.denoising.spins
    with pytest.raises(InvalidInput, match=words):
        Ising.check([run.spec], subject)
    with pytest.raises(InvalidInput, match=words):
        run.obey(records.IsingRetarget(target=subject))
    assert run.subject == A
    assert np.array_equal(run.denoising.spins, before)


@pytest.mark.parametrize(
    ("record", "fields", "words"),
    [
        (records.IsingSubject, {"flip": 0.6}, r"flipped share \(flip\) must be a number in \[0, 0.5\]; got 0.6"),
        (records.IsingSubject, {"side": 2_000}, r"side \(side\) must be a whole number in \[8, 1000\]; got 2000"),
        (records.IsingSpec, {"beta": -0.1}, r"coupling \(beta\) must be a number in \[0, 5\]; got -0.1"),
        (records.IsingSpec, {"beta": 50}, r"coupling \(beta\) must be a number in \[0, 5\]; got 50"),
    ],
)
def test_a_number_out_of_its_range_is_refused_with_its_range(record: Any, fields: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        record.parse(fields)
