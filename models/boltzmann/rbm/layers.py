"""What can be drawn of a restricted machine's run; mosaics show the first 100 units, of the averaged weights."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import torch

from ...layers.base import Layer, Picture, Shape, Sight, Version
from ..mosaic import mosaic, signed
from ..units import Array
from .enumeration import exact_log_z
from .learner import Learner

SHOWN = 100
ROWS = 500
"""Of the training rows, for statistics."""
ACROSS = 12
"""Pictures in a row of reconstructions, of which there are three pairs."""
MOST_TERMS = 2**22
"""States of the smaller side times units of the other whose law is drawn: a twentieth of a second."""


class OfLearner(Layer[Learner]):
    """Base of these: a picture is new when a batch was learnt or a score was found."""

    process = "rbm"
    shape: ClassVar[Shape] = "pixels"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return (id(source), source.changes)

    def step(self, source: Learner) -> int:
        return source.epoch


class Filters(OfLearner):
    """`pixels`: each hidden unit's weights as a picture; 0.5 is no weight."""

    title = "Filters"
    description = "The weights of each hidden unit, as the picture that switches it on."
    scale = "diverging"

    def picture(self, source: Learner, sight: Sight) -> Picture:
        shown = source.training.averaged.weights.T[:SHOWN]
        return Picture({"pixels": mosaic(signed(shown, _reach(shown)), source.patterns.side, gap=0.5)})


class Data(OfLearner):
    """`pixels`: training pictures."""

    title = "Data"
    description = "Pictures it learns from."
    ink = "data"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return (id(source),)

    def picture(self, source: Learner, sight: Sight) -> Picture:
        return Picture({"pixels": mosaic(source.patterns.train[:SHOWN], source.patterns.side)})


class Reconstructions(OfLearner):
    """`pixels`: test pictures, and below each what is left of it once there and back."""

    title = "Reconstructions"
    description = "Test pictures above; below, each as the hidden units give it back."

    def picture(self, source: Learner, sight: Sight) -> Picture:
        rows = source.patterns.test[: 3 * ACROSS]
        back = source.training.averaged.reconstruction(rows)
        pairs = [part[at : at + ACROSS] for at in range(0, len(rows), ACROSS) for part in (rows, back)]
        across = min(ACROSS, len(rows))
        empty = np.zeros((across, rows.shape[1]), np.float32)
        filled = np.concatenate([np.concatenate((part, empty[len(part) :])) for part in pairs])
        return Picture({"pixels": mosaic(filled, source.patterns.side, columns=across)})


class Fantasies(OfLearner):
    """`pixels`: p(v | h) at the end of chains that live as long as the run."""

    title = "Fantasies"
    description = "A hundred chains of the machine's own, which go on by five sweeps an epoch: what it believes in."
    ink = "particles"

    def picture(self, source: Learner, sight: Sight) -> Picture:
        machine = source.training.averaged
        seen = machine.reconstruction(source.fantasies)
        return Picture({"pixels": mosaic(seen, source.patterns.side)})


class Activities(OfLearner):
    """`pixels` (pictures, hidden units): p(h = 1 | v)."""

    title = "Hidden activities"
    description = "One row a training picture, one column a hidden unit: how likely each is to be on."

    def picture(self, source: Learner, sight: Sight) -> Picture:
        shown = source.training.averaged.hidden_probabilities(source.patterns.train[:64])
        return Picture({"pixels": torch.from_numpy(shown)})


class Positive(OfLearner):
    """`pixels`: <v h> of the data, a picture a hidden unit; white is the largest of both phases."""

    title = "Positive statistics"
    description = "How often each pixel is on together with each hidden unit where the data hold the pixels: the pull."

    def picture(self, source: Learner, sight: Sight) -> Picture:
        return Picture({"pixels": mosaic(_brightened(source)[0], source.patterns.side, gap=0.0)})


class Negative(OfLearner):
    """`pixels`: <v h> of the fantasies, a picture a hidden unit; white is the largest of both phases."""

    title = "Negative statistics"
    description = "The same where the machine dreams the pixels: the push."

    def picture(self, source: Learner, sight: Sight) -> Picture:
        return Picture({"pixels": mosaic(_brightened(source)[1], source.patterns.side, gap=0.0)})


