"""A number is a number and a truth is a truth, at every depth of a record; unions still take what fits exactly."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from pydantic import Field

from scorescape.models.errors import InvalidInput
from scorescape.models.settings import Scalar, Settings, setting


class Inner(Settings):
    """Nested."""

    at: tuple[float, float] = (0.0, 0.0)


class Record(Settings):
    """One field of each kind."""

    type: int = setting(1, ge=0, le=9, title="count", description="A count under a name that schemas use too.")
    weight: float = 1.0
    on: bool = False
    maybe: int | None = None
    inner: Inner = Field(default_factory=Inner)
    many: list[Inner] = Field(default_factory=list)
    by_name: dict[str, float] = Field(default_factory=dict)
    free: dict[str, Scalar] = Field(default_factory=dict)


class Asked(Settings):
    """As a query."""

    from_text: ClassVar[bool] = True

    n: int = 1


def test_numbers_are_taken_as_they_are_written() -> None:
    record = Record.parse({"type": 5.0, "weight": 2, "inner": {"at": [1, 2.5]}, "free": {"a": True, "b": 2, "c": 2.5}})
    assert (record.type, record.weight, record.inner.at) == (5, 2.0, (1.0, 2.5))
    assert record.free == {"a": True, "b": 2, "c": 2.5}
    assert [type(value) for value in record.free.values()] == [bool, int, float]
    assert Asked.parse({"n": "7"}).n == 7


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"type": "5"}, "type"),
        ({"type": True}, "type"),
        ({"type": 10**4000}, "type"),
        ({"weight": True}, "weight"),
        ({"weight": "1"}, "weight"),
        ({"weight": 10**400}, "weight"),
        ({"on": 1}, "on"),
        ({"on": "yes"}, "on"),
        ({"maybe": "1"}, "maybe"),
        ({"inner": {"at": [0, False]}}, "inner.at.1"),
        ({"many": [{}, {"at": ["0", 0]}]}, "many.1.at.0"),
        ({"by_name": {"x": True}}, "by_name.x"),
    ],
)
def test_nothing_else_is_taken_for_a_number_or_a_truth(values: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Record.parse(values)
    assert refused.value.field == field
    assert len(refused.value.message) < 200
    assert "\n" not in refused.value.message
