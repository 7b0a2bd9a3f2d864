"""A run is reproducible, resumable and honest about divergence."""

import statistics
import time

import pytest
import torch

from scorescape.models.errors import Diverged, InvalidInput
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.parcel import Parcel
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.resolve import resolve
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec
from scorescape.models.training.weights import load_field, save_field

TWO = PRESETS.get("two-gaussians")().mixture()
SMALL = {"width": 16, "depth": 2}
NCE = "noise-contrastive-estimation"


def trained(n: int, **spec: object) -> Run:
    run = Run(TWO, RunSpec.parse({"network": SMALL, "n_steps": 40} | spec))
    for _ in range(n):
        run.step()
    return run


def weights(run: Run) -> list[torch.Tensor]:
    return [*run.network.state_dict().values(), *run.field().state_dict().values()]


def same(a: Run, b: Run) -> bool:
    return all(torch.equal(x, y) for x, y in zip(weights(a), weights(b), strict=True))


def test_one_seed_gives_one_set_of_weights_and_another_seed_another() -> None:
    assert same(trained(20), trained(20))
    assert not same(trained(20), trained(20, seed=1))


def kept(run: Run) -> Run:
    """The run as it comes back from the bytes of its checkpoint."""
    return Run.unpacked(Parcel.from_bytes(run.packed().to_bytes("run"), "run"))


@pytest.mark.parametrize(
    ("objective", "model"), [(name, model) for name, kind in OBJECTIVES.items() for model in sorted(kind.learns)]
)
def test_a_checkpoint_goes_on_bit_for_bit(objective: str, model: str) -> None:
    spec = {"objective": objective, "model": model, "data": {"n_points": 300}}
    straight, resumed = trained(12, **spec), kept(trained(5, **spec))
    assert resumed.snapshot().readings == trained(5, **spec).snapshot().readings
    for _ in range(7):
        resumed.step()
    assert same(straight, resumed)
    assert resumed.step_count == 12
    assert resumed.loss == straight.loss
    assert resumed.snapshot().readings == straight.snapshot().readings


def test_a_checkpoint_of_a_run_that_was_extended_keeps_its_schedule() -> None:
    def extended() -> Run:
        run = trained(40)
        run.extend(30)
        for _ in range(10):
            run.step()
        return run

    straight, resumed = extended(), kept(extended())
    while not straight.finished:
        straight.step()
        resumed.step()
    assert resumed.finished
    assert same(straight, resumed)


def test_a_checkpoint_keeps_the_loss_s_error_and_the_steps_on_an_earlier_target() -> None:
    run = trained(12)
    run.retarget(PRESETS.get("spiral")().mixture())
    run.step()
    again = kept(run)
    assert run.snapshot().loss_se is not None
    assert (again.snapshot().loss_se, again.retargeted_at) == (run.snapshot().loss_se, 12)
    packed = run.packed()
    del packed.values["own/spread"], packed.values["own/retargeted_at"]
    older = Run.unpacked(packed)
    assert (older.snapshot().loss_se, older.retargeted_at) == (None, 0)


def test_the_field_knows_where_the_target_of_now_has_its_mass() -> None:
    run, spiral = trained(1), PRESETS.get("spiral")().mixture()
    assert torch.equal(run.field().landmarks(), TWO.means)
    run.retarget(spiral)
    assert torch.equal(run.field().landmarks(), spiral.means)


def test_looking_moves_no_number() -> None:
    watched = Run(TWO, RunSpec.parse({"network": SMALL, "n_steps": 20, "data": {"n_points": 50}}))
    blind = Run(TWO, RunSpec.parse({"network": SMALL, "n_steps": 20, "data": {"n_points": 50}}))
    assert all(shot.held_out_loss is not None for shot in watched.snapshots(every=1))
    while not blind.finished:
        blind.step()
    assert same(watched, blind)


