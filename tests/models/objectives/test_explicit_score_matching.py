"""The yardstick: explicit and implicit score matching differ by a constant, and a paused run keeps its target."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.networks.base import Scaling
from scorescape.models.networks.build import build_network
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives.base import Problem
from scorescape.models.objectives.explicit_score_matching import ExplicitScoreMatching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

TARGET = GaussianMixture.create([0.3, 0.7], [[-1.0, 0.5], [1.2, -0.3]], [0.6, 0.9])
N = 200_000


@pytest.mark.parametrize("model", ["score", "energy"])
@pytest.mark.parametrize("name", ["one", "another"])
def test_explicit_less_implicit_is_half_the_fisher_information_whatever_the_network(name: str, model: str) -> None:
    x = TARGET.sample(N, stream(0, "x"))
    spec = NetworkSpec(width=16, depth=2)
    network = build_network(spec, model, Scaling.of(TARGET), None, stream(0, name)).double()
    state = ExplicitScoreMatching().init(Problem(TARGET, x), stream(0, "state"))
    truth = TARGET.score(x)
    with torch.no_grad():
        explicit, _ = ExplicitScoreMatching().loss(network, x, state, stream(0, "z"))
        implicit, _ = ScoreMatching().loss(network, x, None, stream(0, "z"))
        score, divergence = network.score_and_divergence(x)
    # point by point the two differ by -(s . s* + div s), whose mean is zero by parts
    chance = float((divergence + (score * truth).sum(1)).std()) / N**0.5
    assert float(explicit - implicit) == pytest.approx(0.5 * float((truth**2).sum(1).mean()), abs=4 * chance)
    # a trace of half the size would be seen
    assert 0.5 * abs(float(divergence.mean())) > 4 * chance


def test_at_the_true_score_nothing_is_left() -> None:
    class Exact(torch.nn.Module):
        def score(self, x: torch.Tensor) -> torch.Tensor:
            return TARGET.score(x)

    x = TARGET.sample(100, stream(0, "x"))
    loss, _ = ExplicitScoreMatching().loss(Exact(), x, TARGET, stream(0, "z"))  # type: ignore[arg-type]
    assert float(loss) == 0


def test_a_restored_run_goes_on_bit_for_bit() -> None:
    spec = RunSpec(objective="explicit-score-matching", network={"width": 16}, n_steps=20)
    run = Run(TARGET, spec)
    for _ in range(5):
        run.step()
    restored = Run.unpacked(run.packed())
    assert [run.step() for _ in range(3)] == [restored.step() for _ in range(3)]


def test_a_new_target_is_the_new_answer() -> None:
    run = Run(TARGET, RunSpec(objective="explicit-score-matching", network={"width": 16}, n_steps=20))
    moved = GaussianMixture.create([1], [[2.0, 2.0]], [0.5])
    run.retarget(moved)
    x = moved.sample(10, stream(0, "x"))
    torch.testing.assert_close(run.state.score(x), moved.score(x))
