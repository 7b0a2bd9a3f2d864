"""A mixture as a record that a link carries."""

from __future__ import annotations

from .components import Component, MixtureTarget
from .gaussian_mixture import GaussianMixture


def written(mixture: GaussianMixture) -> MixtureTarget:
    """Rounded to what a link carries exactly: a thousandth of a world unit, four or five digits of the rest."""
    largest = float(mixture.weights.max())
    rows = zip(mixture.weights.tolist(), mixture.means.tolist(), mixture.scales.tolist(), strict=True)
    return MixtureTarget(
        components=[
            Component(weight=float(f"{w / largest:.5g}"), mean=(round(x, 3), round(y, 3)), scale=float(f"{s:.4g}"))
            for w, (x, y), s in rows
        ]
    )
