"""One thread while something runs, as many as before afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from scorescape.models.one_thread import flushing, one_thread


@pytest.fixture
def two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("two_threads")
def test_the_number_of_threads_comes_back() -> None:
    with one_thread():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == 2


@pytest.mark.usefixtures("two_threads")
def test_it_comes_back_after_an_error_too() -> None:
    @one_thread()
    def fail() -> None:
        assert torch.get_num_threads() == 1
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert torch.get_num_threads() == 2


@pytest.mark.parametrize("before", [True, False])
def test_denormal_numbers_are_none_while_it_runs(before: bool) -> None:
    torch.set_flush_denormal(before)
    try:
        with one_thread():
            assert float(torch.tensor(1e-30) * 1e-10) == 0
        assert flushing() == before
        assert (float(torch.tensor(1e-30) * 1e-10) == 0) == before
    finally:
        torch.set_flush_denormal(False)
