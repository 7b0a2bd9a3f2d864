import numpy as np
import pytest

from scorescape.models.boltzmann.data.patterns import of_known_law, parted


def rows(n: int) -> np.ndarray:
    return (np.arange(n)[:, None] >> np.arange(4) & 1).astype(np.float32)


def test_a_fifth_is_kept_for_the_test_and_seeds_choose_it() -> None:
    one, same, other = (parted(rows(16), (2, 2), "Counts", split) for split in (0, 0, 1))
    assert (len(one.train), len(one.test)) == (12, 4)
    assert np.array_equal(one.test, same.test)
    assert not np.array_equal(one.test, other.test)
    together = np.concatenate((one.train, one.test))
    assert np.array_equal(np.unique(together, axis=0), np.unique(rows(16), axis=0))
    assert one.test_indices is not None
    assert np.array_equal(one.rows[one.test_indices], one.test)


def test_two_rows_are_one_to_learn_from_and_one_to_judge_by() -> None:
    both = parted(rows(2), (2, 2), "Two", 0)
    assert (len(both.train), len(both.test)) == (1, 1)


def test_the_base_rate_is_smoothed_so_that_no_pixel_is_impossible() -> None:
    patterns = of_known_law(np.array([[1, 0], [1, 1]], np.float32), (1, 2), "Pair")
    assert patterns.base_rate() == pytest.approx([3 / 4, 2 / 4])
    assert patterns.base_logits() == pytest.approx([np.log(3), 0])
    assert patterns.independent_log_likelihood(patterns.test) == pytest.approx(np.log(3 / 4) + np.log(1 / 2))


def test_a_known_law_keeps_every_row_on_both_sides() -> None:
    patterns = of_known_law(rows(4), (2, 2), "Law")
    assert patterns.law == pytest.approx([0.25] * 4)
    assert np.array_equal(patterns.train, patterns.test)
