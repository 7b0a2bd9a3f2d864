"""One step of training: its parts are the objective's own numbers, and looking changes nothing."""

from __future__ import annotations

import math

import pytest
import torch

from scorescape.models.networks.base import Network
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.notes import Notes, notes
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training import lesson
from scorescape.models.training.lesson import Lesson, taught
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

PAIR = GaussianMixture.create([0.2, 0.8], [[-1.5, 0.5], [1.2, -0.4]], [0.4, 0.6])
NEAR = (1.2, -0.4)


def run_of(objective: str, **settings: object) -> Run:
    model = "score" if "score" in OBJECTIVES.get(objective).learns else "energy"
    spec = {
        "objective": objective,
        "model": model,
        "settings": settings,
        "network": {"width": 16},
        "optimiser": {"batch_size": 48},
    }
    return Run(PAIR, RunSpec.parse(spec))


def vector(lesson: Lesson, role: str) -> list[float]:
    found = next(each.value for each in lesson.vectors if each.role == role)
    assert found is not None
    return list(found)


@pytest.mark.parametrize("objective", sorted(OBJECTIVES))
def test_the_terms_and_what_is_beside_them_are_the_loss(objective: str) -> None:
    run = run_of(objective)
    for step in (1, 2, 3):
        lesson = taught(run, NEAR)
        assert lesson.note == ""
        assert lesson.step == step
        assert lesson.mean is not None
        total = lesson.mean + sum(each.value or 0.0 for each in lesson.extras)
        assert total == pytest.approx(lesson.loss, rel=1e-5, abs=1e-6)
        assert all(math.dist(lesson.shown[0], NEAR) <= math.dist(each, NEAR) for each in lesson.shown)


@pytest.mark.parametrize("objective", sorted(OBJECTIVES))
def test_who_looks_changes_nothing(objective: str) -> None:
    alone, watched = run_of(objective), run_of(objective)
    for _ in range(3):
        assert taught(watched, NEAR).loss == alone.step()
    for mine, theirs in zip(alone.network.parameters(), watched.network.parameters(), strict=True):
        assert torch.equal(mine, theirs)
    assert notes() is None


