"""How long Langevin needs from a uniform start, by its step size: `python -m benchmarks.uniform_start`.

A cross of two thin lines (width .04) with a broad dab (.5) in its middle, on the exact field. "Off the data": the share
of particles whose density is below that of all but one in a thousand exact samples. Width: root of the mean square
distance from the lines of those in their outer halves, over .04.
"""

from __future__ import annotations

import torch

from scorescape.models.exact_field import ExactField
from scorescape.models.random_streams import stream
from scorescape.models.samplers.pace import narrow_scale
from scorescape.models.samplers.spec import SamplerSpec
from scorescape.models.samplers.walk import Walk
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.targets.modes import find_modes

WIDTH, DAB, REACH = 0.04, 0.5, 2.5
AT = (100, 300, 1_000)
PARTICLES = 2_000


def cross() -> GaussianMixture:
    along = torch.linspace(-REACH, REACH, 300, dtype=torch.float64)
    across = torch.zeros_like(along)
    means = torch.cat([torch.stack([along, across], 1), torch.stack([across, along], 1), torch.zeros(1, 2)])
    weights = torch.cat([torch.full((600,), 5 / 300), torch.tensor([1.5])])
    return GaussianMixture.create(weights, means, torch.cat([torch.full((600,), WIDTH), torch.tensor([DAB])]))


def main() -> None:
    torch.set_num_threads(1)
    mixture = cross()
    field, modes = ExactField(mixture), find_modes(mixture)
    low = float(mixture.log_prob(mixture.sample(20_000, stream(0, "exact"))).quantile(0.001))
    print(
        "| step size, of the narrowest variance | " + " | ".join(f"off the data after {n:,}" for n in AT) + " | width |"
    )
    print("|---" * (len(AT) + 2) + "|")
    variance = narrow_scale(mixture) ** 2
    for share, settling in ((0.1, 0), (0.5, 0), (0.5, 900)):
        settings = {"step_size": share * variance, "settling": settling}
        spec = SamplerSpec(sampler="langevin", field="exact", n_particles=PARTICLES, settings=settings)
        walk, off = Walk(spec, field, mixture, modes), []
        for steps in AT:
            walk.step(steps - walk.chain.step)
            off.append(float((mixture.log_prob(walk.x.double()) < low).float().mean()))
        ends = walk.x.abs().amax(1).sub(1.9).abs() < 0.4
        width = float(walk.x[ends].abs().amin(1).clamp(max=4 * WIDTH).square().mean().sqrt()) / WIDTH
        name = f"{share:g}" + (f", settling over {settling:,}" if settling else "")
        print(f"| {name} | " + " | ".join(f"{each:.3f}" for each in off) + f" | {width:.2f} |", flush=True)


if __name__ == "__main__":
    main()
