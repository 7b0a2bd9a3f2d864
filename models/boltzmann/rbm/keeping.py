"""A run as a parcel, from which it goes on as if nothing had been: weights, chains, chance, curves."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import torch

from ...parcel import Parcel
from ..chance import again, kept
from ..units import Array
from ..weighing import Weighed
from .learner import Learner, Point
from .machine import RBM
from .scoring import Scores


def to_parcel(learner: Learner) -> Parcel:
    """All of it; scores that are on their way are left."""
    training = learner.training
    arrays: dict[str, Array] = {
        "chains": training.teacher.visible,
        "order": training.order,
        "mean_hidden": training.mean_hidden,
        "fantasies": learner.fantasies,
        **_named("last", list(training.machine.parameters())),
        **_named("averaged", list(training.averaged.parameters())),
        **_named("mover", training.mover.kept()),
    }
    values: dict[str, Any] = {
        "epoch": training.epoch,
        "batch": training.batch,
        "chance": {name: kept(each) for name, each in _generators(learner).items()},
        "points": [asdict(each) for each in learner.points],
        "scores": [asdict(each) for each in learner.scores],
    }
    return Parcel({name: torch.from_numpy(np.array(each)) for name, each in arrays.items()}, values)


def from_parcel(learner: Learner, parcel: Parcel) -> None:
    """Put a fresh learner of the same specification where the parcel's stood."""
    arrays = {name: tensor.numpy() for name, tensor in parcel.tensors.items()}
    values, training = parcel.values, learner.training
    training.machine, training.averaged = RBM(*_listed("last", arrays)), RBM(*_listed("averaged", arrays))
    training.mover.restore(_listed("mover", arrays))
    training.resume(arrays["order"], values["epoch"], values["batch"])
    training.mean_hidden = arrays["mean_hidden"]
    learner.fantasies, training.teacher.visible = arrays["fantasies"], arrays["chains"]
    for name, generator in _generators(learner).items():
        generator.bit_generator.state = again(values["chance"][name]).bit_generator.state
    learner.points = [Point(**each) for each in values["points"]]
    learner.scores = [Scores(**{**each, "annealed": Weighed(**each["annealed"])}) for each in values["scores"]]


def _generators(learner: Learner) -> dict[str, np.random.Generator]:
    training = learner.training
    return {
        "data": training.data_chance,
        "chains": training.chance,
        "fantasies": learner.dreaming,
    }


def _named(name: str, arrays: list[Array]) -> dict[str, Array]:
    return {f"{name}.{at}": each for at, each in enumerate(arrays)}


def _listed(name: str, arrays: dict[str, Array]) -> list[Array]:
    return [arrays[f"{name}.{at}"] for at in range(sum(key.startswith(f"{name}.") for key in arrays))]
