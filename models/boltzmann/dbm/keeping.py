"""A deep machine's run as a parcel, from which it goes on where its epoch began."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import torch

from ...parcel import Parcel
from ..chance import again, kept
from ..rbm.machine import RBM
from ..rbm.training import Training
from ..units import Array
from ..weighing import Weighed
from .doubled import DoubledVisible
from .joint import JointTraining
from .learner import Learner, Point
from .machine import DBM
from .models import Chains
from .scoring import Score


def to_parcel(learner: Learner) -> Parcel:
    """Batches of an epoch that has begun, and a score on its way, are done again."""
    course = learner.course
    machines = {"lower": course.lower, "upper": course.upper, "deep": course.deep}
    arrays = {"fantasies.visible": learner.chains.visible, "fantasies.hidden": learner.chains.hidden}
    for name, machine in machines.items():
        arrays |= _arrays(name, machine)
    chance = {"fantasies": learner.dreaming}
    if course.training:
        arrays |= _arrays("last", course.training.machine) | _arrays("averaged", course.training.averaged)
        arrays |= _chains(course.training)
        chance |= _generators(course.training)
    values: dict[str, Any] = {
        "stage": course.stage,
        "planned": course.stages[-1][1],
        "epoch": course.training.epoch if course.training else 0,
        "chance": {name: kept(each) for name, each in chance.items()},
        "points": [asdict(each) for each in learner.points],
    }
    return Parcel({name: torch.from_numpy(np.array(each)) for name, each in arrays.items()}, values)


def from_parcel(learner: Learner, parcel: Parcel) -> None:
    """Put a fresh learner of the same specification where the parcel's stood."""
    arrays, values, course = (
        {name: each.numpy() for name, each in parcel.tensors.items()},
        parcel.values,
        learner.course,
    )
    course.lower, course.upper = _rbm("lower", arrays), _rbm("upper", arrays)
    course.deep = _dbm("deep", arrays)
    course.go_to(values["stage"], values["planned"])
    training = course.training
    if isinstance(training, JointTraining):
        last, averaged = _dbm("last", arrays), _dbm("averaged", arrays)
        assert last is not None
        assert averaged is not None
        training.machine, training.averaged = last, averaged
        training.visible, training.second = arrays["chains.visible"], arrays["chains.second"]
    elif training is not None:
        last_lower, averaged_lower = _rbm("last", arrays), _rbm("averaged", arrays)
        assert last_lower is not None
        assert averaged_lower is not None
        training.machine, training.averaged = last_lower, averaged_lower
        training.teacher.visible = arrays["chains.visible"]
        if isinstance(training.teacher, DoubledVisible):
            training.teacher.copy = arrays["chains.copy"]
    chance = {"fantasies": learner.dreaming}
    if training is not None:
        training.epoch = values["epoch"]
        chance |= _generators(training)
    for name, generator in chance.items():
        generator.bit_generator.state = again(values["chance"][name]).bit_generator.state
    learner.chains = Chains(arrays["fantasies.visible"], arrays["fantasies.hidden"])
    learner.points = [_point(each) for each in values["points"]]


def _chains(training: Training | JointTraining) -> dict[str, Array]:
    if isinstance(training, JointTraining):
        return {"chains.visible": training.visible, "chains.second": training.second}
    teacher = training.teacher
    copy = {"chains.copy": teacher.copy} if isinstance(teacher, DoubledVisible) else {}
    return {"chains.visible": teacher.visible, **copy}


def _generators(training: Training | JointTraining) -> dict[str, np.random.Generator]:
    return {
        "data": training.data_chance,
        "chains": training.chance,
    }


def _arrays(name: str, machine: RBM | DBM | None) -> dict[str, Array]:
    if machine is None:
        return {}
    return {f"{name}.{part}": each for part, each in vars(machine).items()}


def _parts(name: str, arrays: dict[str, Array]) -> dict[str, Array]:
    return {key.removeprefix(f"{name}."): each for key, each in arrays.items() if key.startswith(f"{name}.")}


def _rbm(name: str, arrays: dict[str, Array]) -> RBM | None:
    parts = _parts(name, arrays)
    return RBM(**parts) if parts else None


def _dbm(name: str, arrays: dict[str, Array]) -> DBM | None:
    parts = _parts(name, arrays)
    return DBM(**parts) if parts else None


def _point(values: dict[str, Any]) -> Point:
    score, last = _score(values["score"]), values["last"]
    return Point(
        values["epoch"], values["stage"], score, _score(last) if last else None, values["reconstruction_error"]
    )


def _score(values: dict[str, Any]) -> Score:
    return Score(**{**values, "partition": Weighed(**values["partition"])})
