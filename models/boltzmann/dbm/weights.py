"""A learnt model as a file: safetensors with the weights and biases of its layers, and what made them as metadata."""

from __future__ import annotations

import numpy as np
import torch

from ...parcel import Parcel
from ..rbm.machine import RBM
from ..units import Array
from .course import Course
from .machine import DBM
from .models import Deep, Judged, Restricted, Stack

FORMAT = "scorescape-dbm/1"


def save_model(course: Course) -> bytes:
    """The running average of the weights as it stands: of one machine, of a stack's two, or of the deep one."""
    model, patterns = course.model(), course.patterns
    tensors = {
        f"{name}.{part}": torch.from_numpy(np.array(each))
        for name, machine in _machines(model).items()
        for part, each in vars(machine).items()
    }
    values = course.spec.model_dump() | {"epoch": course.epoch, "data": patterns.title, "side": list(patterns.side)}
    return Parcel(tensors, values).to_bytes(FORMAT)


def load_model(data: bytes) -> Judged:
    """Errors: InvalidInput if the bytes are damaged or something else."""
    tensors = Parcel.from_bytes(data, FORMAT).tensors
    parts: dict[str, dict[str, Array]] = {}
    for name, tensor in tensors.items():
        machine, part = name.split(".")
        parts.setdefault(machine, {})[part] = tensor.numpy()
    if "deep" in parts:
        return Deep(DBM(**parts["deep"]))
    if "machine" in parts:
        return Restricted(RBM(**parts["machine"]))
    return Stack(RBM(**parts["lower"]), RBM(**parts["upper"]))


def _machines(model: Judged) -> dict[str, RBM | DBM]:
    if isinstance(model, Stack):
        return {"lower": model.lower, "upper": model.upper}
    if isinstance(model, Deep):
        return {"deep": model.machine}
    assert isinstance(model, Restricted)
    return {"machine": model.machine}
