"""From a partial specification to the whole one: who wins, and what is refused in words."""

from __future__ import annotations

import pytest

from scorescape.models.errors import InvalidInput, UnknownName, Unsupported
from scorescape.models.networks.score import ScoreNetwork
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.resolve import ResolvedRun, _check_size, resolve, written
from scorescape.models.training.snapshot import Snapshot
from scorescape.models.training.spec import RunSpec

TWO = PRESETS.get("two-gaussians")().mixture()


def test_what_is_left_out_comes_from_the_recipe_and_what_is_said_wins() -> None:
    recipe = DenoisingScoreMatching.parse(DenoisingScoreMatching.defaults_for(TWO, "score")).recipe(TWO, "score")
    found = resolve(RunSpec(), TWO)
    assert (
        found.objective.model_dump()
        == DenoisingScoreMatching.parse(DenoisingScoreMatching.defaults_for(TWO, "score")).model_dump()
    )
    for name, value in {**recipe.network}.items():
        assert found.network.model_dump()[name] == value
    for name, value in {**recipe.optimiser}.items():
        assert found.optimiser.model_dump()[name] == value
    more = {"network": {"highest_frequency": 77.0}, "optimiser": {"batch_size": 32}, "settings": {"sigma": 0.7}}
    said = resolve(RunSpec.parse(more), TWO)
    assert (said.settings()["objective"]["sigma"], said.network.highest_frequency) == (0.7, 77.0)
    assert said.optimiser.batch_size == 32
    assert {*recipe.network} > {"highest_frequency"}, "what was said is said against the recipe"
    assert {*recipe.optimiser} == {"batch_size"}


@pytest.mark.parametrize("own", [{}, {"frequencies": "bands"}])
def test_whoever_gives_a_fourier_scale_means_gaussian_frequencies(own: dict[str, object]) -> None:
    found = resolve(RunSpec.parse({"network": {"fourier_scale": 3.0} | own}), TWO).network
    assert (found.frequencies, found.fourier_scale) == ("bands" if own else "gaussian", 3.0)


@pytest.mark.parametrize(
    ("spec", "error", "words"),
    [
        ({"objective": "nonsense"}, UnknownName, "choose one of"),
        ({"objective": "maximum-likelihood"}, Unsupported, "choose model = energy"),
        ({"settings": {"sigma": -1}}, InvalidInput, "sigma"),
        ({"network": {"link": "square"}}, Unsupported, "link = exp"),
        (
            {
                "objective": "contrastive-divergence",
                "model": "energy",
                "network": {"width": 512, "depth": 6},
                "optimiser": {"batch_size": 8192},
            },
            InvalidInput,
            "would hold",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_anything_runs(
    spec: dict[str, object], error: type[InvalidInput], words: str
) -> None:
    with pytest.raises(error, match=words):
        resolve(RunSpec.parse(spec), TWO)


def test_only_objectives_with_noise_levels_train_some() -> None:
    for name, kind in OBJECTIVES.items():
        model = "score" if "score" in kind.learns else "energy"
        found = resolve(RunSpec.parse({"objective": name, "model": model}), TWO)
        assert (found.noise_range is not None) == kind.noise_conditional, name


def test_one_s_own_classes_are_written_by_name_and_settings() -> None:
    spec = written(RunSpec(), DenoisingScoreMatching(sigma=0.4), ScoreNetwork)
    assert (spec.objective, spec.settings) == ("denoising-score-matching", {"sigma": 0.4})
    assert (spec.architecture, spec.model) == ("score", "score")
    assert written(RunSpec(), None, None) == RunSpec()


@pytest.mark.parametrize(("rows", "fits"), [(62_500, True), (62_501, False)])
def test_a_step_may_carry_32_million_numbers(rows: int, fits: bool) -> None:
    """Of 256 neurons in two layers 62,500 rows."""
    if fits:
        _check_size(NetworkSpec(width=256, depth=2), rows)
        return
    with pytest.raises(InvalidInput) as refused:
        _check_size(NetworkSpec(width=256, depth=2), rows)
    assert refused.value.message == (
        "width (width) must be in [8, 255] neurons where a step carries 62,501 rows through 2 layers; 256 would hold "
        "0.6 GB, so narrow the network or take a smaller batch."
    )


def test_gigabytes_are_twenty_bytes_a_number() -> None:
    with pytest.raises(InvalidInput, match=r"\[8, 8\] neurons .* 512 would hold 102\.4 GB"):
        _check_size(NetworkSpec(width=512, depth=4), 2_500_000)


def test_a_resolved_run_cannot_be_written_to() -> None:
    assert ResolvedRun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert Snapshot.__dataclass_params__.frozen  # type: ignore[attr-defined]
