"""The exported arrays: what lies where, lowest row first."""

from __future__ import annotations

import io

import numpy as np
import pytest
import torch

from scorescape.models.study.arrays import EXPORT_SIDE, arrays
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.targets.gaussian_mixture import GaussianMixture

TARGET = GaussianMixture.create([1.0], [(1.0, -2.0)], [0.8])


def exported(model: str, walked: bool) -> tuple[Study, dict[str, np.ndarray]]:
    run, sampler = {"model": model, "network": {"width": 8, "depth": 1}}, {"n_particles": 30, "field": "exact"}
    study = Study(TARGET, PanelSpec.parse({"run": run, "sampler": sampler}))
    if walked:
        study.walk_steps(2)
    with np.load(io.BytesIO(arrays(study))) as found:
        return study, dict(found)


@pytest.mark.parametrize(("model", "walked"), [("score", False), ("energy", True)])
def test_there_is_what_there_is_to_have(model: str, walked: bool) -> None:
    study, found = exported(model, walked)
    more = {"learnt_energy"} if model == "energy" else set()
    more |= {"particles"} if walked else set()
    assert set(found) == {"points", "log_density", "score", "learnt_score"} | more
    if walked:
        assert study.walk is not None
        np.testing.assert_array_equal(found["particles"], study.walk.x.numpy())


def test_every_entry_belongs_to_its_point() -> None:
    study, found = exported("energy", False)
    assert found["points"].shape == (EXPORT_SIDE, EXPORT_SIDE, 2)
    assert found["points"][0, 0, 1] < found["points"][-1, 0, 1], "row 0 is the lowest"
    for row, column in ((0, 0), (3, 100), (127, 5)):
        x = torch.from_numpy(found["points"][row, column])[None]
        with torch.no_grad():
            expected = {
                "log_density": TARGET.log_prob(x),
                "score": TARGET.score(x),
                "learnt_score": study.field.score(x),
                "learnt_energy": study.field.energy(x),
            }
        for name, value in expected.items():
            np.testing.assert_allclose(found[name][row, column], value[0].numpy(), rtol=1e-3, atol=1e-4, err_msg=name)
