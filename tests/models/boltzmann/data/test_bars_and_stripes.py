import numpy as np
import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes


@pytest.mark.parametrize(("side", "count"), [(2, 6), (3, 14), (4, 30)])
def test_there_are_so_many_and_none_twice(side: int, count: int) -> None:
    patterns = bars_and_stripes(side)
    assert len(patterns.rows) == len(np.unique(patterns.rows, axis=0)) == count
    assert patterns.side == (side, side)


def test_each_is_plain_along_rows_or_along_columns_and_equally_likely() -> None:
    patterns = bars_and_stripes()
    pictures = patterns.rows.reshape(-1, 4, 4)
    bars, stripes = (pictures == pictures[:, :1]).all((1, 2)), (pictures == pictures[:, :, :1]).all((1, 2))
    assert (bars | stripes).all()
    assert (bars.sum(), stripes.sum(), (bars & stripes).sum()) == (16, 16, 2)
    assert patterns.law == pytest.approx([1 / 30] * 30)
    assert np.array_equal(patterns.train, patterns.test)
