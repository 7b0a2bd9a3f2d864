import json

import numpy as np
import pytest

from scorescape.models.boltzmann.chance import again, bernoulli, kept, numbers, sigmoid, softplus


def test_a_stream_depends_on_seed_and_name_alone() -> None:
    drawn = numbers(3, "chains").random(4)
    assert np.array_equal(drawn, numbers(3, "chains").random(4))
    assert not np.array_equal(drawn, numbers(3, "data").random(4))
    assert not np.array_equal(drawn, numbers(4, "chains").random(4))


def test_bits_are_on_as_often_as_their_logit_says() -> None:
    logits = np.repeat(np.array([[-2.0, 0.0, 1.0, 200.0, -200.0]], np.float32), 40_000, 0)
    rates = bernoulli(logits, numbers(0, "bits")).mean(0)
    assert rates == pytest.approx([0.1192, 0.5, 0.7311, 1, 0], abs=0.01)


def test_sigmoid_and_softplus_are_right_far_out_too() -> None:
    x = np.array([-200, -1, 0, 1, 200], np.float32)
    assert sigmoid(x) == pytest.approx([0, 0.26894142, 0.5, 0.73105858, 1])
    assert softplus(x) == pytest.approx([0, 0.31326169, 0.69314718, 1.31326169, 200])


def test_a_generator_goes_on_where_it_was_kept() -> None:
    generator = numbers(0, "chains")
    generator.random(7, dtype=np.float32)
    text = json.dumps(kept(generator))
    assert np.array_equal(generator.random(9, dtype=np.float32), again(json.loads(text)).random(9, dtype=np.float32))
