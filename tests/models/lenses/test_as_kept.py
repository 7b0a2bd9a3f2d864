"""What every lens shows of three specimens, as kept: ranges, scales, labels and values of all that is on it."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from scorescape.models.domain import Grid
from scorescape.models.laws import NoLaw
from scorescape.models.lenses import LENSES
from scorescape.models.lenses.base import GaussianSpecimen, Specimen
from scorescape.models.random_streams import stream
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes
from scorescape.models.testing.lens_gaussian import Affine
from scorescape.models.testing.lens_mirror import Turned, lopsided
from tests.kept import as_kept, bounds

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


@pytest.mark.parametrize("name", sorted(LENSES))
def test_what_a_lens_must_show_of_a_gaussian_is_said_as_kept(name: str) -> None:
    """Its closed forms, at variances for which no factor of two hides another."""
    found: dict[str, object] = {}
    for variance, precision, turn in ((0.3, 2.0, 0.0), (1.7, 0.8, 0.5), (0.9, -0.4, 0.2)):
        mixture = GaussianMixture.create([1.0], [[0.0, 0.0]], [variance**0.5])
        modes, field = find_modes(mixture), Affine(precision, turn)
        shown = LENSES.get(name)().on_gaussian(
            GaussianSpecimen(mixture, modes, field, variance=variance, precision=precision, turn=turn)
        )
        if isinstance(shown, NoLaw):
            found[str(variance)] = shown.reason
            continue
        x, along = Grid(12).points(), torch.linspace(0.05, 2.0, 9)
        found[str(variance)] = {
            "maps": {key: formula(x) for key, formula in shown.maps.items()},
            "numbers": dict(shown.numbers),
            "curves": {key: formula(along) for key, formula in shown.curves.items()},
            "unstated": sorted(shown.unstated),
        }
    as_kept(f"lens-gaussian-{name}", found)


@pytest.mark.parametrize("name", sorted(LENSES))
def test_settings_of_a_lens_are_bounded_as_kept(name: str) -> None:
    as_kept(f"lens-settings-{name}", bounds(LENSES.get(name)))
