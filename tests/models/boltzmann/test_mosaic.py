import numpy as np
import pytest

from scorescape.models.boltzmann.mosaic import mosaic, signed


def test_pictures_stand_in_rows_with_gaps_between() -> None:
    rows = np.arange(1, 7, dtype=np.float32).reshape(3, 2) / 10
    sheet = mosaic(rows, (1, 2), gap=0.5).numpy()
    assert sheet == pytest.approx(
        np.array(
            [
                [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
                [0.5, 0.1, 0.2, 0.5, 0.3, 0.4, 0.5],
                [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
                [0.5, 0.5, 0.6, 0.5, 0.5, 0.5, 0.5],
                [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
            ],
            np.float32,
        )
    )


def test_columns_may_be_asked_for() -> None:
    assert mosaic(np.ones((4, 6), np.float32), (2, 3), columns=4).shape == (4, 17)


def test_greys_of_signed_values_have_nothing_in_the_middle() -> None:
    assert signed(np.array([-2.0, 0, 1])) == pytest.approx([0, 0.5, 0.75])
    assert signed(np.array([-2.0, 0, 1]), 1.0) == pytest.approx([0, 0.5, 1])
    assert signed(np.zeros(3)) == pytest.approx([0.5] * 3)
