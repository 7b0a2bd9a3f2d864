from __future__ import annotations

import pytest

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.dbm.course import Course
from scorescape.models.boltzmann.dbm.models import Deep, Restricted, Stack
from scorescape.models.boltzmann.dbm.scoring import Effort, scored
from scorescape.models.boltzmann.dbm.spec import DbmSpec
from scorescape.models.boltzmann.dbm.weights import load_model, save_model
from scorescape.models.errors import InvalidInput

PATTERNS = bars_and_stripes()


@pytest.mark.parametrize(
    ("model", "kind"), [("rbm", Restricted), ("stack", Stack), ("composed", Deep), ("joint", Deep)]
)
def test_a_saved_model_says_the_same(model: str, kind: type) -> None:
    course = Course(PATTERNS, DbmSpec(model=model, hidden1=6, hidden2=4, pretraining_epochs=1, epochs=1))
    course.run()
    kept = load_model(save_model(course))
    assert isinstance(kept, kind)
    effort = Effort(20, 50)
    assert scored(kept, PATTERNS, effort) == scored(course.model(), PATTERNS, effort)


def test_other_bytes_are_refused() -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        load_model(b"nothing")
