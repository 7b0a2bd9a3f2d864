"""Pictures: ink is mass, the top row is on top, and a square stays square."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.picture import PICTURE_EDGE, cell_ink, picture_mixture
from scorescape.models.targets.points import MAX_POINT_COMPONENTS


def test_cells_take_exactly_the_ink_under_them() -> None:
    ink = torch.randint(0, 256, (37, 53), generator=torch.Generator().manual_seed(0))
    cells = cell_ink(ink, 20)
    assert float(cells.sum()) == pytest.approx(float(ink.sum()))
    assert cells.shape == (14, 20)
    assert float(cell_ink(ink, 53)[3, 7]) == float(ink[3, 7])


def test_the_top_of_the_picture_is_up_and_its_left_is_left() -> None:
    ink = torch.zeros(60, 120)
    ink[:15, :30] = 200  # upper left
    mixture = picture_mixture(ink)
    x, y = mixture.mean().tolist()
    assert x == pytest.approx(-PICTURE_EDGE / 2 + PICTURE_EDGE / 8, abs=0.05)
    assert y == pytest.approx(PICTURE_EDGE / 4 - PICTURE_EDGE / 16, abs=0.05)


def test_mass_goes_as_ink() -> None:
    ink = torch.zeros(64, 64)
    ink[20:30, 5:15], ink[20:30, 45:55] = 60, 180
    mixture = picture_mixture(ink)
    right = float(mixture.weights[mixture.means[:, 0] > 0].sum())
    assert right == pytest.approx(0.75, abs=1e-3)  # cells at the edges that hold next to nothing are ground


def test_a_full_picture_takes_no_more_than_its_components() -> None:
    noise = torch.randint(100, 256, (200, 200), generator=torch.Generator().manual_seed(0))
    assert MAX_POINT_COMPONENTS / 2 < picture_mixture(noise).n_components <= MAX_POINT_COMPONENTS


def test_a_picture_of_one_colour_is_refused() -> None:
    with pytest.raises(InvalidInput, match="one colour"):
        picture_mixture(torch.full((10, 10), 77))
