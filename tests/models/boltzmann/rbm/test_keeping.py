import numpy as np
import pytest

from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.rbm.keeping import from_parcel, to_parcel
from scorescape.models.boltzmann.rbm.learner import Learner
from scorescape.models.boltzmann.rbm.spec import RbmSpec
from scorescape.models.parcel import Parcel


@pytest.mark.parametrize(
    "spec", [RbmSpec(hidden=4), RbmSpec(hidden=4, objective="cd", average=0), RbmSpec(hidden=3, objective="exact")]
)
def test_a_run_goes_on_from_the_middle_of_an_epoch(spec: RbmSpec) -> None:
    """Bytes and back: batches, chains, Adam's means, fantasies and scores stand where they stood."""
    one = Learner(spec, digits())
    for _ in range(151):
        one.step()
    one.begin_scoring(thorough=False)
    while one.work_on_scores(1.0) is None:
        pass
    kept = Parcel.from_bytes(to_parcel(one).to_bytes("test"), "test")
    other = Learner(spec, digits())
    from_parcel(other, kept)
    assert (other.epoch, other.training.batch, other.scores, other.points) == (
        one.epoch,
        one.training.batch,
        one.scores,
        one.points,
    )
    for _ in range(150):
        one.step()
        other.step()
    assert np.array_equal(one.training.machine.weights, other.training.machine.weights)
    assert np.array_equal(one.training.averaged.weights, other.training.averaged.weights)
    assert np.array_equal(one.fantasies, other.fantasies)
