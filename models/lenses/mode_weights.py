"""Mode weights: what the sampler gives each mode, and how little the score knows of it."""

from __future__ import annotations

import torch
from torch import Generator

from ..diagnostics.mode_weights import mode_weights
from ..domain import Grid
from ..settings import setting
from ..targets.reweighted import reweighted, with_share
from .base import GaussianSpecimen, Lens, Look, Map, Number, Shown, Specimen


class ModeWeightsLens(Lens):
    """Shares with 95 % intervals beside the exact masses, and the map of how the exact score would change if one
    mode had another share: near zero wherever there is data, which is why no score keeps the weights.
    """

    title = "Mode weights"
    question = "Does every mode get its share, and does the score know?"
    equation = (
        r"\operatorname{TV} = \tfrac{1}{2} \sum_m \bigl| \hat\pi_m - \pi_m \bigr| \\ \frac{\partial}{\partial \pi_m} "
        r"\nabla_x \log p(x) \approx 0 \ \text{ on the data}"
    )
    explanation = (
        "Holds the share of particles in every mode against the exact mass, and maps how the exact score would change "
        "with another share. The change is near zero wherever there is data, which is why no score keeps the weights "
        "of modes far apart."
    )
    source = "Song & Ermon 2019 (arXiv 1907.05600), section 3.2.2; intervals: Wilson 1927, all of them together."

    mode: int = setting(1, ge=1, le=200, title="mode", description="The mode whose share is imagined anew.")
    share: float = setting(0.5, ge=0.01, le=0.99, title="imagined share", description="The share that mode would have.")

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        numbers: dict[str, Number] = {}
        if specimen.particles is not None:
            numbers |= self._shares(specimen)
        if specimen.modes.n_modes < 2:
            return Look(numbers=numbers, note="This drawing has a single mode: there is nothing to weigh.")
        mode = min(self.mode, specimen.modes.n_modes) - 1
        shares = with_share(specimen.modes, mode, self.share)
        other = reweighted(specimen.mixture, specimen.modes, shares).to(torch.float32)
        exact = specimen.mixture.to(torch.float32)
        points = grid.points()
        change = torch.linalg.vector_norm(other.score(points) - exact.score(points), dim=1)
        x = exact.sample(2048, generator)
        moved = (other.score(x) - exact.score(x)).square().sum(1).mean() / exact.score(x).square().sum(1).mean()
        numbers["score_change"] = Number("change of the exact score on the data", float(moved), "relative Fisher error")
        shown = {"change": Map(grid.reshape(change), "change of the exact score", "1/unit", "error", low=0.0)}
        return Look(shown, numbers)

    def on_gaussian(self, specimen: GaussianSpecimen) -> Shown:
        return Shown(
            numbers={"total_variation": 0.0},
            unstated={"change": "A Gaussian has one mode, whose share is all there is."},
        )

    def _shares(self, specimen: Specimen) -> dict[str, Number]:
        assert specimen.particles is not None
        found = mode_weights(specimen.particles, specimen.modes)
        numbers = {
            "total_variation": Number(
                "share error (total variation)",
                found.total_variation,
                "1",
                found.total_variation_floor,
                floor_95=found.total_variation_floor_95,
            )
        }
        if specimen.transitions_per_1000 is not None:
            numbers["transitions"] = Number(
                "moves between modes", specimen.transitions_per_1000, "per particle and 1,000 steps"
            )
        return numbers
