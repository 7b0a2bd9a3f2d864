"""The price of the trace as a lens: the trace here, its price elsewhere, with the machine named."""

from __future__ import annotations

import pytest
import torch

from scorescape.models.dimensions.trace_table import stored
from scorescape.models.exact_field import ExactField
from scorescape.models.lenses.base import Look, Specimen
from scorescape.models.lenses.trace_price import TracePriceLens
from scorescape.models.random_streams import stream
from scorescape.models.study.map_grid import MAP_GRID
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

WIDE = GaussianMixture.create([1.0], [[0.5, 0.0]], [0.8])


@pytest.fixture(scope="module")
def look() -> Look:
    with torch.no_grad():
        specimen = Specimen(WIDE, find_modes(WIDE), ExactField(WIDE))
        return TracePriceLens().look(specimen, MAP_GRID, stream(0, "lens"))


def test_the_map_is_the_trace_of_the_jacobian(look: Look) -> None:
    assert look.maps["trace"].values.mean() == pytest.approx(-2 / 0.8**2, rel=1e-4)


def test_curves_are_the_stored_ones_over_logarithmic_axes(look: Look) -> None:
    exact = look.curves["exact, ms"]
    assert exact.log_x
    assert exact.of_target
    assert exact.x.tolist() == [2, 8, 32, 128, 512, 768, 3_072]
    assert exact.y[-1] == pytest.approx(stored().of("exact")[-1].ms)
    assert look.curves["sliced, MB"].y[-1] == pytest.approx(stored().of("sliced")[-1].kept_mb)


def test_times_never_stand_without_their_machine(look: Look) -> None:
    assert stored().machine in look.note
    assert "benchmarks.trace_price" in look.note
    assert look.numbers["grid"].value == pytest.approx(5_548.6, abs=0.1)
    assert look.numbers["exact"].value > 1_000 * look.numbers["denoising"].value
