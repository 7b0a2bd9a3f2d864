from __future__ import annotations

from scorescape.models.boltzmann.ising.traces import MOST, Point, Traces


def test_it_stays_short_and_keeps_what_was_first_at_even_strides() -> None:
    traces = Traces()
    for sweep in range(5_000):
        if traces.wants(sweep):
            traces.take(Point(sweep, 0, 0, 0, 0.0))
    kept = [each.sweep for each in traces.points]
    assert len(kept) <= MOST
    assert kept == list(range(0, kept[-1] + 1, 16)) or kept == list(range(0, kept[-1] + 1, traces.stride))
    assert kept[-1] > 4_900


def test_it_is_read_back_with_its_stride() -> None:
    traces = Traces()
    for sweep in range(2_000):
        if traces.wants(sweep):
            traces.take(Point(sweep, sweep, 2, -3, 0.5))
    again = Traces(traces.values())
    assert (again.points, again.stride) == (traces.points, traces.stride)
