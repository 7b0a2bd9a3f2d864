"""Objectives and networks of one's own where names are: the record says what ran, and files say what is missing."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Generator, Tensor, nn

from scorescape.models.errors import InvalidInput
from scorescape.models.networks import NETWORKS
from scorescape.models.networks.base import Network, Scaling
from scorescape.models.networks.spec import NetworkSpec
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.objectives.base import Objective
from scorescape.models.objectives.denoising_score_matching import DenoisingScoreMatching
from scorescape.models.settings import setting
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec
from scorescape.models.training.weights import load_field, save_field
from tests.plugins import forgetful

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")
TWO = PRESETS.get("two-gaussians")().mixture()
SPEC = RunSpec(n_steps=3, network={"width": 8, "depth": 1}, optimiser={"batch_size": 32})


class Weighed(Objective[None]):
    """k times the score-matching loss."""

    k: float = setting(1.0, gt=0, le=10, title="k", description="The factor.")

    def loss(self, model: Network, x: Tensor, state: None, generator: Generator) -> tuple[Tensor, None]:
        score, divergence = model.score_and_divergence(x)
        return self.k * ((score**2).sum(1) / 2 + divergence).mean(), None


class WideSpec(NetworkSpec):
    """One setting more."""

    bumps: int = setting(3, ge=1, le=9, title="bumps", unit="bumps", description="How many.")


class Bumps(Network):
    """An energy of a few learnt Gaussian bumps."""

    parameterisation = "energy"
    spec_type = WideSpec

    def __init__(self, spec: WideSpec, scaling: Scaling, generator: Generator) -> None:
        super().__init__()
        self.centers = nn.Parameter(torch.randn(spec.bumps, 2, generator=generator))

    def energy(self, x: Tensor) -> Tensor:
        return -torch.logsumexp(-(torch.cdist(self.prepare(x), self.centers.to(x.dtype)) ** 2), 1)


def trained(run: Run) -> Run:
    for _ in run.snapshots(every=3):
        pass
    return run


def weights(run: Run) -> Tensor:
    return run.averaged.weights()


def test_an_instance_trains_as_its_name_and_settings_do() -> None:
    OBJECTIVES.add(Weighed)
    spec = RunSpec.parse(SPEC.model_dump() | {"objective": "weighed", "settings": {"k": 3.0}})
    named = trained(Run(TWO, spec))
    given = trained(Run(TWO, SPEC, objective=Weighed(k=3.0)))
    assert torch.equal(weights(named), weights(given))
    assert given.resolved.spec == named.resolved.spec
    assert not torch.equal(weights(given), weights(trained(Run(TWO, SPEC, objective=Weighed))))


def test_what_an_instance_leaves_open_comes_from_the_target() -> None:
    spiral = PRESETS.get("spiral")().mixture()
    run = Run(spiral, SPEC, objective=DenoisingScoreMatching())
    assert run.resolved.objective == Run(spiral, SPEC).resolved.objective
    assert run.resolved.objective != DenoisingScoreMatching()
    assert Run(TWO, SPEC, objective=DenoisingScoreMatching(sigma=0.3)).resolved.objective.sigma == 0.3


def test_a_network_of_one_s_own_says_what_is_learnt_and_has_settings_of_its_own() -> None:
    run = Run(TWO, SPEC.model_copy(update={"network": {"bumps": 5}}), objective=Weighed(), network=Bumps)
    assert run.network.parameterisation == run.resolved.spec.model == "energy"
    assert run.resolved.spec.architecture == "bumps"
    assert run.network.state_dict()["centers"].shape == (5, 2)
    before = weights(run)
    assert not torch.equal(weights(trained(run)), before)
    with pytest.raises(InvalidInput, match="bumps"):
        Run(TWO, SPEC.model_copy(update={"network": {"bumps": 50}}), network=Bumps)


def test_a_network_s_name_may_stand_for_the_model() -> None:
    NETWORKS.add(Bumps)
    spec = RunSpec.parse({"model": "bumps"})
    assert (spec.model, spec.architecture) == ("energy", "bumps")
    assert RunSpec.parse(spec.model_dump()) == spec
    with pytest.raises(InvalidInput, match="nope"):
        RunSpec.parse({"model": "nope"})


def test_a_class_whose_name_is_taken_is_refused() -> None:
    impostor: Any = type("ScoreMatching", (Weighed,), {"__module__": __name__})
    with pytest.raises(InvalidInput, match="built in"):
        Run(TWO, SPEC, objective=impostor())


def test_a_run_of_own_classes_goes_on_where_it_was_packed() -> None:
    spec = SPEC.model_copy(update={"n_steps": 6, "network": {}})
    run = Run(TWO, spec, objective=Weighed(k=2.0), network=Bumps)
    for _ in range(3):
        run.step()
    again = Run.unpacked(run.packed())
    assert torch.equal(weights(trained(again)), weights(trained(run)))


def test_a_saved_field_says_what_is_missing_where_its_class_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    run = trained(Run(TWO, SPEC.model_copy(update={"network": {"bumps": 4}}), objective=Weighed(), network=Bumps))
    data = save_field(run)
    x = torch.zeros(1, 2)
    assert torch.equal(load_field(data)[0].energy(x), run.field().energy(x))

    known = {name: kind for name, kind in NETWORKS.items() if name != "bumps"}
    monkeypatch.setattr(NETWORKS, "_found", known)
    with pytest.raises(InvalidInput, match=r"uses a network called 'bumps', which is not known here; add the file"):
        load_field(data)
    assert torch.equal(load_field(data, Bumps)[0].energy(x), run.field().energy(x))

    class Other(Bumps):
        def __init__(self, spec: WideSpec, scaling: Scaling, generator: Generator) -> None:
            super().__init__(spec, scaling, generator)
            self.more = nn.Parameter(torch.zeros(1))

    with pytest.raises(InvalidInput, match="do not fit Other"):
        load_field(data, Other)
