"""What CD-k asks on average, beside likelihood: python -m benchmarks.push_pull.

Cosine (relative length) of the expected gradient, by the chain's matrix on 56 x 56 cells; no chance but the training's.
Two moons after 300 updates of contrastive divergence; two far Gaussians trained by likelihood as 50 : 50 and then shown
20 : 80. TV is that of the model and one step of the chain on it. Markdown on standard output.
"""

from __future__ import annotations

from scorescape.models.contrast.chain_matrix import ChainKind, chain_matrix
from scorescape.models.contrast.expected_gradient import STEPS, expected_gradients
from scorescape.models.networks.base import Network
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.spec import target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec

MEANS, SCALES = [[-2.5, -1.0], [2.5, 1.0]], [0.4, 0.4]
CHAINS: tuple[ChainKind, ...] = ("mala", "metropolis-hastings", "langevin")
UPDATES, SEEDS = 300, (0, 1)


def trained(mixture: GaussianMixture, objective: str, seed: int) -> Network:
    run = Run(mixture, RunSpec.parse({"objective": objective, "model": "energy", "n_steps": UPDATES, "seed": seed}))
    while not run.finished:
        run.step()
    return run.network


def rows(name: str, network: Network, shown: GaussianMixture, step_size: float) -> None:
    for kind in CHAINS:
        chain = chain_matrix(network, kind, step_size)
        found = [each.gradient for each in expected_gradients(network, shown, chain)]
        cells = " | ".join(f"{each.cosine:.2f} ({each.length:.2f})" for each in found)
        print(f"| {name} | {kind} | {cells} | {chain.own_bias():.0e} |", flush=True)


def main() -> None:
    print("| network | chain | " + " | ".join(f"k = {k}" for k in STEPS) + " | TV(q, q P) |")
    print("|---|---|" + "---|" * (len(STEPS) + 1))
    moons, half = target("two-moons"), GaussianMixture.create([0.5, 0.5], MEANS, SCALES)
    shown = GaussianMixture.create([0.2, 0.8], MEANS, SCALES)
    for seed in SEEDS:
        rows(f"two moons, eta .05, seed {seed}", trained(moons, "contrastive-divergence", seed), moons, 0.05)
        rows(
            f"far pair 50 : 50, shown 20 : 80, eta .08, seed {seed}",
            trained(half, "maximum-likelihood", seed),
            shown,
            0.08,
        )


if __name__ == "__main__":
    main()
