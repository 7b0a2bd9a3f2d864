"""The lattice of a flow: square before it, mapped by it, and nobody else's."""

from __future__ import annotations

import torch

from scorescape.models.layers.flow_lattice import LINES, POINTS, FlowLatticeLayer, lattice
from scorescape.models.networks.flow import Flow

from .specimens import NOTHING, study_of


def test_lines_are_the_flow_s_own_images_of_a_square_lattice_with_gaps_between_them() -> None:
    study = study_of(model="flow", network={"width": 16, "depth": 1, "transforms": 1})
    study.train(3)
    picture = FlowLatticeLayer().picture(study, NOTHING)
    lines = torch.stack([picture.tensors["lattice.x"], picture.tensors["lattice.y"]], dim=1)
    lines = lines.reshape(2, LINES, POINTS + 1, 2)
    assert lines[:, :, -1].isnan().all()
    assert not lines[:, :, :-1].isnan().any()
    flow = study.field
    assert isinstance(flow, Flow)
    with torch.no_grad():
        back = flow.flow().transform(flow.prepare(lines[:, :, :-1].reshape(-1, 2)))
    torch.testing.assert_close(back, lattice().reshape(-1, 2), rtol=0, atol=1e-2)
    square = lattice()
    assert (square[0, :, :, 1].std(1) < 1e-6).all()
    assert (square[1, :, :, 0].std(1) < 1e-6).all()


def test_it_is_drawn_of_flows_alone_and_anew_when_they_have_learnt() -> None:
    layer = FlowLatticeLayer()
    assert layer.version(study_of(model="energy", objective="maximum-likelihood"), NOTHING) is None
    study = study_of(model="flow", network={"width": 16, "depth": 1, "transforms": 1})
    before = layer.version(study, NOTHING)
    study.train(1)
    assert before is not None
    assert layer.version(study, NOTHING) != before
