"""What every lens shows of three specimens, as kept: ranges, scales, labels and values of all that is on it."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import Specimen
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_mirror import Turned, lopsided
from tests.kept import as_kept

# more modes than a lens has colours or lines for, in a ring
ANGLES = torch.arange(10) * (2 * torch.pi / 10)
MANY = GaussianMixture.create(
    torch.arange(10, 20), torch.stack([2.8 * ANGLES.cos(), 2.8 * ANGLES.sin()], 1), torch.full((10,), 0.25)
)


def specimens() -> dict[str, Specimen]:
    """An energy and a turned score of three modes, with particles; and ten modes with neither."""
    plain = lopsided(energy=False)
    return {
        "energy": lopsided(energy=True),
        "turned": dataclasses.replace(plain, smoothing=0.4),
        "bare": Specimen(MANY, find_modes(MANY), Turned()),
    }


@pytest.mark.parametrize("name", sorted(LENSES))
def test_a_lens_shows_as_kept(name: str) -> None:
    found = {}
    for key, specimen in specimens().items():
        with torch.no_grad():
            look = LENSES.get(name)().look(specimen, Grid(32), stream(0, "lens"))
        found[key] = look
    as_kept(f"lens-{name}", found)
