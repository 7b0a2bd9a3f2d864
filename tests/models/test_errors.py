"""The sentences of the errors."""

from __future__ import annotations

import pytest

from scorescape.models.errors import Diverged, InvalidInput, ScorescapeError, UnknownName, Unsupported


def test_an_unknown_name_lists_the_known_ones_in_order() -> None:
    error = UnknownName("lens", "energie", ["manifold", "energy"])
    assert error.message == "There is no lens called 'energie'; choose one of: energy, manifold."
    assert error.field == "lens"


def test_a_divergence_says_when_why_and_what_to_try() -> None:
    error = Diverged(12, "the loss is not finite", "Lower the learning rate.")
    assert error.message == "Diverged at step 12: the loss is not finite. Lower the learning rate."
    assert (error.step, error.cause, error.hint) == (12, "the loss is not finite", "Lower the learning rate.")


@pytest.mark.parametrize("kind", [UnknownName, Unsupported])
def test_a_refusal_is_an_invalid_input(kind: type[InvalidInput]) -> None:
    assert issubclass(kind, InvalidInput)
    assert issubclass(kind, ScorescapeError)
    assert not issubclass(Diverged, InvalidInput)