def test_a_saved_field_is_the_same_field() -> None:
    run = trained(10, model="energy", objective="score-matching")
    field, meta = load_field(save_field(run))
    x = torch.linspace(-2, 2, 10).reshape(5, 2)
    assert torch.equal(field.score(x), run.field().score(x))
    assert meta["step"] == 10


def test_bytes_that_are_no_field_are_refused() -> None:
    with pytest.raises(InvalidInput, match="not a field"):
        load_field(b"nonsense, certainly not safetensors")


def test_a_new_target_keeps_the_weights_and_refuses_nothing() -> None:
    run = trained(40)
    before = [value.clone() for value in run.network.state_dict().values()]
    run.retarget(PRESETS.get("spiral")().mixture())
    assert all(torch.equal(a, b) for a, b in zip(before, run.network.state_dict().values(), strict=True))
    assert run.n_steps == 80
    assert not run.finished


LEVELS = sorted(name for name, kind in OBJECTIVES.items() if kind.noise_conditional)


@pytest.mark.parametrize("objective", LEVELS)
@pytest.mark.parametrize("model", ["score", "energy"])
def test_noise_levels_follow_the_target_and_survive_every_kind_of_keeping(objective: str, model: str) -> None:
    """Retargeted, resumed and saved: the range is the new target's, the weights and coordinates are the old ones."""
    run = trained(10, objective=objective, model=model)
    scaling, spiral = run.network.scaling, PRESETS.get("spiral")().mixture()
    run.retarget(spiral)
    smallest, largest = run.field().noise_range or (0.0, 0.0)
    assert smallest == pytest.approx(0.25 * spiral.narrowest_scale)
    assert largest > 4 * spiral.rms_deviation()
    assert run.network.noise_range == run.field().noise_range
    assert run.resolved.objective.smoothing() == smallest
    resumed = kept(run)
    for _ in range(5):
        run.step()
        resumed.step()
    assert same(run, resumed)
    assert resumed.network.scaling == scaling
    field, meta = load_field(save_field(run))
    x = torch.linspace(-2, 2, 10).reshape(5, 2)
    assert field.noise_range == (smallest, largest)
    assert torch.equal(field.smoothed_score(x, 0.5), run.field().smoothed_score(x, 0.5))
    assert meta["smoothing"] == smallest


def test_a_refused_target_changes_nothing() -> None:
    run = trained(10, objective="noise-conditional-score-matching", settings={"sigma_min": 2.0})
    tiny = GaussianMixture.create([1.0], [[0.0, 0.0]], [0.1])
    with pytest.raises(InvalidInput, match="smallest noise"):
        run.retarget(tiny)
    assert run.mixture is TWO
    assert run.n_steps == 40
    assert run.resolved.noise_range == run.field().noise_range == run.network.noise_range
    run.step()


def test_divergence_stops_with_the_step_and_keeps_the_last_weights() -> None:
    run = trained(3)
    with torch.no_grad():
        next(iter(run.network.parameters())).fill_(float("nan"))
    kept = [value.clone() for value in run.field().state_dict().values()]
    with pytest.raises(Diverged) as diverged:
        run.step()
    assert diverged.value.step == 3
    assert all(torch.equal(a, b) for a, b in zip(kept, run.field().state_dict().values(), strict=True))