class Difference(OfLearner):
    """`pixels`: <v h>_data - <v h>_model, 0.5 = none."""

    title = "Pull less push"
    description = "The difference of the two, along which weights move: it fades where dreams look like data."
    scale = "diverging"

    def picture(self, source: Learner, sight: Sight) -> Picture:
        positive, negative = _statistics(source)
        return Picture({"pixels": mosaic(signed(positive - negative, 0.25), source.patterns.side, gap=0.5)})


class Likelihood(OfLearner):
    """Curves over epochs, nats a picture."""

    title = "Log-likelihood"
    description = "Of test and training pictures under averaged weights, beside the last ones and independent pixels."
    shape = "curves"
    unit = "nats"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return (id(source), len(source.scores), source.scores[-1]) if source.scores else None

    def picture(self, source: Learner, sight: Sight) -> Picture:
        epochs = [each.epoch for each in source.scores]
        series = {
            "test": [each.test for each in source.scores],
            "train": [each.train for each in source.scores],
            "last": [each.last_test for each in source.scores],
            "independent": [each.independent for each in source.scores],
        }
        return Picture(_curves(epochs, series))


class FreeEnergy(OfLearner):
    """Curves over epochs, nats: mean free energies less the mean of the two."""

    title = "Free energies"
    description = "Free energies of training and test pictures about their mean: they part as it learns by heart."
    shape = "curves"
    unit = "nats"

    def version(self, source: Learner, sight: Sight) -> Version | None:
        return (id(source), source.points[-1])

    def picture(self, source: Learner, sight: Sight) -> Picture:
        half = [each.gap / 2 for each in source.points]
        series = {"train": [-each for each in half], "test": half}
        return Picture(_curves([each.epoch for each in source.points], series))


class Law(OfLearner):
    """Bars: the chance of each picture that there is, and of all others together last."""

    title = "Law"
    description = (
        "How likely the machine makes each picture, beside how likely it is; the last bar is all other pictures."
    )
    shape = "bars"
    weight = 4.0
    """As much as likelihoods: where a law is known it is what is looked at."""

    def version(self, source: Learner, sight: Sight) -> Version | None:
        few, many = sorted((source.patterns.n_visible, source.recipe.n_hidden))
        if source.patterns.law is None or many * 2**few > MOST_TERMS:
            return None
        return (id(source), source.epoch)

    def picture(self, source: Learner, sight: Sight) -> Picture:
        machine, law = source.training.averaged, source.patterns.law
        assert law is not None
        model = np.exp(-machine.free_energy(source.patterns.rows) - exact_log_z(machine))
        both = {"model": np.append(model, max(0.0, 1 - model.sum())), "data": np.append(law, 0.0)}
        return Picture({name: torch.from_numpy(each).float() for name, each in both.items()})


RBM_LAYERS: dict[str, type[Layer[Learner]]] = {
    "filters": Filters,
    "data": Data,
    "reconstructions": Reconstructions,
    "fantasies": Fantasies,
    "activities": Activities,
    "positive": Positive,
    "negative": Negative,
    "difference": Difference,
    "likelihood": Likelihood,
    "free-energy": FreeEnergy,
    "law": Law,
}


def _reach(weights: Array) -> float:
    """What counts as black and white: all but the largest half per cent of weights are told apart."""
    return float(np.quantile(np.abs(weights), 0.995))


def _statistics(source: Learner) -> tuple[Array, Array]:
    """(units, D) twice: <v h> of training rows and of the fantasies, of the first units."""
    machine, rows = source.training.averaged, source.patterns.train[:ROWS]
    found = [machine.hidden_probabilities(v)[:, :SHOWN].T @ v / len(v) for v in (rows, source.fantasies)]
    return found[0], found[1]


def _brightened(source: Learner) -> tuple[Array, Array]:
    """The same in greys of one scale, so that the two may be compared."""
    positive, negative = _statistics(source)
    most = max(float(positive.max()), float(negative.max()), 1e-12)
    return positive / most, negative / most


def _curves(epochs: list[int], series: dict[str, list[float]]) -> dict[str, torch.Tensor]:
    x = torch.tensor(epochs, dtype=torch.float32)
    return {
        key: value
        for name, y in series.items()
        for key, value in ((f"{name}.x", x), (f"{name}.y", torch.tensor(y, dtype=torch.float32)))
    }
