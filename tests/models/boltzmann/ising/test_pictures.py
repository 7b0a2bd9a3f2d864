from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from scorescape.models.boltzmann.ising.pictures import PICTURES, TITLES, named_picture
from scorescape.models.errors import UnknownName
from scorescape.models.processes.ising_records import Name


def test_the_records_and_the_titles_name_the_pictures_that_there_are() -> None:
    assert set(get_args(Name)) == set(PICTURES) == set(TITLES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_same_at_every_size(name: str) -> None:
    small, large = named_picture(name, 32), named_picture(name, 96)
    assert 0.15 < (large > 0).mean() < 0.4
    # every third pixel of the large one is the centre of one of the small one
    assert np.array_equal(large[1::3, 1::3], small)
    assert (large[0] == -1).all(), "it does not touch the edge"


def test_a_ring_has_a_hole_and_a_star_five_points() -> None:
    ring, star = named_picture("ring", 101), named_picture("star", 400)
    assert (ring[50, 50], ring[50, 20], ring[50, 5]) == (-1, 1, -1)
    y, x = np.mgrid[0:400, 0:400] + 0.5
    around = np.abs(np.hypot(x - 200, y - 212) - 130) < 1.5
    angles = np.sort(np.arctan2(y - 212, x - 200)[around & (star > 0)])
    gaps = np.diff(np.append(angles, angles[0] + 2 * np.pi))
    assert (gaps > 0.5).sum() == 5


def test_a_name_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="letter-a"):
        named_picture("letter-q", 32)
