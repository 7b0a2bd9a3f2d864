"""Bands, blobs and squares: where their mass lies."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from scorescape.models.targets.shapes import band, blob, mixture_of, square


def quarter(t: Tensor) -> Tensor:
    angle = t**2 * math.pi / 2  # runs unevenly: the mass must not follow t
    return 2 * torch.stack([angle.cos(), angle.sin()], dim=1)


def test_a_band_spreads_its_mass_evenly_over_the_length_of_its_curve() -> None:
    masses, means, scales = band(quarter, scale=0.1, mass=3.0)
    assert float(masses.sum()) == pytest.approx(3.0)
    assert set(scales.tolist()) == {0.1}
    torch.testing.assert_close(
        means.norm(dim=1), torch.full((len(means),), 2.0, dtype=torch.float64), rtol=1e-5, atol=0
    )
    gaps = means.diff(dim=0).norm(dim=1)
    assert float(gaps.max()) <= 0.1
    assert float(gaps.max() / gaps.min()) == pytest.approx(1, abs=1e-3)


def test_a_square_is_filled_to_a_scale_from_its_edge() -> None:
    masses, means, _ = square(1.0, -2.0, edge=2.0, scale=0.25, mass=0.5)
    assert float(masses.sum()) == pytest.approx(0.5)
    assert means.mean(0).tolist() == pytest.approx([1.0, -2.0])
    assert (means - torch.tensor([1.0, -2.0])).abs().max(0).values.tolist() == pytest.approx([0.75, 0.75])
    steps = means[:, 1].unique().diff()
    assert float(steps.max()) <= 1.5 * 0.25 + 1e-9


def test_parts_make_one_mixture_by_their_masses() -> None:
    mixture = mixture_of([blob(0, 1, 0.5), blob(2, 0, 0.25, mass=3.0)])
    assert mixture.weights.tolist() == [0.25, 0.75]
    assert mixture.means.tolist() == [[0, 1], [2, 0]]
    assert mixture.scales.tolist() == [0.5, 0.25]
