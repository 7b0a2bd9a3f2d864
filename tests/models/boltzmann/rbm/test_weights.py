import numpy as np
import pytest
import safetensors.numpy

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.rbm.spec import RbmSpec, resolve
from scorescape.models.boltzmann.rbm.training import Training
from scorescape.models.boltzmann.rbm.weights import load_rbm, save_rbm
from scorescape.models.errors import InvalidInput


def test_the_averaged_weights_come_back_and_any_reader_finds_them() -> None:
    patterns = bars_and_stripes()
    training = Training(patterns, resolve(RbmSpec(hidden=4, chains=20, epochs=5), patterns), 0)
    training.run(5)
    data = save_rbm(training, 0)
    for mine, theirs in zip(training.averaged.parameters(), load_rbm(data).parameters(), strict=True):
        assert np.array_equal(mine, theirs)
    assert np.array_equal(safetensors.numpy.load(data)["weights"], training.averaged.weights)
    assert not np.array_equal(training.machine.weights, training.averaged.weights)


def test_another_file_is_refused() -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        load_rbm(b"no file")
