"""What the objectives that learn to denoise say of a batch."""

from __future__ import annotations

import torch
from torch import Tensor

from .notes import Vector, notes


def denoised(
    x: Tensor, noised: Tensor, z: Tensor, sigma: Tensor | float, score: Tensor, tex: str, terms: Tensor
) -> None:
    """Points x (B, 2), noised = x + sigma z, and the network's score there; sigma a number or (B,), world units.

    Scores are drawn as the way that they lead back, sigma^2 s: with s = -z / sigma it ends where the point came from.
    """
    written = notes()
    if written is None:
        return
    level = torch.as_tensor(sigma, dtype=x.dtype).expand(len(x))
    wide = level[:, None]
    wanted, predicted = -z / wide, score.detach()
    written.shown, written.asked, written.sigma = x, noised, level
    written.vectors = [
        Vector("noise", "noise", r"\sigma z", wide * z, x, noised - x),
        Vector("the network's score", "predicted", r"s_\theta(\tilde{x})", predicted, noised, wide**2 * predicted),
        Vector("what it should say", "wanted", r"-\tfrac{z}{\sigma}", wanted, noised, wide**2 * wanted),
    ]
    written.compare(tex, terms.detach())
