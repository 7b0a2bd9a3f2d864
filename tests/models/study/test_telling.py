"""Single steps are told once, and while more come only some of them."""

from __future__ import annotations

from scorescape.models.study.telling import REST_SECONDS, Telling


def test_each_is_told_once_and_not_too_often() -> None:
    clock, newest = [0.0], [None]
    telling: Telling[object] = Telling(lambda: newest[0], lambda: clock[0])
    assert not telling.owed
    assert telling.due(moving=False) is None
    first, second, third = object(), object(), object()
    newest[0] = first  # type: ignore[call-overload]
    assert telling.owed
    assert telling.due(moving=True) is first
    assert telling.due(moving=False) is None
    newest[0] = second  # type: ignore[call-overload]
    clock[0] = REST_SECONDS / 2
    assert telling.due(moving=True) is None
    assert telling.owed
    assert telling.due(moving=False) is second
    newest[0] = third  # type: ignore[call-overload]
    clock[0] = 2 * REST_SECONDS
    assert telling.due(moving=True) is third
