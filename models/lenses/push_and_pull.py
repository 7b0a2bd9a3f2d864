"""Push and pull: what negatives of k steps ask of an energy, beside what likelihood asks."""

from __future__ import annotations

from typing import Literal

import torch
from torch import Generator, Tensor
from torch.nn.functional import grid_sample

from ..contrast.chain_matrix import ChainKind, ChainMatrix, chain_matrix
from ..contrast.expected_gradient import STEPS, AtStep, batch_gradient, data_masses, expected_gradients
from ..contrast.push_pull import push_pull
from ..domain import HALF_WIDTH, Grid
from ..laws import NoLaw
from ..objectives.contrastive_divergence import ContrastiveDivergence
from ..objectives.negatives import Contrastive
from ..settings import setting
from ..training.run import Run
from .base import Curve, GaussianSpecimen, Lens, Look, Map, Number, Specimen
from .shapes import Mark

# coarser than what the command's tables are made on: a quarter of the work
CELLS = Grid(40, 1.25 * HALF_WIDTH)
SHOWN_POINTS = 160
BATCH = 256
# of likelihood's gradient what k steps say of it at most, where they are called deaf
DEAF = 0.1
DEAF_NOTE = (
    "Chains of up to 100 steps do not cross between the modes: contrastive divergence cannot hear the weights here."
)
BIASED_NOTE = "Chains without a test tend to a law of their own, not to the model, whatever k is."