@pytest.mark.parametrize(
    ("spec", "part"),
    [
        ({"objective": "nope"}, "score-matching"),
        ({"settings": {"sigma": 0}}, "(0, 4]"),
        ({"settings": {"sgima": 1}}, "sigma"),
        ({"network": {"width": 10_000}}, "[8, 512]"),
        ({"objective": NCE}, "needs an energy model; choose model = energy"),
        ({"objective": "contrastive-divergence", "model": "energy", "settings": {"chain_steps": 0}}, "[1, 200] steps"),
        (
            {"objective": "noise-contrastive-estimation", "model": "energy", "settings": {"noise_ratio": 10**9}},
            "[1, 16]",
        ),
        ({"settings": {"sigma": float("nan")}}, "settings.sigma must be a finite number"),
    ],
)
def test_a_bad_specification_is_refused_before_anything_runs(spec: dict[str, object], part: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Run(TWO, RunSpec.parse(spec))
    assert part in refused.value.message


HUGE = {"width": 512, "depth": 6}


@pytest.mark.parametrize(
    "spec",
    [
        {"objective": "score-matching", "network": HUGE, "optimiser": {"batch_size": 8192}},
        {"objective": "sliced-score-matching", "settings": {"projections": 16}, "optimiser": {"batch_size": 8192}},
        {"objective": "maximum-likelihood", "model": "energy", "settings": {"grid_side": 256}, "network": HUGE},
        {
            "objective": "noise-contrastive-estimation",
            "model": "energy",
            "settings": {"noise_ratio": 16},
            "optimiser": {"batch_size": 8192},
        },
    ],
    ids=lambda spec: spec["objective"],
)
def test_a_step_that_would_hold_gigabytes_is_refused_with_the_width_that_fits(spec: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match=r"width \(width\) must be in \[8, ([\d,]+)\] neurons .* GB") as refused:
        Run(TWO, RunSpec.parse(spec))
    fits = int(refused.value.message.partition("[8, ")[2].partition("]")[0].replace(",", ""))
    network = {**spec.get("network", {}), "width": fits}  # type: ignore[dict-item]
    resolve(RunSpec.parse(spec | {"network": network}), TWO)


@pytest.mark.parametrize("model", ["score", "energy"])
@pytest.mark.parametrize("objective", ["score-matching", "denoising-score-matching"])
def test_a_linear_field_arrives_at_the_precision(objective: str, model: str) -> None:
    """On N(0, v I) the trained field is -x / v, or at the smoothed variance for the denoiser."""
    gaussian = GaussianMixture.create([1.0], [[0.0, 0.0]], [1.2])
    settings = {"sigma": 0.6} if objective.startswith("denoising") else {}
    network = {"width": 32, "depth": 2, "fourier_features": 0}
    run = Run(gaussian, RunSpec.parse(
        {"objective": objective, "model": model, "settings": settings, "network": network, "n_steps": 600}
    ))  # fmt: skip
    while not run.finished:
        run.step()
    x = torch.tensor([[1.0, 0.0], [0.0, -1.0], [0.7, 0.7]])
    precision = run.resolved.objective.minimiser_precision(1.44)
    torch.testing.assert_close(run.field().score(x).detach(), -precision * x, atol=0.06, rtol=0)


def test_the_error_of_the_held_out_loss_is_that_of_sixteen_parts() -> None:
    run = trained(3, data={"n_points": 60})
    points, noise, objective = run.data.held_out, stream(0, "held-out-noise-parts"), run.resolved.objective
    assert points is not None
    losses = [float(objective.loss(run.field(), part, run.state, noise)[0]) for part in points.reshape(16, 128, 2)]
    assert run.held_out_loss_se() == pytest.approx(statistics.stdev(losses) / 4, rel=1e-6)
    assert run.held_out_loss() == pytest.approx(statistics.mean(losses), rel=0.5), "under other noise"
    run.data.held_out = points[:31]
    assert run.held_out_loss_se() is None
    run.data.held_out = points[:32]
    assert run.held_out_loss_se() is not None


def test_a_run_begins_at_nothing_and_counts_the_seconds_of_its_steps() -> None:
    run = trained(0)
    assert (run.step_count, run.seconds, run.retargeted_at) == (0, 0.0, 0)
    began = time.perf_counter()
    for _ in range(2):
        run.step()
    assert 0 < run.seconds <= time.perf_counter() - began


def test_the_loss_that_is_shown_keeps_two_parts_in_a_hundred_of_the_newest() -> None:
    run = trained(0)
    first, second, third = (run.step() for _ in range(3))
    assert run.loss == pytest.approx(0.98 * (0.98 * first + 0.02 * second) + 0.02 * third, rel=1e-9)
