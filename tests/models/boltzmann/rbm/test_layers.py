from itertools import pairwise

import numpy as np
import pytest
import torch

from scorescape.models.boltzmann.data.bars_and_stripes import bars_and_stripes
from scorescape.models.boltzmann.data.digits import digits
from scorescape.models.boltzmann.rbm.layers import RBM_LAYERS
from scorescape.models.boltzmann.rbm.learner import Learner
from scorescape.models.boltzmann.rbm.spec import RbmSpec
from scorescape.models.layers.base import Picture, Sight

SIGHT = Sight()


@pytest.fixture
def bars() -> Learner:
    made = Learner(RbmSpec(hidden=4, chains=20, k=1), bars_and_stripes())
    for _ in range(20):
        made.step()
    made.begin_scoring(thorough=False)
    while made.work_on_scores(1.0) is None:
        pass
    return made


def shown(name: str, source: Learner) -> Picture:
    layer = RBM_LAYERS[name]()
    assert layer.version(source, SIGHT) is not None
    return layer.picture(source, SIGHT)


def pixels(name: str, source: Learner) -> np.ndarray:
    (found,) = shown(name, source).tensors.values()
    assert found.min() >= 0
    assert found.max() <= 1
    return found.numpy()


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("filters", (11, 11)),
        ("data", (26, 31)),
        ("reconstructions", (31, 61)),
        ("fantasies", (51, 51)),
        ("activities", (30, 4)),
        ("positive", (11, 11)),
        ("negative", (11, 11)),
        ("difference", (11, 11)),
    ],
)
def test_pictures_are_greys_of_this_size(name: str, shape: tuple[int, int], bars: Learner) -> None:
    assert RBM_LAYERS[name].shape == "pixels"
    assert pixels(name, bars).shape == shape


def test_a_filter_is_the_units_weights_about_a_half(bars: Learner) -> None:
    weights = bars.training.averaged.weights[:, 0].reshape(4, 4)
    tile = pixels("filters", bars)[1:5, 1:5]
    assert np.array_equal(tile > 0.5, weights > 0)


def test_reconstructions_stand_below_their_pictures(bars: Learner) -> None:
    sheet = pixels("reconstructions", bars)
    assert np.array_equal(sheet[1:5, 1:5], bars.patterns.test[0].reshape(4, 4))
    below = bars.training.averaged.reconstruction(bars.patterns.test[:1]).reshape(4, 4)
    assert sheet[6:10, 1:5] == pytest.approx(below)


def test_pull_and_push_are_greys_of_one_scale_and_their_difference(bars: Learner) -> None:
    pull, push, difference = (pixels(name, bars) for name in ("positive", "negative", "difference"))
    machine, rows = bars.training.averaged, bars.patterns.train
    exact = [v.T @ machine.hidden_probabilities(v) / len(v) for v in (rows, bars.fantasies)]
    most = max(each.max() for each in exact)
    tile = (slice(1, 5), slice(1, 5))
    assert pull[tile].ravel() == pytest.approx(exact[0][:, 0] / most, abs=1e-5)
    assert push[tile].ravel() == pytest.approx(exact[1][:, 0] / most, abs=1e-5)
    apart = np.clip(0.5 + (exact[0] - exact[1])[:, 0] / 0.5, 0, 1)
    assert difference[tile].ravel() == pytest.approx(apart, abs=1e-5)


def test_activities_are_a_row_a_picture_and_a_column_a_unit(bars: Learner) -> None:
    expected = bars.training.averaged.hidden_probabilities(bars.patterns.train)
    assert pixels("activities", bars) == pytest.approx(expected)


def test_likelihood_curves_have_the_scores_of_every_epoch(bars: Learner) -> None:
    curves = shown("likelihood", bars).tensors
    assert {name.split(".")[0] for name in curves} == {"test", "train", "last", "independent"}
    (score,) = bars.scores
    assert (curves["test.x"].tolist(), curves["test.y"].tolist()) == ([20.0], [pytest.approx(score.test, abs=1e-4)])
    assert curves["last.y"].tolist() == [pytest.approx(score.last_test, abs=1e-4)]
    assert RBM_LAYERS["likelihood"]().version(Learner(bars.spec, bars.patterns), SIGHT) is None


def test_free_energies_part_about_nothing() -> None:
    source = Learner(RbmSpec(hidden=4), digits())
    curves = shown("free-energy", source).tensors
    assert curves["test.y"].tolist() == [pytest.approx(source.points[0].gap / 2)]
    assert torch.equal(curves["train.y"], -curves["test.y"])


def test_the_law_is_what_it_makes_of_each_picture_and_the_rest_last(bars: Learner) -> None:
    series = shown("law", bars).tensors
    assert (series["model"].shape, series["data"].shape) == ((31,), (31,))
    assert series["model"].sum() == pytest.approx(1, abs=1e-5)
    assert series["data"].tolist() == pytest.approx([1 / 30] * 30 + [0])
    assert RBM_LAYERS["law"]().version(Learner(RbmSpec(hidden=4), digits()), SIGHT) is None


def test_what_has_not_changed_is_not_drawn_again(bars: Learner) -> None:
    versions = []
    for _ in range(2):
        versions.append([layer().version(bars, SIGHT) for layer in RBM_LAYERS.values()])
        versions.append([layer().version(bars, SIGHT) for layer in RBM_LAYERS.values()])
        bars.step()
    assert versions[0] == versions[1] != versions[2] == versions[3]
    data = [each[list(RBM_LAYERS).index("data")] for each in versions]
    assert all(one == other for one, other in pairwise(data))


def test_each_says_what_it_is() -> None:
    for name, layer in RBM_LAYERS.items():
        info = layer.info(name)
        assert info.title
        assert info.description.endswith(".")
        assert layer.process == "rbm"