class PushAndPullLens(Lens):
    """The expected gradient of CD-k by the chain's matrix on a grid, without any chance but the training's own."""

    title = "Push and pull"
    question = "What do negatives of k steps ask, beside likelihood?"
    equation = (
        r"g_k = \mathbb{E}_{p}\bigl[ \nabla_\theta E \bigr] - \mathbb{E}_{p P^k}\bigl[ \nabla_\theta E \bigr] \\ "
        r"g_\infty = \mathbb{E}_{p}\bigl[ \nabla_\theta E \bigr] - \mathbb{E}_{q}\bigl[ \nabla_\theta E \bigr]"
    )
    explanation = (
        "Data pull the energy down where they lie, negatives push it up where k steps of a chain have taken them. "
        "Compares the expected push and pull with that of likelihood, in angle and in length: either alone misleads."
    )
    source = "Hinton 2002 (Neural Computation 14), eq. 5; Carreira-Perpinan & Hinton 2005 (AISTATS), eqs. 2 and 5."
    group = "Energy"
    order = 3

    k: int = setting(
        10, ge=1, le=100, scale="log", title="steps of the chain", unit="steps",
        description="k: how far negatives walk from where they start.",
    )  # fmt: skip
    chain: Literal["own", "mala", "metropolis-hastings", "langevin"] = setting(
        "own", title="chain",
        description="own: the objective's, MALA where it has none; Langevin has no test, so its limit is another law.",
    )  # fmt: skip
    start: Literal["data", "persistent"] = setting(
        "data", title="start", description="Where negatives begin: at the data, or where persistent chains stand now."
    )

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        run = specimen.run
        if run is None or not specimen.field.has_energy:
            return Look(note="Only an energy that learns is pushed and pulled; choose model = energy in this panel.")
        objective, begun = run.resolved.objective, self._begun(run)
        if self.start == "persistent" and begun is None:
            return Look(note="Only persistent contrastive divergence has chains that persist; choose start = data.")
        kind, step_size = self._chain(run)
        chain = chain_matrix(run.network, kind, step_size, CELLS)
        data = data_masses(run.mixture, chain)
        start = data if begun is None or self.start == "data" else begun
        ((_, walked),) = chain.after(start, [self.k])
        # a lens is asked without gradients, and here they are what is looked at
        with torch.enable_grad():
            found = expected_gradients(run.network, run.mixture, chain, sorted({*STEPS, self.k}), start)
        maps = {
            "asked": _map(walked - data, chain, grid, "what CD asks: negatives minus data"),
            "likelihood": _map(chain.stationary - data, chain, grid, "what likelihood asks: model minus data"),
        }
        numbers = self._numbers(next(each for each in found if each.k == self.k), chain)
        if isinstance(objective, Contrastive) and self.start == "data":
            with torch.enable_grad():
                batch = batch_gradient(run.network, run.mixture, chain, _with(objective, self.k), BATCH, generator)
            numbers["batch_cosine"] = Number(f"cosine of one batch of {BATCH}", batch.cosine, "1")
        if isinstance(objective, ContrastiveDivergence):
            with torch.enable_grad():
                changed = push_pull(run.copied())
            values = _resampled(changed.changed, HALF_WIDTH, grid)
            maps["changed"] = Map(values, "what ten updates changed of the energy", "nats", "diverging")
            numbers["correlation"] = Number("correlation of asked and changed", changed.correlation, "1")
        return Look(maps, numbers, _curves(found), marks=self._marks(run, generator), note=self._note(kind, found))

    @staticmethod
    def _numbers(here: AtStep, chain: ChainMatrix) -> dict[str, Number]:
        return {
            "cosine": Number("cosine with likelihood's", here.gradient.cosine, "1", large=True),
            "length": Number("length against likelihood's", 100 * here.gradient.length, "%", large=True),
            "unwalked": Number("negatives' total variation to the model", here.unwalked, "1", 0.0),
            "own_bias": Number("total variation of the model after one step", chain.own_bias(), "1"),
        }

    def on_gaussian(self, specimen: GaussianSpecimen) -> NoLaw:
        return NoLaw("Only a run that learns is pushed and pulled, and a field in closed form learns nothing.")

    def _chain(self, run: Run) -> tuple[ChainKind, float]:
        """The chain and its eta, no finer than the cells it is summed over."""
        objective = run.resolved.objective
        own: ChainKind = objective.chain if isinstance(objective, Contrastive) else "mala"
        wanted = objective.step_size if isinstance(objective, Contrastive) else 0.5 * run.mixture.narrowest_scale**2
        return (own if self.chain == "own" else self.chain), max(wanted, 1.001 * CELLS.spacing**2 / 2)

    @staticmethod
    def _begun(run: Run) -> Tensor | None:
        """(N,) masses of the cells that persistent chains stand in; None where no chains persist."""
        if not isinstance(run.state, Tensor):
            return None
        cells = CELLS.cell_of(run.state)
        counts = torch.bincount(cells[cells >= 0], minlength=CELLS.side**2).double()
        return counts / counts.sum().clamp(min=1)

    def _marks(self, run: Run, generator: Generator) -> dict[str, Mark]:
        """Data, and where chains of k steps take them."""
        objective = run.resolved.objective
        walker = (
            objective if isinstance(objective, Contrastive) else ContrastiveDivergence(step_size=self._chain(run)[1])
        )
        data = run.mixture.to(torch.float32).sample(SHOWN_POINTS, generator)
        negatives = _with(walker, self.k).walked(run.network, data, generator)
        return {
            "data": Mark("points", data, "positive", "data"),
            "negatives": Mark("points", negatives, "negative", "negatives"),
        }

    @staticmethod
    def _note(kind: ChainKind, found: list[AtStep]) -> str:
        if kind == "langevin":
            return BIASED_NOTE
        heard = max(each.gradient.cosine * each.gradient.length for each in found)
        return DEAF_NOTE if heard < DEAF else ""


def _with(objective: Contrastive[None], k: int) -> Contrastive[None]:
    """The objective with chains of k steps."""
    return objective.model_copy(update={"chain_steps": k})


def _curves(found: list[AtStep]) -> dict[str, Curve]:
    k = torch.tensor([float(each.k) for each in found])
    cosine = torch.tensor([each.gradient.cosine for each in found])
    length = torch.tensor([each.gradient.length for each in found])
    return {
        "cosine": Curve(k, cosine, "steps k", "cosine with likelihood's gradient", log_x=True),
        "length": Curve(k, length, "steps k", "length against likelihood's", log_x=True),
    }


def _map(masses: Tensor, chain: ChainMatrix, grid: Grid, quantity: str) -> Map:
    """Of differences of masses (N,) of the chain's cells."""
    density = chain.grid.reshape(masses / chain.grid.cell_area)
    return Map(_resampled(density, chain.grid.half_width, grid), quantity, "1/unit^2", "diverging")


def _resampled(values: Tensor, half_width: float, grid: Grid) -> Tensor:
    """(G, G) float32 of values (S, S) over [-half_width, half_width]^2, linear between centres of cells."""
    at = grid.reshape(grid.points(torch.float64)) / half_width
    found = grid_sample(values[None, None].double(), at[None], padding_mode="border", align_corners=False)
    return found[0, 0].float()
