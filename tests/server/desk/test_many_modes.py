"""289 modes, more than a byte can name, from the mixture to what the page is sent, and through a walk."""

from __future__ import annotations

import base64

import numpy as np
import torch

from scorescape.models.diagnostics.mode_weights import mode_weights
from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.tally import Tally
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.targets.spec import MixtureTarget
from scorescape.server.desk.preview import preview

PLACES = [(x, y) for y in np.linspace(-3.6, 3.6, 17) for x in np.linspace(-3.6, 3.6, 17)]
SCALE = 0.06
MIXTURE = GaussianMixture.create([1.0] * 289, [list(place) for place in PLACES], [SCALE] * 289)
PARTS = [{"weight": 1, "mean": list(place), "scale": SCALE} for place in PLACES]


def test_each_of_289_modes_is_its_own_with_its_mass() -> None:
    modes = find_modes(MIXTURE)
    assert modes.n_modes == 289
    torch.testing.assert_close(modes.masses, torch.full((289,), 1 / 289, dtype=torch.float64), rtol=3e-3, atol=0)
    assert modes.label_of(torch.tensor(PLACES)).tolist() == list(range(289))
    assert modes.basins.look_up(torch.tensor(PLACES, dtype=torch.float32)).tolist() == list(range(289))


def test_the_page_is_sent_every_label_as_it_is() -> None:
    shown = preview(MixtureTarget.model_validate({"components": PARTS}))
    labels = np.frombuffer(base64.b64decode(shown.labels), dtype="<i2").reshape(128, 128)
    np.testing.assert_array_equal(np.unique(labels), np.arange(289))
    for index, mode in enumerate(shown.modes):
        column, row = (int((at + 4) * 16) for at in mode.position)
        assert labels[row, column] == index


def test_particles_are_counted_in_every_mode_and_cross_between_any_two() -> None:
    field = ExactField(MIXTURE)
    walk = Walk(
        SamplerSpec(sampler="langevin", field="exact", init="data", n_particles=5_000),
        field,
        MIXTURE,
        modes := find_modes(MIXTURE),
    )
    drawn = MIXTURE.to(torch.float32).sample_components(5_000, stream(0, "particles"))
    sampled = mode_weights(walk.x, modes).sampled * 5_000
    assert float((sampled - torch.bincount(drawn, minlength=289)).abs().sum()) <= 20
    # from the first mode to the 257th: a byte would take one for the other
    there = torch.tensor(PLACES, dtype=torch.float32)[[0, 256]]
    walk._crossings.go_on(torch.zeros(5_000), Tally(5_000))
    walk._crossings.see(there[1].expand(5_000, 2))
    assert walk._crossings.tally.total == 5_000
    assert set(walk._crossings.labels.tolist()) == {256}
