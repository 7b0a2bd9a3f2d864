"""JSON without words that JSON does not have."""

from __future__ import annotations

import json
import math

import pytest
import torch

from scorescape.models.plain_json import as_json
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.weights import save_field


def strictly(text: str) -> object:
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def test_what_is_not_finite_is_null_however_deep() -> None:
    deep = {"a": [1.5, math.nan, (math.inf, {"b": -math.inf})], "c": "NaN", "d": None, "e": 3, "f": True}
    assert strictly(as_json(deep)) == {"a": [1.5, None, [None, {"b": None}]], "c": "NaN", "d": None, "e": 3, "f": True}


def test_files_of_weights_and_tapes_hold_none_even_when_a_run_has_gone_wrong() -> None:
    run = {"objective": "noise-contrastive-estimation", "model": "energy", "network": {"width": 8, "depth": 1}}
    study = Study(PRESETS.get("two-gaussians")().mixture(), PanelSpec.parse({"run": run}))
    with torch.no_grad():
        for each in study.run.resolved.objective.learnt_parameters(study.run.state):
            each[0].fill_(math.nan)
    study.training_figures()
    for data, key in ((save_field(study.run), "scorescape"), (study.tape.encode("r"), "figures")):
        header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
        strictly(header["__metadata__"][key])
