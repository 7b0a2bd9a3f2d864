"""The study of a script: one's own classes, the figures of the command line and the page, files that go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Generator, Tensor

from scorescape.models.domain import Grid
from scorescape.models.errors import InvalidInput, UnknownName
from scorescape.models.layers.base import Sight
from scorescape.models.layers.lens import LensLayer
from scorescape.models.lenses.base import Lens, Look, Specimen
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.energy import EnergyNetwork
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.one_thread import one_thread
from scorescape.models.samplers import SAMPLERS
from scorescape.models.samplers.annealed_langevin import AnnealedLangevin
from scorescape.models.samplers.langevin import Langevin
from scorescape.models.settings import Scalar
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.script import ScriptStudy
from scorescape.models.targets.preset import PRESETS
from scorescape.server import cli
from tests.plugins import forgetful

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")
TWO = PRESETS.get("two-gaussians")().mixture()
SPEC = PanelSpec.parse({"run": {"network": {"width": 16, "depth": 1}, "optimiser": {"batch_size": 32}}})


class Parabola(Network):
    """E = a |u|^2 / 2 with a learnt a."""

    parameterisation = "energy"

    def __init__(self, spec: NetworkSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.a = torch.nn.Parameter(torch.ones(()))

    def energy(self, x: Tensor) -> Tensor:
        return self.a * (self.prepare(x) ** 2).sum(1) / 2


class SlowLangevin(Langevin):
    title = "Slow Langevin"


def test_the_figures_are_those_of_the_command_line_digit_for_digit(capsys: pytest.CaptureFixture[str]) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        study = ScriptStudy(TWO, SPEC, objective=DenoisingScoreMatching(sigma=0.3), seed=4)
        study.train(20)
        figures = study.figures()
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(threads)
    command = (
        "fit --target two-gaussians --objective denoising-score-matching --steps 20 --seed 4 --width 16 "
        "--batch-size 32 --set depth=1 --set sigma=0.3 --json"
    )
    assert cli.main(command.split()) == 0
    printed = json.loads(capsys.readouterr().out)
    for name in ("relative_fisher_error", "relative_fisher_error_smoothed", "angle_deg", "loss", "sigma"):
        assert printed[name] == figures[name], name


def test_particles_are_those_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    study = ScriptStudy(TWO, SPEC, seed=3)
    x = study.sample(Langevin(step_size=0.03), 50, steps=7, field="exact")
    assert x.shape == (50, 2)
    command = "sample --target two-gaussians --particles 50 --steps 7 --seed 3 --set step_size=0.03 --json"
    assert cli.main(command.split()) == 0
    assert json.loads(capsys.readouterr().out)["sliced_wasserstein"] == study.figures()["sliced_wasserstein"]


def test_a_walk_takes_as_many_steps_as_it_has_or_is_told() -> None:
    study = ScriptStudy(TWO, SPEC)
    study.sample(AnnealedLangevin, 10, field="exact")
    assert study.walk is not None
    assert study.walk.finished
    study.sample("langevin", 10, steps=3)
    assert study.walk.chain.step == 3
    before = study.spec
    with pytest.raises(InvalidInput, match="n_particles"):
        study.sample("langevin", 0)
    with pytest.raises(InvalidInput, match="needs an energy"):
        study.sample("mala", 10)
    assert study.spec == before


def test_classes_of_one_s_own_train_walk_and_are_in_the_record() -> None:
    study = ScriptStudy(TWO, objective=DenoisingScoreMatching, network=Parabola, seed=1)
    before = float(study.field.energy(torch.ones(1, 2)))  # type: ignore[attr-defined]
    study.train(30)
    assert float(study.field.energy(torch.ones(1, 2))) != before  # type: ignore[attr-defined]
    study.sample(SlowLangevin(), 20, steps=2)
    spec = study.spec
    assert (spec.run.architecture, spec.run.model, spec.sampler.sampler) == ("parabola", "energy", "slow-langevin")
    assert ScriptStudy(TWO, network=EnergyNetwork).spec.run.model == "energy"
    with pytest.raises(InvalidInput, match="seed"):
        ScriptStudy(TWO, seed=-1)


def test_names_stand_wherever_classes_do(tmp_path: Path) -> None:
    file = tmp_path / "target.json"
    file.write_text(json.dumps({"kind": "preset", "name": "two-gaussians"}))
    ours = ScriptStudy("two-gaussians", SPEC, objective="score-matching", network="energy", seed=2)
    classes = ScriptStudy(TWO, SPEC, objective=ScoreMatching, network=EnergyNetwork, seed=2)
    filed = ScriptStudy(file, SPEC, objective="score-matching", network="energy", seed=2)
    for study in (ours, classes, filed):
        study.train(5)
    assert ours.run.loss == classes.run.loss == filed.run.loss
    assert ScriptStudy(TWO, objective="diffusion", network="energy").field.noise_range is not None
    NETWORKS.add(Parabola)
    assert ScriptStudy(TWO, network="parabola").spec.run.architecture == "parabola"
    assert ScriptStudy(TWO, ScriptStudy(TWO, network="parabola").spec, network="score").spec.run.architecture is None
    for wrong in ({"objective": "nope"}, {"network": "nope"}):
        with pytest.raises(UnknownName, match="choose one of"):
            ScriptStudy(TWO, **wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="spiral"):
        ScriptStudy("nope")


def test_settings_are_shared_out_by_their_names() -> None:
    given: dict[str, Scalar] = {"width": 16, "batch_size": 32, "learning_rate": 0.01, "sigma": 0.3, "n_points": 60}
    run = ScriptStudy(TWO, objective=DenoisingScoreMatching, settings=given).spec.run
    assert (run.network, run.settings) == ({"width": 16}, {"sigma": 0.3})
    assert run.optimiser == {"batch_size": 32, "learning_rate": 0.01}
    assert run.data.n_points == 60
    kept = ScriptStudy(TWO, SPEC, settings={"width": 24}).spec.run
    assert kept.network == {"width": 24, "depth": 1}
    with pytest.raises(InvalidInput, match=r"no setting 'widht' for .*width"):
        ScriptStudy(TWO, settings={"widht": 16})
    with pytest.raises(InvalidInput, match=r"width \(width\) must be a whole number in \[8, 512\]"):
        ScriptStudy(TWO, settings={"width": 2})


@pytest.mark.parametrize("wrong", [-3, 0, 2.5, True, "10"])
def test_a_number_of_steps_is_refused_in_a_sentence(wrong: Any) -> None:
    study = ScriptStudy(TWO, SPEC)
    with pytest.raises(InvalidInput, match=r"^n_steps must be a whole number in \[1, inf\) steps; got ") as refused:
        study.train(wrong)
    assert refused.value.field == "n_steps"
    with pytest.raises(InvalidInput, match=r"^steps must be a whole number in \[1, inf\) steps; got "):
        study.sample("langevin", 10, steps=wrong)
    assert (study.run.step_count, study.walk) == (0, None)


def test_a_record_of_another_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(InvalidInput, match=r"must be a PanelSpec, not a RunSpec; write PanelSpec\(run=...\)\."):
        ScriptStudy(TWO, SPEC.run)  # type: ignore[arg-type]


def test_what_is_no_objective_or_sampler_is_refused_in_a_sentence() -> None:
    study = ScriptStudy(TWO, SPEC)
    wrong: Any = 3
    with pytest.raises(InvalidInput, match="int is no objective"):
        ScriptStudy(TWO, SPEC, objective=wrong)
    with pytest.raises(InvalidInput, match="int is no sampler"):
        study.sample(wrong)


class HalfwayLens(Lens):
    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        return Look(note="Halfway.")


def test_a_lens_that_was_used_is_known_by_its_name() -> None:
    study = ScriptStudy(TWO, SPEC)
    with pytest.raises(UnknownName):
        study.look("halfway-lens")
    study.look(HalfwayLens)
    assert study.look("halfway-lens").note == "Halfway."


def test_a_lens_shows_what_the_page_shows() -> None:
    study = ScriptStudy(TWO, SPEC)
    seen = study.look("curl-and-divergence")
    shown = LensLayer().picture(study, Sight("curl-and-divergence")).look
    assert shown is not None
    assert torch.equal(seen.maps["curl"].values, shown.maps["curl"].values)
    with pytest.raises(UnknownName, match="basins"):
        study.look("nope")


def test_a_saved_study_goes_on_and_says_which_class_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "study.safetensors"
    study = ScriptStudy(TWO, network=Parabola, seed=1)
    study.train(10)
    study.sample(SlowLangevin, 20, steps=2, field="exact")
    study.save(file)
    again = ScriptStudy.load(file)
    assert again.figures() | {"ms_per_step": None} == study.figures() | {"ms_per_step": None}
    for each in (study, again):
        each.train(5)
        each.walk_steps(3)
    assert torch.equal(study.run.averaged.weights(), again.run.averaged.weights())
    assert study.walk is not None
    assert again.walk is not None
    assert torch.equal(study.walk.x, again.walk.x)
    command = ["sample", "--target", "two-gaussians", "--field", str(file), "--particles", "9", "--steps", "2"]
    assert cli.main([*command, "--json"]) == 0

    monkeypatch.setattr(NETWORKS, "_found", {name: kind for name, kind in NETWORKS.items() if name != "parabola"})
    with pytest.raises(InvalidInput, match="This study uses a network called 'parabola', which is not known here"):
        ScriptStudy.load(file)
    monkeypatch.setattr(SAMPLERS, "_found", {name: kind for name, kind in SAMPLERS.items() if name != "slow-langevin"})
    with pytest.raises(InvalidInput, match="'slow-langevin'"):
        ScriptStudy.load(file, network=Parabola)
    assert ScriptStudy.load(file, network=Parabola, sampler=SlowLangevin).run.step_count == 10


def test_what_is_no_saved_study_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no file"):
        ScriptStudy.load(tmp_path / "none")
    (tmp_path / "words").write_text("words")
    with pytest.raises(InvalidInput, match="damaged"):
        ScriptStudy.load(tmp_path / "words")


@one_thread()
def failing() -> None:
    assert torch.get_num_threads() == 1
    raise ZeroDivisionError


def test_one_thread_is_given_back_also_after_an_error() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with pytest.raises(ZeroDivisionError):
            failing()
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_walk_without_an_end_takes_a_thousand_steps_and_one_where_one_is_asked_for() -> None:
    study = ScriptStudy(TWO, SPEC)
    study.sample("langevin", 2, field="exact")
    assert study.walk is not None
    assert study.walk.chain.step == 1_000
    study.sample("langevin", 2, steps=1, field="exact")
    assert study.walk.chain.step == 1