def test_denoising_adds_its_noise_and_asks_for_the_way_back() -> None:
    sigma = 0.3
    run = run_of("denoising-score-matching", sigma=sigma)
    for _ in range(5):
        lesson = taught(run, NEAR)
        noise, wanted, predicted = (torch.tensor(vector(lesson, role)) for role in ("noise", "wanted", "predicted"))
        assert torch.allclose(wanted, -noise / sigma**2, rtol=1e-5)
        x = torch.tensor(lesson.shown[0])
        assert torch.allclose(torch.tensor(lesson.change.at), x + noise, atol=1e-6)
        assert lesson.term == pytest.approx(float(0.5 * ((predicted - wanted) ** 2).sum()), rel=1e-4)
        assert lesson.change.before == pytest.approx(predicted.tolist(), rel=1e-4, abs=1e-5)
        drawn = {each.role: each.drawn for each in lesson.vectors}
        assert drawn["wanted"] == pytest.approx((-noise).tolist(), rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("objective", ["noise-conditional-score-matching", "diffusion", "flow-matching"])
def test_at_every_level_the_network_is_asked_where_the_noise_leads(objective: str) -> None:
    run = run_of(objective)
    for _ in range(4):
        lesson = taught(run, NEAR)
        before, sigma = lesson.change.before, lesson.change.sigma
        assert before is not None
        assert sigma is not None
        if objective == "diffusion":  # eps = -sigma s
            assert vector(lesson, "predicted") == pytest.approx([-sigma * each for each in before], rel=1e-3, abs=1e-4)
        if objective == "noise-conditional-score-matching":
            assert vector(lesson, "predicted") == pytest.approx(before, rel=1e-4, abs=1e-5)
            assert vector(lesson, "wanted") == pytest.approx(
                [-each / sigma**2 for each in vector(lesson, "noise")], rel=1e-4
            )
        # what it should say leads back to the datum, drawn from where it was asked or stands
        wanted = next(each for each in lesson.vectors if each.role == "wanted")
        assert wanted.tail is not None
        assert wanted.drawn is not None
        end = [a + b for a, b in zip(wanted.tail, wanted.drawn, strict=True)]
        assert end == pytest.approx(lesson.shown[0], abs=1e-3 * max(1.0, sigma))


def test_score_matching_compares_two_numbers() -> None:
    lesson = taught(run_of("score-matching"), NEAR)
    divergence, square = (each.value or 0.0 for each in lesson.numbers)
    assert lesson.term == pytest.approx(divergence + square, rel=1e-5)
    assert square == pytest.approx(0.5 * sum(each**2 for each in vector(lesson, "predicted")), rel=1e-4)


@pytest.mark.parametrize("objective", ["contrastive-divergence", "persistent-contrastive-divergence"])
def test_negatives_are_where_their_chains_went(objective: str) -> None:
    lesson = taught(run_of(objective), NEAR)
    assert lesson.others_name == "negatives"
    up, down = (each.value or 0.0 for each in lesson.numbers)
    assert lesson.term == pytest.approx(up - down, abs=1e-5)
    (way,) = lesson.vectors
    assert way.tail is not None
    assert way.drawn is not None
    if objective == "contrastive-divergence":
        assert way.tail == lesson.shown[0]


def test_what_changes_is_the_way_of_the_weights() -> None:
    run = run_of("score-matching")
    before = [each.detach().clone() for each in run.network.parameters()]
    lesson = taught(run, NEAR)
    moved = sum(
        float(((new.detach() - old) ** 2).sum()) for new, old in zip(run.network.parameters(), before, strict=True)
    )
    assert lesson.change.moved == pytest.approx(math.sqrt(moved), rel=1e-5)
    assert lesson.change.moved > 0
    assert lesson.change.learning_rate == pytest.approx(run.optimiser.learning_rate(0, run.n_steps))
    with torch.no_grad():
        after = run.network.score(torch.tensor([lesson.change.at])).tolist()[0]
    assert lesson.change.after == pytest.approx(after, rel=1e-5)
    assert lesson.change.after != lesson.change.before


class Silent(ScoreMatching):
    def loss(
        self, model: Network, x: torch.Tensor, state: None, generator: torch.Generator
    ) -> tuple[torch.Tensor, None]:
        score, divergence = model.score_and_divergence(x)
        return (divergence + 0.5 * (score**2).sum(1)).mean(), state


def test_an_objective_that_declares_nothing_is_said_to() -> None:
    run = run_of("score-matching")
    object.__setattr__(run.resolved, "objective", Silent())
    lesson = taught(run, NEAR)
    assert lesson.note == (
        "Score matching (exact trace) does not declare what a step of it compares: only its loss and what it changed "
        "is known."
    )
    assert (lesson.vectors, lesson.shown, lesson.mean) == ([], [], None)
    assert lesson.change.at == pytest.approx(NEAR)
    assert lesson.change.before != lesson.change.after


def test_a_study_tells_the_steps_that_are_followed() -> None:
    study = Study(PAIR, PanelSpec())
    study.train_step()
    assert study.lesson is None
    study.follow(NEAR)
    study.train_step()
    assert study.lesson is not None
    assert study.lesson.step == 2
    study.train_step(seen=False)
    assert study.lesson.step == 2
    study.follow(None)
    study.train_step()
    assert study.lesson is None


@pytest.mark.parametrize("objective", ["score-matching", "noise-contrastive-estimation"])
def test_the_gradient_is_that_of_the_network_and_the_rate_the_network_s(objective: str) -> None:
    run = run_of(objective)
    change = taught(run, NEAR).change
    gradient = torch.cat([each.grad.reshape(-1) for each in run.network.parameters() if each.grad is not None])
    assert change.gradient == pytest.approx(float(gradient.norm()), rel=1e-5)
    assert change.gradient
    # what is learnt beside the network has a rate of its own
    assert change.learning_rate == pytest.approx(run.optimiser.learning_rate(0, run.n_steps), rel=1e-9)


def test_asked_is_the_place_of_the_one_that_is_followed_alone() -> None:
    shown, sigma = torch.tensor([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]), torch.tensor([0.1, 0.2, 0.3])
    at, level = lesson._asked(Notes(shown=shown, sigma=sigma), 1, NEAR)
    assert level is not None
    assert (at.tolist(), level.tolist()) == ([[2.0, 3.0]], [pytest.approx(0.2)])
    at, level = lesson._asked(Notes(shown=shown, asked=shown + 1), 0, NEAR)
    assert (at.tolist(), level) == ([[1.0, 2.0]], None)
    # of a batch that is lost as a whole nobody is followed
    at, level = lesson._asked(Notes(shown=shown * math.nan, sigma=sigma), None, NEAR)
    assert (at.tolist(), level) == ([pytest.approx(NEAR)], None)


def test_64_points_are_told_and_the_one_that_is_followed_first() -> None:
    points = torch.arange(200.0).reshape(100, 2)
    told = lesson._some(points, 70)
    assert told == [(140.0, 141.0), *((2.0 * k, 2.0 * k + 1) for k in range(64))]
    assert lesson._some(points, 3) == [(6.0, 7.0), *((2.0 * k, 2.0 * k + 1) for k in range(64) if k != 3)]
    points[5, 0] = math.nan
    assert len(lesson._some(points, None)) == 63
    assert lesson._some(None, None) == []
