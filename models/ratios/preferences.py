r"""Which of two points is more likely? Answers to that train an energy, as preferences train language models.

Whoever answers says a rather than b with probability sig(beta (log p(a) - log p(b))), and an energy learns by

    J = -E[ log sig(E(loser) - E(winner)) ],        least where E = -beta log p + constant

so that a density is learnt from comparisons alone, Z never asked for. The doubt is what carries the scale: who is
always right (beta = infinity) teaches the order alone, and the energy's scale grows as long as it is trained.
Source: Bradley & Terry 1952 (Biometrika 39), eq. 1; Christiano et al. 2017 (arXiv 1706.03741), eq. 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Generator, Tensor
from torch.nn.functional import logsigmoid

from ..diagnostics.kl_divergence import kl_divergence
from ..diagnostics.partition_function import partition_function
from ..domain import uniform_points
from ..errors import Diverged
from ..networks.base import Network, Scaling
from ..networks.build import build_network
from ..networks.spec import NetworkSpec
from ..objectives.base import bands, confinement
from ..random_streams import stream
from ..settings import Settings, setting
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes
from ..training.averaging import Averaged
from ..training.optimiser import Optimiser
from ..training.spec import OptimiserSpec

# of the points of a duel, the part that falls anywhere in the box; the rest are data
ANYWHERE = 0.3
JUDGED = 8_192


class PreferenceSpec(Settings):
    """A game of many rounds, and how an energy is trained on its answers."""

    n_duels: int = setting(
        4_000, ge=1, le=100_000, title="duels", unit="pairs", description="Pairs of points that were answered."
    )
    sharpness: float | None = setting(
        1.0, gt=0, le=100, title="sharpness",
        description="beta of whoever answers: 1 doubts as the densities do; empty is always right.",
    )  # fmt: skip
    n_steps: int = setting(
        300, ge=1, le=100_000, title="steps", unit="steps", description="Steps of training on all answers."
    )
    width: int = setting(64, ge=8, le=512, title="width", unit="neurons", description="Neurons in each hidden layer.")
    seed: int = setting(0, ge=0, le=2**31 - 1, title="seed", description="The same seed gives the same game.")


@dataclass(frozen=True, eq=False)
class Duels:
    """Pairs of points and who was called more likely: winners and losers (N, 2), float32, world units."""

    winners: Tensor
    losers: Tensor

    def __len__(self) -> int:
        return len(self.winners)


@dataclass(frozen=True)
class PreferenceFigures:
    """An energy that was trained on answers, against the truth."""

    accuracy: float
    """Share of fresh pairs whose likelier point it knows."""
    agreement: float
    """Share of the answers that somebody of sharpness 1 would give to these which it would call right."""
    agreement_best: float
    """What the exact density reaches there, as no one can foresee doubt."""
    slope: float
    """Its log-ratios regressed on the exact ones, clipped to 8 nats: 1 for the density's own scale."""
    kl: float
    """KL(p || p_theta), nats."""
    reliable: bool
    """Whether log Z, and with it the KL, may be believed."""
    mode_masses: tuple[float, ...]
    """Its own shares of the target's modes, which comparisons across the void teach and a score does not."""


def pairs(mixture: GaussianMixture, n: int, generator: Generator) -> tuple[Tensor, Tensor]:
    """Two points (n, 2) a round: data, or a point anywhere in the box, each by itself."""
    exact = mixture.to(torch.float32)
    drawn = []
    for _ in range(2):
        anywhere = torch.rand(n, 1, generator=generator) < ANYWHERE
        drawn.append(torch.where(anywhere, uniform_points(n, generator), exact.sample(n, generator)))
    return drawn[0], drawn[1]


def log_ratios(mixture: GaussianMixture, a: Tensor, b: Tensor) -> Tensor:
    """(N,) float64 the exact log p(a) - log p(b), nats."""
    return mixture.log_prob(a.double()) - mixture.log_prob(b.double())


def answered(mixture: GaussianMixture, a: Tensor, b: Tensor, sharpness: float | None, generator: Generator) -> Duels:
    """By somebody who knows the target; without a sharpness he is always right."""
    odds = log_ratios(mixture, a, b)
    chance = (odds > 0).double() if sharpness is None else torch.sigmoid(sharpness * odds)
    first = (torch.rand(len(a), generator=generator, dtype=torch.float64) < chance)[:, None]
    return Duels(torch.where(first, a, b), torch.where(first, b, a))


def bradley_terry(model: Network, duels: Duels) -> Tensor:
    """J, a scalar in nats: how surprising the answers are to the energy."""
    energy = model.energy(torch.cat([duels.winners, duels.losers]))
    return -logsigmoid(energy[len(duels) :] - energy[: len(duels)]).mean()


def trained(mixture: GaussianMixture, duels: Duels, spec: PreferenceSpec | None = None) -> Network:
    """An energy network that has seen the answers and nothing else; scales and place come from the target.

    Errors: Diverged.
    """
    spec = spec or PreferenceSpec()
    settings = NetworkSpec.parse(bands(mixture) | {"confinement": confinement(mixture), "width": spec.width})
    network = build_network(settings, "energy", Scaling.of(mixture), None, stream(spec.seed, "init"))
    descent = OptimiserSpec()
    optimiser, averaged = Optimiser(network, [], descent), Averaged(network, descent.averaging)
    batches = stream(spec.seed, "batches")
    for step in range(spec.n_steps):
        chosen = torch.randint(len(duels), (min(len(duels), descent.batch_size),), generator=batches)
        loss = bradley_terry(network, Duels(duels.winners[chosen], duels.losers[chosen]))
        if not optimiser.step(loss, step, spec.n_steps):
            raise Diverged(step, "the gradient became non-finite", "Ask for more duels.")
        averaged.update(step)
    averaged.network.taught_at = mixture.means
    return averaged.network


def played(mixture: GaussianMixture, spec: PreferenceSpec | None = None) -> tuple[Network, Duels]:
    """The whole game, answered by the target itself. Errors: Diverged."""
    spec = spec or PreferenceSpec()
    chance = stream(spec.seed, "duels")
    a, b = pairs(mixture, spec.n_duels, chance)
    duels = answered(mixture, a, b, spec.sharpness, chance)
    return trained(mixture, duels, spec), duels


@torch.no_grad()
def against_truth(network: Network, mixture: GaussianMixture, modes: Modes, seed: int = 0) -> PreferenceFigures:
    """Judged on fresh pairs and by quadrature."""
    a, b = pairs(mixture, JUDGED, stream(seed, "judged-duels"))
    exact = log_ratios(mixture, a, b)
    learnt = (network.energy(b) - network.energy(a)).double()
    right = (learnt > 0) == (exact > 0)
    doubt = torch.sigmoid(exact)
    near = exact.abs() <= 8
    found = partition_function(network)
    return PreferenceFigures(
        accuracy=float(right.double().mean()),
        agreement=float(torch.where(learnt > 0, doubt, 1 - doubt).mean()),
        agreement_best=float(torch.maximum(doubt, 1 - doubt).mean()),
        slope=float((exact * learnt)[near].sum() / (exact**2)[near].sum()),
        kl=kl_divergence(network, mixture, found.log_z) if math.isfinite(found.log_z) else math.inf,
        reliable=found.reliable,
        mode_masses=tuple(found.mode_masses(modes).tolist()),
    )
