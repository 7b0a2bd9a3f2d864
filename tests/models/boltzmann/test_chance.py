import json

import numpy as np
import pytest

from scorescape.models.boltzmann.chance import again, bernoulli, kept
from scorescape.models.boltzmann.units import random_stream


def test_bits_are_on_as_often_as_their_logit_says() -> None:
    logits = np.repeat(np.array([[-2.0, 0.0, 1.0, 200.0, -200.0]], np.float32), 40_000, 0)
    rates = bernoulli(logits, random_stream(0, "bits")).mean(0)
    assert rates == pytest.approx([0.1192, 0.5, 0.7311, 1, 0], abs=0.01)


def test_a_generator_goes_on_where_it_was_kept() -> None:
    generator = random_stream(0, "chains")
    generator.random(7, dtype=np.float32)
    text = json.dumps(kept(generator))
    assert np.array_equal(generator.random(9, dtype=np.float32), again(json.loads(text)).random(9, dtype=np.float32))
