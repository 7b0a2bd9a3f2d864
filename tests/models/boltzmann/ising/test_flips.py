from __future__ import annotations

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.evidence import evidence_of
from scorescape.models.boltzmann.ising.flips import flipped, wrong_share
from scorescape.models.boltzmann.ising.pictures import named_picture
from scorescape.models.errors import InvalidInput

DISC = named_picture("disc", 200)


def test_as_many_are_flipped_as_was_asked_and_more_of_them_with_a_larger_share() -> None:
    little, much = (flipped(DISC, share, 3) != DISC for share in (0.1, 0.3))
    assert little.mean() == pytest.approx(0.1, abs=0.005)
    assert much.mean() == pytest.approx(0.3, abs=0.008)
    assert (much | ~little).all(), "what was flipped stays flipped"
    assert not (flipped(DISC, 0.0, 3) != DISC).any()
    assert not np.array_equal(flipped(DISC, 0.1, 4) != DISC, little)


def test_wrong_pixels_are_counted_among_those_that_are_asked_for() -> None:
    one, other = np.array([[1, 1, -1, -1]], np.int8), np.array([[1, -1, -1, 1]], np.int8)
    assert wrong_share(one, other) == 0.5
    assert wrong_share(one, other, np.array([[True, True, True, False]])) == pytest.approx(1 / 3)
    assert wrong_share(one, other, np.zeros((1, 4), bool)) is None


def test_what_was_not_observed_is_0_and_a_share_out_of_range_is_refused() -> None:
    hidden = np.zeros((200, 200), bool)
    hidden[:7] = True
    evidence = evidence_of(DISC > 0, 0.1, 0, hidden)
    assert (evidence.observed[:7] == 0).all()
    assert np.array_equal(evidence.observed[7:], evidence.noisy[7:])
    assert np.array_equal(evidence.hidden, hidden)
    for share in (-0.1, 0.51):
        with pytest.raises(InvalidInput, match=r"must be a number in \[0, 0.5\]; got"):
            evidence_of(DISC > 0, share, 0)


def test_a_picture_of_more_than_a_million_pixels_is_refused() -> None:
    large = np.zeros((1001, 1000), bool)
    large[0, 0] = True
    with pytest.raises(InvalidInput, match="1,001,000 pixels and at most 1,000,000"):
        evidence_of(large, 0.1, 0)
