"""Every figure a panel sends has its words, and every word has a figure."""

from __future__ import annotations

import torch

from scorescape.models.diagnostics.measures import MEASURES, Measure
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.study.player import Player
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.spec import RunSpec

# settings of the moment, not measures
CONTEXT = {"sigma"}


def sent() -> set[str]:
    """All figures of an energy on a fixed set of points, one level of noise and a Metropolis walk."""
    torch.set_num_threads(1)
    names: set[str] = set()
    for objective in ("denoising-score-matching", "noise-contrastive-estimation"):
        run = RunSpec.parse({"objective": objective, "model": "energy", "n_steps": 2, "data": {"n_points": 100}})
        spec = PanelSpec(run=run, sampler=SamplerSpec(sampler="mala", n_particles=100))
        player = Player(Study(PRESETS.get("two-gaussians")().mixture(), spec))
        player.train(None)
        player.sample(None)
        player.advance(5.0)
        sampled = player.study.sampling_figures()
        assert sampled is not None
        names |= set(player.study.training_figures().values) | set(sampled.values)
    return names


def test_every_figure_that_is_sent_is_described() -> None:
    said = sent()
    beside = {name for measure in MEASURES for name in _beside(measure)}
    assert said <= {measure.name for measure in MEASURES} | beside | CONTEXT
    of_particles = {name for measure in MEASURES if measure.of == "sampling" for name in _beside(measure)}
    assert of_particles <= said, "whatever a measure of particles names is sent"


def _beside(measure: Measure) -> set[str]:
    return {name for name in (measure.error, measure.floor, measure.floor_95) if name}


def test_names_are_unique_and_explanations_are_two_sentences() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        sentences = [part for part in measure.explanation.replace(". ", ".\n").splitlines() if part.strip()]
        assert len(sentences) == 2, measure.name
