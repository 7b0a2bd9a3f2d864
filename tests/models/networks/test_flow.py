"""The flow: splines integrate to one, and are refused by objectives by parts, whom they would deceive."""

from __future__ import annotations

from typing import Any

import pytest
import torch

import scorescape as ss
from scorescape.models.errors import Unsupported
from scorescape.models.networks.base import Scaling
from scorescape.models.networks.flow import Flow, FlowSpec
from scorescape.models.objectives.score_matching import ScoreMatching
from scorescape.models.random_streams import stream
from scorescape.models.training.resolve import resolve
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

from .test_family import MOONS, by_parts, masses, taught

SMALL = {"width": 16, "depth": 1, "bins": 6, "transforms": 1}


@pytest.fixture(scope="module")
def splines() -> Flow:
    network = taught("flow", 60, network=SMALL).network
    assert isinstance(network, Flow)
    return network.requires_grad_(False)


def test_a_flow_of_splines_integrates_to_one(splines: Flow) -> None:
    assert float(masses(splines)[1].sum()) == pytest.approx(1, abs=0.01)


def test_the_blob_s_images_have_the_density_of_the_blob_over_the_area_they_take(splines: Flow) -> None:
    z = torch.randn(20, 2, generator=stream(0, "z")).requires_grad_(True)
    with torch.enable_grad():
        landed = splines.scaling.in_world(splines.flow().transform.inv(z))
        rows = [torch.autograd.grad(landed[:, i].sum(), z, retain_graph=True)[0] for i in (0, 1)]
    area = torch.linalg.det(torch.stack(rows, dim=1)).abs()
    blob = torch.distributions.Normal(0, 1).log_prob(z).sum(1)
    torch.testing.assert_close(splines.from_blob(z.detach()), landed.detach())
    torch.testing.assert_close(splines.log_prob(landed.detach()), (blob - area.log()).detach(), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize(
    ("objective", "network", "words"),
    [
        ("score-matching", {}, "transform = spline has knots"),
        ("sliced-score-matching", {}, "transform = spline has knots"),
        ("finite-difference-score-matching", {}, "set transform = affine"),
        ("score-matching", {"transform": "affine", "activation": "relu"}, "activation = relu has kinks"),
    ],
)
def test_jumps_of_the_score_are_refused_by_objectives_by_parts(
    objective: str, network: dict[str, Any], words: str
) -> None:
    with pytest.raises(Unsupported, match=words):
        resolve(RunSpec.parse({"model": "flow", "objective": objective, "network": network}), MOONS)


@pytest.mark.parametrize("objective", ["maximum-likelihood", "denoising-score-matching", "explicit-score-matching"])
def test_others_teach_splines(objective: str) -> None:
    run = Run(MOONS, RunSpec.parse({"model": "flow", "objective": objective, "network": SMALL, "n_steps": 2}))
    run.step()
    assert run.step_count == 1


def test_splines_taught_by_parts_would_hide_curvature_in_their_knots() -> None:
    """The loss by parts falls below its floor while the error grows: what the refusal is for."""
    torch.manual_seed(0)
    flow = Flow(FlowSpec.parse(SMALL | {"bins": 8}), Scaling.of(MOONS), stream(0, "init"))
    adam = torch.optim.Adam(flow.parameters(), 0.01)
    chance = stream(0, "data")
    for _ in range(80):
        loss, _ = ScoreMatching().loss(flow, MOONS.sample(128, chance).float(), None, chance)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
    deviations, relative = by_parts(flow.requires_grad_(False))
    assert deviations < -6
    assert relative < -0.1


def test_zuko_is_imported_by_a_flow_alone() -> None:
    import subprocess
    import sys

    code = "import sys, scorescape as ss; list(ss.NETWORKS); print('zuko' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
    assert "flow" in ss.NETWORKS
