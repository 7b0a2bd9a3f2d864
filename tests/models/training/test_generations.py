"""A run that was kept under earlier defaults goes on under them; a new one has today's."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from scorescape.models.objectives import OBJECTIVES
from scorescape.models.parcel import Parcel
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.generations import GENERATION, changed, sharpness
from scorescape.models.training.resolve import resolve
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

TWO = PRESETS.get("two-gaussians")().mixture()
SPIRAL = PRESETS.get("spiral")().mixture()
SMALL = {"network": {"width": 8}, "n_steps": 20, "optimiser": {"batch_size": 32}}
# what was left out of a specification meant this, before there were bands
FIRST: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "score-matching": ({"fourier_features": 16, "fourier_scale": sharpness(TWO)}, {}),
    "contrastive-divergence": ({"fourier_scale": 1.0, "confinement": 5.0}, {"first_step_size": None}),
    "persistent-contrastive-divergence": ({"fourier_scale": 1.0, "confinement": 0.0}, {"chain": "langevin"}),
    "maximum-likelihood": ({"fourier_scale": sharpness(TWO), "output_scale": 4.0}, {}),
    "noise-contrastive-estimation": ({"output_scale": 4.0, "confinement": 0.3}, {"noise": "box"}),
    "noise-conditional-score-matching": (
        {"fourier_features": 64, "fourier_scale": 3.0}, {"levels": "continuous", "fine_weight": 0.0},
    ),
    "diffusion": ({"fourier_features": 64, "fourier_scale": 3.0}, {"times": "uniform", "antithetic": False}),
    "flow-matching": ({"fourier_features": 64, "fourier_scale": 3.0}, {}),
}  # fmt: skip


def spec(name: str, **more: Any) -> RunSpec:
    return RunSpec.parse({"objective": name, "model": sorted(OBJECTIVES.get(name).learns)[-1]} | more)


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_the_first_generation_is_what_it_was(name: str) -> None:
    found = resolve(spec(name), TWO, generation=1)
    network, settings = FIRST.get(name, FIRST["score-matching"])
    assert found.network.model_dump() | network == found.network.model_dump()
    assert found.objective.model_dump() | settings == found.objective.model_dump()
    assert (found.network.frequencies, found.network.depth, found.network.width) == ("gaussian", 3, 128)
    assert found.optimiser.batch_size == (512 if OBJECTIVES.get(name).noise_conditional else 256)


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_today_s_generation_has_bands_and_two_layers(name: str) -> None:
    found = resolve(spec(name), TWO)
    assert (found.network.frequencies, found.network.fourier_features, found.network.depth) == ("bands", 64, 2)
    assert found.optimiser.batch_size == OBJECTIVES.get(name).batch


def as_of_the_first(run: Run) -> Run:
    """The run as it comes back from a parcel that does not know of generations."""
    packed = run.packed()
    del packed.values["own/generation"]
    return Run.unpacked(packed)


@pytest.mark.parametrize("name", ["denoising-score-matching", "noise-contrastive-estimation", "diffusion"])
def test_a_parcel_of_the_first_goes_on_bit_for_bit_and_stays_of_it(name: str) -> None:
    straight = Run(TWO, spec(name, **SMALL), generation=1)
    for _ in range(3):
        straight.step()
    resumed = as_of_the_first(straight)
    resumed = Run.unpacked(Parcel.from_bytes(resumed.packed().to_bytes("run"), "run"))
    for _ in range(3):
        straight.step()
        resumed.step()
    assert resumed.resolved.generation == 1
    for one, other in zip(straight.network.parameters(), resumed.network.parameters(), strict=True):
        assert torch.equal(one, other)
    resumed.retarget(SPIRAL)
    assert resumed.resolved.network.depth == 3
    resumed.step()


def test_a_parcel_of_today_knows_that_it_is() -> None:
    run = Run(TWO, spec("score-matching", **SMALL))
    run.step()
    assert Run.unpacked(run.packed()).resolved.network.frequencies == "bands"


@pytest.mark.parametrize("scale", [0.005, 0.1, 0.13, 0.2, 0.22, 2.0])
def test_frequencies_of_the_first_go_with_the_detail(scale: float) -> None:
    """.4 of the rms deviation over the narrowest scale, between 1.5 and 4."""
    pair = GaussianMixture.create([0.5, 0.5], [[-1.0, 0.0], [1.0, 0.0]], [scale, scale])
    assert sharpness(pair) == pytest.approx(min(4.0, max(1.5, 0.4 * (0.5 + scale**2) ** 0.5 / scale)), abs=0.005)


@pytest.mark.parametrize("name", ["noise-conditional-score-matching", "diffusion", "flow-matching"])
def test_many_levels_of_the_first_had_a_learning_rate_of_their_own(name: str) -> None:
    assert resolve(spec(name), TWO, generation=1).optimiser.learning_rate == 5e-3


def test_today_s_is_the_third_and_a_later_one_keeps_its_defaults() -> None:
    assert GENERATION == 3
    today = resolve(spec("diffusion"), TWO)
    for generation in (2, 3, 4):
        then = resolve(spec("diffusion"), TWO, generation=generation)
        assert (then.objective, then.network, then.optimiser) == (today.objective, today.network, today.optimiser)


def test_persistent_chains_have_a_wall_since_the_third() -> None:
    name = "persistent-contrastive-divergence"
    second, third, fourth = (resolve(spec(name), TWO, generation=generation) for generation in (2, 3, 4))
    assert (second.network.confinement, third.network.confinement) == (0.0, 5.0)
    assert second.network.frequencies == "bands"
    assert second.network.model_copy(update={"confinement": 5.0}) == third.network == fourth.network
    assert second.optimiser == third.optimiser
    assert (changed(name), changed("diffusion")) == (3, 2)
