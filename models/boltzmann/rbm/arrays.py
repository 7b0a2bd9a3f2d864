"""What a run learnt, from what, and how that was scored, as one .npz file."""

from __future__ import annotations

import numpy as np

from ..arrays import npz
from .learner import Learner
from .scoring import values_of
from .weights import NAMES


def arrays(learner: Learner) -> bytes:
    """weights (D, H), visible_bias, hidden_bias, averaged, and the last_ ones; train, test, fantasies (n, D); side;
    scored_epoch and of each such epoch its likelihoods and log Z, NaN where there is none."""
    training, told = learner.training, [values_of(each) for each in learner.scores]
    curves = {name: np.array([each[name] for each in told], np.float64) for name in (told[0] if told else ())}
    return npz(
        **dict(zip(NAMES, training.averaged.parameters(), strict=True)),
        **{f"last_{name}": each for name, each in zip(NAMES, training.machine.parameters(), strict=True)},
        train=learner.patterns.train,
        test=learner.patterns.test,
        fantasies=learner.fantasies,
        side=learner.patterns.side,
        scored_epoch=[each.epoch for each in learner.scores],
        **curves,
    )
