"""A learnt machine as a file: safetensors with weights, visible_bias, hidden_bias, and what made them as metadata."""

from __future__ import annotations

from dataclasses import asdict

import torch

from ...parcel import Parcel
from .machine import RBM
from .training import Training

FORMAT = "scorescape-rbm/1"
NAMES = ("weights", "visible_bias", "hidden_bias")


def save_rbm(training: Training, seed: int) -> bytes:
    """The running average of the weights, with the recipe that made them."""
    machine, patterns = training.averaged, training.patterns
    tensors = {name: torch.from_numpy(each) for name, each in zip(NAMES, machine.parameters(), strict=True)}
    values = {
        "recipe": asdict(training.recipe),
        "seed": seed,
        "epoch": training.epoch,
        "data": patterns.title,
        "side": list(patterns.side),
    }
    return Parcel(tensors, values).to_bytes(FORMAT)


def load_rbm(data: bytes) -> RBM:
    """Errors: InvalidInput if the bytes are damaged or something else."""
    tensors = Parcel.from_bytes(data, FORMAT).tensors
    return RBM(*(tensors[name].numpy() for name in NAMES))
