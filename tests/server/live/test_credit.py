"""Credit: so many frames of a lane on the way and no more."""

from __future__ import annotations

from scorescape.server.live.credit import Credit
from scorescape.server.protocol.frames import IN_FLIGHT

LANE, OTHER = ("r1", "field"), ("r1", "particles")


def spent(*seqs: int) -> Credit:
    credit = Credit()
    for seq in seqs:
        credit.spend(LANE, seq)
    return credit


def test_a_lane_is_full_after_so_many_and_no_other_lane_is() -> None:
    full = spent(*range(IN_FLIGHT))
    assert not full.free(LANE)
    assert full.free(OTHER)
    assert spent(*range(IN_FLIGHT - 1)).free(LANE)


def test_a_frame_that_was_drawn_gives_credit_back_with_all_before_it() -> None:
    credit = spent(4, 5)
    credit.acknowledge(LANE, 3)
    assert not credit.free(LANE), "an older one than any on the way frees nothing"
    credit.acknowledge(LANE, 5)
    credit.spend(LANE, 6)
    assert credit.free(LANE)


def test_a_page_that_comes_back_owes_nothing() -> None:
    credit = spent(1, 2)
    credit.forget()
    assert credit.free(LANE)
