"""A phase transition: what each command does to it and calls for, and that it goes on from its checkpoint."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest

from scorescape.models.boltzmann.ising import transition
from scorescape.models.boltzmann.ising.torus import kaufman, onsager, yang
from scorescape.models.errors import InvalidInput
from scorescape.models.layers.base import Sight
from scorescape.models.processes import phase_transition_records as records
from scorescape.models.processes.phase_transition import BEGUN_ANEW, PhaseTransition
from scorescape.models.processes.records import Restart

SMALL = records.PhaseSubject(side=8)


def a_run(**spec: Any) -> PhaseTransition:
    run = PhaseTransition("r1", records.PhaseSpec.parse(spec), SMALL)
    run.obey(records.PhasePace(sweeps_per_second=None))
    return run


def swept(run: PhaseTransition, n: int | None) -> PhaseTransition:
    run.obey(records.PhaseSweep(n=n))
    while run.busy:
        run.advance(1.0)
    return run


def figures(run: PhaseTransition) -> dict[str, float | None]:
    (event,) = run.figures({})
    assert isinstance(event, records.PhaseFigures)
    return event.values


def test_it_sweeps_as_far_as_it_is_told_and_says_what_is_exact() -> None:
    run = a_run(beta=0.5)
    assert (run.busy, run.state().phase) == (False, "ready")
    found = figures(swept(run, 900))
    assert (run.state().phase, run.state().sweeps, run.state().kept) == ("paused", 900, 800)
    assert (found["kaufman"], found["onsager"], found["yang"]) == (kaufman(0.5, 8), onsager(0.5), yang(0.5))
    assert found["energy_per_spin"] == pytest.approx(kaufman(0.5, 8), rel=0.02)
    assert found["energy_per_spin_se"] is not None


def test_another_coupling_begins_to_measure_again_and_goes_on() -> None:
    run = swept(a_run(), 400)
    tuned = run.obey(records.PhaseTune(beta=0.3))
    assert (tuned.measure, tuned.settle, run.spec.beta) == (True, True, 0.3)
    assert figures(run)["energy_per_spin"] is None
    energies = run.layer_kinds()["energy-curve"]().picture(swept(run, 300), Sight()).tensors
    assert energies["measured.x"].tolist() == pytest.approx([0.3, 0.4407])
    points = run.transition.all_measured()
    assert energies["error.y"].tolist() == pytest.approx([each.energy_error for each in points])
    drawn = run.layer_kinds()["magnetisation-curve"]().picture(run, Sight()).tensors
    assert drawn["error.y"].tolist() == pytest.approx([each.magnetisation_error for each in points])


def test_a_scan_is_as_fast_as_it_can_and_stops_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transition, "SCAN", (0.6, 0.3))
    monkeypatch.setattr(transition, "SCAN_KEPT", 120)
    run = a_run(scan=True)
    run.obey(records.PhasePace(sweeps_per_second=1))
    run.obey(records.PhaseSweep())
    assert (run.busy, run.hurried, run.state().scanning, run.state().scan_left) == (True, True, True, 2)
    while run.busy:
        run.advance(1.0)
    assert (run.state().phase, run.state().scan_left) == ("paused", 0)
    shown = run.layer_kinds()["magnetisation-curve"]().picture(run, Sight()).tensors
    assert shown["measured.x"].tolist() == pytest.approx([0.3, 0.6])
    assert shown["measured.y"][1] > 0.9 > shown["measured.y"][0]


def test_what_was_measured_can_be_had_as_arrays() -> None:
    run = swept(a_run(beta=0.5), 400)
    run.obey(records.PhaseTune(beta=0.3))
    kept = np.load(io.BytesIO(swept(run, 104).export("arrays")))
    assert kept["beta"].tolist() == [0.3, 0.5]
    assert kept["onsager"].tolist() == [onsager(0.3), onsager(0.5)]
    assert kept["energy"][1] == pytest.approx(kaufman(0.5, 8), rel=0.05)
    assert np.isnan(kept["energy_se"][0]), "of four sweeps no error is known"
    assert kept["energy_se"][1] > 0


def test_its_curves_are_the_exact_ones_over_the_coupling() -> None:
    run = a_run()
    energies = run.layer_kinds()["energy-curve"]().picture(run, Sight()).tensors
    at = int(np.argmin(np.abs(energies["onsager.x"].numpy() - 0.3)))
    assert float(energies["onsager.y"][at]) == pytest.approx(-0.7045, abs=1e-4)
    assert float(energies["kaufman.y"][at]) == pytest.approx(kaufman(0.3, 8), abs=1e-4)
    spins = run.layer_kinds()["spins"]().picture(run, Sight()).tensors["spins"]
    assert spins.shape == (8, 8)
    assert (spins == 1).all()


def test_it_goes_on_from_its_checkpoint_spin_for_spin() -> None:
    run = swept(a_run(start="random"), 250)
    other = PhaseTransition("r1", run.spec, run.subject, run.checkpoint())
    assert other.state() == run.state()
    other.obey(records.PhasePace(sweeps_per_second=None))
    assert np.array_equal(swept(run, 20).transition.spins, swept(other, 20).transition.spins)
    assert figures(run) == figures(other)


def test_it_begins_anew_on_another_torus_or_with_another_seed() -> None:
    run = swept(a_run(start="random"), 5)
    first = a_run(start="random").transition.spins
    assert run.obey(Restart()) == BEGUN_ANEW
    assert np.array_equal(run.transition.spins, first)
    run.obey(Restart(origin="new-seed"))
    assert not np.array_equal(run.transition.spins, first)
    run.obey(records.PhaseRetarget(target=records.PhaseSubject(side=12)))
    assert (run.state().side, run.transition.spins.shape) == (12, (12, 12))


@pytest.mark.parametrize(
    ("record", "fields", "words"),
    [
        (records.PhaseSubject, {"side": 33}, r"side must be an even number in \[4, 512\]; got 33"),
        (records.PhaseSubject, {"side": 2}, r"side \(side\) must be a whole number in \[4, 512\]; got 2"),
        (records.PhaseSpec, {"beta": -1}, r"coupling \(beta\) must be a number in \[0, 2\]; got -1"),
        (records.PhaseSpec, {"beta": 50}, r"coupling \(beta\) must be a number in \[0, 2\]; got 50"),
    ],
)
def test_a_number_out_of_its_range_is_refused_with_its_range(record: Any, fields: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        record.parse(fields)
