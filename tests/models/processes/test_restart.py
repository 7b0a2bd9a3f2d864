"""Begun again from the next seed, a run of any kind has a specification that can be kept and opened again."""

from __future__ import annotations

import pytest

from scorescape.models.processes import PROCESSES
from scorescape.models.processes.records import Restart

NEXT = Restart(origin="new-seed")


@pytest.mark.parametrize("kind", ["ising", "phase-transition", "rbm", "dbm", "completion"])
def test_the_largest_seed_is_followed_by_one_that_is_taken(kind: str) -> None:
    process = PROCESSES.get(kind)
    most = process.spec_type.model_json_schema()["properties"]["seed"]["maximum"]
    subject = process.subject_type()
    for seed, following in ((0, 1), (most, 0)):
        spec = process.spec_type(seed=seed)
        assert process.amended(spec, subject, NEXT)[0].seed == following
        run = process("r1", spec, subject)
        run.obey(NEXT)
        assert run.spec.seed == following
        assert process.spec_type.parse(run.spec.model_dump()) == run.spec
