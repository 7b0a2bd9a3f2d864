"""Families with a known Z: each integrates to one, draws from its own density, and is matched by parts exactly."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

import scorescape as ss
from scorescape.models.domain import Grid
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.family import Family
from scorescape.models.random_streams import stream
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

MOONS = ss.target("two-moons")
# a flow of splines is not offered to objectives by parts
SMALL: dict[str, dict[str, Any]] = {
    "autoregressive": {"width": 16},
    "flow": {"width": 16, "transform": "affine"},
    "mixture": {"k": 6},
}
STEPS = {"gaussian": 1}
FAMILIES = sorted(name for name, kind in NETWORKS.items() if issubclass(kind, Family))


def taught(name: str, n_steps: int | None = None, **more: Any) -> Run:
    """Briefly, with averaged weights that are those of the last step."""
    spec = {"model": name, "network": SMALL.get(name, {}), "n_steps": n_steps or STEPS.get(name, 60)}
    run = Run(MOONS, RunSpec.parse(spec | {"optimiser": {"averaging": 0.0, "batch_size": 128}} | more))
    while not run.finished:
        run.step()
    return run


@pytest.fixture(scope="module", params=FAMILIES)
def family(request: pytest.FixtureRequest) -> Family:
    network = taught(request.param).network
    assert isinstance(network, Family)
    return network.requires_grad_(False)


def masses(family: Family) -> tuple[Grid, Tensor]:
    """Of the cells of a window that is widened until its outermost cells hold less than a thousandth."""
    for half_width in (5.0, 10.0, 20.0, 40.0):
        grid = Grid(int(64 * half_width), half_width)
        found = (-grid.reshape(family.energy(grid.points()).double())).exp() * grid.cell_area
        border = found.sum() - found[1:-1, 1:-1].sum()
        if float(border) < 1e-3:
            return grid, found
    raise AssertionError("mass at the border of the widest window")


def test_z_is_one(family: Family) -> None:
    assert float(masses(family)[1].sum()) == pytest.approx(1, abs=0.01)


def test_its_draws_are_of_its_density(family: Family) -> None:
    grid, found = masses(family)
    x = grid.points()
    drawn = family.draw(20_000, stream(0, "draw"))
    for direction in torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.7, 0.7], [0.7, -0.7]]):
        for cut in (-0.6, 0.1, 0.8):
            share = float(found[grid.reshape(x @ direction < cut)].sum())
            assert float((drawn @ direction < cut).float().mean()) == pytest.approx(share, abs=0.015)


def test_what_it_answers_in_the_world_is_of_one_piece(family: Family) -> None:
    x = MOONS.sample(30, stream(0, "x")).float().requires_grad_(True)
    (slope,) = torch.autograd.grad(family.energy(x).sum(), x)
    energy, score = family.energy_and_score(x.detach())
    torch.testing.assert_close(score, -slope, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(energy, family.energy(x).detach())
    torch.testing.assert_close(-family.log_prob(x), family.energy(x))
    assert (family.normalised, family.can_draw, family.has_energy) == (True, True, True)


def by_parts(family: Family, n: int = 6_000) -> tuple[float, float]:
    """Implicit minus explicit loss, in units of their spread over points, and relative to the explicit one.

    E_p[tr grad s + |s|^2 / 2] = E_p |s - s*|^2 / 2 - E_p |s*|^2 / 2 for a score without jumps: Hyvarinen 2005, eq. 4.
    """
    x = MOONS.sample(n, stream(0, "parts")).float()
    score, divergence = family.score_and_divergence(x)
    true = MOONS.score(x.double()).float()
    gap = divergence + (score * true).sum(1)
    return float(gap.mean() / (gap.std() / n**0.5)), float(gap.mean() / (true**2).sum(1).mean())


def test_score_matching_by_parts_is_the_explicit_one(family: Family) -> None:
    deviations, _ = by_parts(family)
    assert abs(deviations) < 4


def test_one_gaussian_has_the_moments_of_its_points_after_one_step() -> None:
    run = taught("gaussian")
    u = run.network.prepare(run.data.points.double())
    torch.testing.assert_close(run.network.normals.means[0].double(), u.mean(0), rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(
        torch.cov(run.network.prepare(run.network.draw(50_000, stream(0, "draw"))).T).double(),
        torch.cov(u.T),
        rtol=0.03,
        atol=0.01,
    )


def test_likelihood_asks_no_grid_of_a_family_and_judges_take_z_for_one() -> None:
    study = ss.Study(MOONS, network="autoregressive", objective="maximum-likelihood", settings={"width": 16})
    study.train(40)
    figures = study.figures()
    assert figures["log_z"] == 0
    entropy = -float(MOONS.log_prob(MOONS.sample(20_000, stream(0, "h"))).mean())
    loss = float(study.field.energy(MOONS.sample(20_000, stream(1, "h")).float()).mean())
    assert figures["kl"] == pytest.approx(loss - entropy, abs=0.05)


def test_a_family_is_named_in_the_place_of_the_model_and_brings_its_objective() -> None:
    spec = RunSpec.parse({"model": "gaussian"})
    assert (spec.objective, spec.model, spec.architecture) == ("maximum-likelihood", "energy", "gaussian")
    assert RunSpec.parse({"model": "gaussian", "objective": "score-matching"}).objective == "score-matching"


def test_a_run_that_was_kept_goes_on_bit_for_bit() -> None:
    for name in FAMILIES:
        run = taught(name, 30)
        again = Run.unpacked(run.packed())
        for each in (run, again):
            each.extend(5)
            while not each.finished:
                each.step()
        x = MOONS.sample(9, stream(0, "x")).float()
        assert torch.equal(run.field().score(x), again.field().score(x))
