"""Schedules, resolved settings, the first steps of runs and what is refused, as kept."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.errors import Nonsense, ScorescapeError
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.generations import sharpness
from scorescape.models.training.loss_spread import LossSpread
from scorescape.models.training.optimiser import Optimiser
from scorescape.models.training.resolve import resolve
from scorescape.models.training.run import Run
from scorescape.models.training.share_out import share_out
from scorescape.models.training.spec import DataSpec, OptimiserSpec, RunSpec
from scorescape.models.training.weights import load_field, save_field
from tests.kept import as_kept, bounds

THREE = PRESETS.get("unequal-three")().mixture()
X = torch.tensor([[0.0, 0.0], [1.0, -0.5], [-2.0, 1.0]])
RUNS = {
    "denoising": {"objective": "denoising-score-matching"},
    "matching": {"objective": "score-matching", "data": {"n_points": 60}},
    "contrast": {"objective": "noise-contrastive-estimation", "model": "energy"},
    "levels": {"objective": "noise-conditional-score-matching"},
    "diffusion": {"objective": "diffusion", "model": "energy"},
    "chains": {"objective": "persistent-contrastive-divergence", "model": "energy"},
}
SMALL = {"network": {"width": 8, "depth": 1}, "n_steps": 12}


@pytest.mark.parametrize("name", sorted(RUNS))
def test_the_first_steps_of_a_run_are_as_kept(name: str) -> None:
    run = Run(THREE, RunSpec.parse(SMALL | {"optimiser": {"batch_size": 16}} | RUNS[name]))
    losses = [run.step() for _ in range(6)]
    shot = run.snapshot()
    field, said = load_field(save_field(run))
    found = {
        "losses": losses,
        "shown": [shot.step, shot.n_steps, shot.loss, shot.held_out_loss, shot.readings],
        "weights": [run.averaged.weights(), run.averaged.nbytes],
        "score": field.score(X),
        "saved": {key: value for key, value in said.items() if key not in ("version", "spec")},
        "rates": [group["lr"] for group in run.optimiser.adam.param_groups],
    }
    run.extend(5)
    found["extended"] = [run.n_steps, run.step(), run.optimiser.adam.param_groups[0]["lr"]]
    run.retarget(PRESETS.get("two-gaussians")().mixture())
    found["retargeted"] = [run.n_steps, run.step(), run.optimiser.adam.param_groups[0]["lr"], run.network.noise_range]
    as_kept(f"run-{name}", found)


@pytest.mark.parametrize("name", sorted(RUNS))
def test_what_is_left_out_is_resolved_as_kept(name: str) -> None:
    resolved = resolve(RunSpec.parse(RUNS[name]), THREE)
    as_kept(
        f"run-resolved-{name}", resolved.settings() | {"range": resolved.noise_range, "spec": resolved.spec.n_steps}
    )


def test_learning_rates_are_as_kept() -> None:
    found: dict[str, object] = {}
    for schedule in ("cosine", "constant"):
        for warm_up, n_steps in ((0, 1), (10, 100), (100, 100), (7, 20), (30, 119)):
            spec = OptimiserSpec.parse({"schedule": schedule, "warm_up_steps": warm_up, "learning_rate": 0.01})
            optimiser = Optimiser(torch.nn.Linear(2, 1), [], spec)
            found[f"{schedule} {warm_up} {n_steps}"] = [
                optimiser.learning_rate(step, n_steps)
                for step in (0, 1, 5, 6, 24, 25, 29, 60, n_steps - 1, n_steps + 9)
            ]
    as_kept("run-rates", found)


def test_bounds_of_settings_are_as_kept() -> None:
    as_kept("run-bounds", {kind.__name__: bounds(kind) for kind in (OptimiserSpec, DataSpec, RunSpec)})


def test_milliseconds_are_of_one_step_from_the_first_on() -> None:
    run = Run(THREE, RunSpec.parse(SMALL))
    for step in (1, 2):
        run.step()
        assert run.snapshot().ms_per_step == pytest.approx(1000 * run.seconds / step, rel=1e-9)


def test_a_loss_that_is_none_is_named() -> None:
    run = Run(THREE, RunSpec.parse(SMALL))
    found = {}
    for name, loss in {"array": torch.zeros(3, 2), "text": "0.5"}.items():
        with pytest.raises(Nonsense) as refused:
            run._number(loss)
        found[name] = refused.value.message
    as_kept("run-nonsense", found)


def test_a_saved_field_stands_where_its_target_lay() -> None:
    off = GaussianMixture.create([0.5, 0.5], [[2.0, -1.0], [1.0, -0.5]], [0.3, 0.4])
    run = Run(off, RunSpec.parse(SMALL))
    field, _ = load_field(save_field(run))
    assert field.scaling == run.network.scaling
    assert field.scaling.center == pytest.approx((1.5, -0.75))


def test_settings_go_to_their_homes_and_strange_ones_are_refused() -> None:
    settings = {"sigma": 0.3, "width": 32, "learning_rate": 0.01, "n_points": 50}
    homes = share_out("denoising-score-matching", "score", settings)
    assert homes == {
        "settings": {"sigma": 0.3},
        "network": {"width": 32},
        "optimiser": {"learning_rate": 0.01},
        "data": {"n_points": 50},
    }
    with pytest.raises(ScorescapeError, match="no setting 'sgima' for denoising-score-matching"):
        share_out("denoising-score-matching", "score", {"sgima": 1})


REFUSED = {
    "too wide": {
        "objective": "score-matching",
        "network": {"width": 512, "depth": 6},
        "optimiser": {"batch_size": 8192},
    },
    "wrong model": {"objective": "noise-contrastive-estimation", "model": "score"},
    "wrong link": {"objective": "denoising-score-matching", "network": {"link": "square"}},
    "link under levels": {"objective": "diffusion", "model": "energy", "network": {"link": "abs"}},
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refusals_are_as_kept(name: str) -> None:
    with pytest.raises(ScorescapeError) as refused:
        resolve(RunSpec.parse(REFUSED[name]), THREE)
    as_kept(f"run-refused-{name.replace(' ', '-')}", {"message": refused.value.message})


def test_divergence_says_what_to_try() -> None:
    found = {}
    for name, data in {"endless": {}, "finite": {"n_points": 50}}.items():
        run = Run(THREE, RunSpec.parse(SMALL | {"data": data}))
        run.step()
        with torch.no_grad():
            next(iter(run.network.parameters())).fill_(float("nan"))
        with pytest.raises(ScorescapeError) as diverged:
            run.step()
        found[name] = diverged.value.message
    as_kept("run-diverged", found)


def test_snapshots_come_every_so_often_and_at_the_end() -> None:
    run = Run(THREE, RunSpec.parse(SMALL))
    assert [shot.step for shot in run.snapshots(every=5)] == [5, 10, 12]


def test_the_gradient_is_cut_to_its_bound_and_each_parameter_has_its_factor() -> None:
    network, extra = torch.nn.Linear(2, 1), torch.nn.Parameter(torch.zeros(1))
    spec = OptimiserSpec.parse(
        {"schedule": "constant", "warm_up_steps": 0, "learning_rate": 0.01, "gradient_clip": 0.5}
    )
    optimiser = Optimiser(network, [(extra, 3.0)], spec)
    before = [each.detach().clone() for each in (*network.parameters(), extra)]
    loss = 1e3 * network(torch.ones(4, 2)).sum() + extra.sum()
    assert optimiser.step(loss, 0, 10)
    gradient = torch.cat([each.grad.reshape(-1) for each in network.parameters() if each.grad is not None])
    assert float(gradient.norm()) == pytest.approx(0.5, rel=1e-4)
    after = [each.detach() for each in (*network.parameters(), extra)]
    # Adam's first step is the rate along the sign
    for old, new, rate in zip(before, after, (0.01, 0.01, 0.03), strict=True):
        torch.testing.assert_close((old - new).abs(), torch.full_like(old, rate), rtol=1e-3, atol=1e-7)
    kept = [each.detach().clone() for each in network.parameters()]
    assert not optimiser.step(float("nan") * network(torch.ones(4, 2)).sum(), 1, 10)
    assert all(torch.equal(a, b.detach()) for a, b in zip(kept, network.parameters(), strict=True))


def test_the_spread_of_losses_begins_at_the_second() -> None:
    spread = LossSpread(0.5)
    assert spread.standard_error() is None
    spread.add(float("nan"))
    assert (spread.count, spread.standard_error()) == (1, None)
    spread.add(2.0)
    # variance 1/2 (0 + 1/2 2^2) = 1; the mean of two with weights 1/2: squares 1/4 + 1/3 (1 - 1/4) = 1/2
    assert (spread.count, spread.variance, spread.standard_error()) == (2, 1.0, pytest.approx(1.0))


def test_frequencies_of_earlier_runs_are_bounded() -> None:
    def detailed(scale: float) -> GaussianMixture:
        return GaussianMixture.create([0.5, 0.5], [[-1.0, 0.0], [1.0, 0.0]], [scale, scale])

    assert [sharpness(detailed(scale)) for scale in (0.005, 0.1, 2.0)] == [4.0, 2.86, 1.5]
