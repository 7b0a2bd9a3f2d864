"""Particles and arrows are those of the study, and there is a new picture whenever they have moved."""

from __future__ import annotations

import torch

from scorescape.models.layers.field import FieldLayer
from scorescape.models.layers.particles import ParticlesLayer
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study.arrows import ARROWS

from .specimens import NOTHING, study_of


def test_particles_are_those_of_the_walk_as_soon_as_there_is_one() -> None:
    layer, study = ParticlesLayer(), study_of()
    assert layer.version(study, NOTHING) is None
    walk = study.start_walk(SamplerSpec(n_particles=50))
    before = layer.version(study, NOTHING)
    study.walk_steps(2)
    assert torch.equal(layer.picture(study, NOTHING).tensors["x"], walk.x)
    assert layer.version(study, NOTHING) != before
    assert layer.step(study) == 2
    started = layer.version(study, NOTHING)
    study.start_walk(SamplerSpec(n_particles=50))
    study.walk_steps(2)
    assert layer.version(study, NOTHING) != started, "another walk of as many steps is another picture"


def test_arrows_are_the_learnt_score_on_their_grid_lowest_row_first() -> None:
    layer, study = FieldLayer(), study_of()
    before = layer.version(study, NOTHING)
    study.train_step()
    assert layer.version(study, NOTHING) != before
    shown = layer.picture(study, NOTHING).tensors["score"]
    with torch.no_grad():
        lowest_left, right_of_it = study.field.score(ARROWS.points()[:2])
    assert torch.allclose(shown[0, 0], lowest_left)
    assert torch.allclose(shown[0, 1], right_of_it)
