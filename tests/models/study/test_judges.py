"""The figures of training, and what the dear ones among them may cost."""

from __future__ import annotations

import pytest

from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.study.judges import Judges
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

MIXTURE = PRESETS.get("two-gaussians")().mixture()


def test_log_z_and_kl_are_those_of_fit_and_wait_their_turn() -> None:
    spec = {"objective": "noise-contrastive-estimation", "model": "energy", "network": {"width": 8, "depth": 1}}
    run = Run(MIXTURE, RunSpec.parse(spec))
    judges = Judges(MIXTURE, None)
    first = judges.figures(run.snapshot(), patience=25.0)
    assert judges.referee_seconds > 0
    log_z = partition_function(run.field()).log_z
    assert first["log_z"] == pytest.approx(log_z)
    assert first["kl"] == pytest.approx(kl_divergence(run.field(), MIXTURE, log_z))
    at_once = judges.figures(run.snapshot(), patience=1e9)
    assert "kl" not in at_once
    assert judges.referee_seconds == 0
    assert "relative_fisher_error" in at_once
    assert "kl" in judges.figures(run.snapshot()), "whoever has no patience is always answered"
