"""Adam with warm-up, cosine decay and a bound on the gradient's norm."""

from __future__ import annotations

import math

import torch
from torch import nn

from .spec import OptimiserSpec

FINAL_FRACTION = 0.01


class Optimiser:
    """Adam over the network's parameters and whatever the objective learns beside them, each with its own factor.

    The learning rate rises over the warm-up and, on the cosine schedule, falls to 1 % at `n_steps`.
    Source: Kingma & Ba 2015, alg. 1; cosine decay: Loshchilov & Hutter 2017, eq. 5.
    """

    def __init__(self, network: nn.Module, extra: list[tuple[nn.Parameter, float]], spec: OptimiserSpec) -> None:
        self.spec = spec
        groups = [{"params": list(network.parameters()), "factor": 1.0}]
        groups += [{"params": [parameter], "factor": factor} for parameter, factor in extra]
        self.adam = torch.optim.Adam(groups, lr=spec.learning_rate, fused=True)
        self._clipped = list(network.parameters())

    def step(self, loss: torch.Tensor, step: int, n_steps: int) -> bool:
        """Descend once; False, with nothing changed, if the gradient is not finite."""
        self.adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = nn.utils.clip_grad_norm_(self._clipped, self.spec.gradient_clip)
        if not math.isfinite(float(norm)):
            return False
        rate = self.learning_rate(step, n_steps)
        for group in self.adam.param_groups:
            group["lr"] = rate * group["factor"]
        self.adam.step()
        return True

    def learning_rate(self, step: int, n_steps: int) -> float:
        """The rate at a step counted from 0 of a schedule of n_steps."""
        warm_up = min(self.spec.warm_up_steps, n_steps // 4)
        if step < warm_up:
            return self.spec.learning_rate * (step + 1) / warm_up
        if self.spec.schedule == "constant":
            return self.spec.learning_rate
        progress = min(1.0, (step - warm_up) / max(1, n_steps - warm_up))
        fraction = FINAL_FRACTION + (1 - FINAL_FRACTION) * 0.5 * (1 + math.cos(math.pi * progress))
        return self.spec.learning_rate * fraction

    def memory(self) -> dict[str, torch.Tensor]:
        """Copies of Adam's moments and counts, by `parameter.name`."""
        kept = self.adam.state_dict()["state"]
        return {f"{index}.{name}": value.clone() for index, of in kept.items() for name, value in of.items()}

    def remember(self, memory: dict[str, torch.Tensor]) -> None:
        """Go on from what `memory` said of an optimiser of the same parameters."""
        kept: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in memory.items():
            index, name = key.split(".")
            kept.setdefault(int(index), {})[name] = value
        self.adam.load_state_dict(self.adam.state_dict() | {"state": kept})
