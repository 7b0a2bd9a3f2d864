"""A loss that has run off: finite, and yet no more a sign of anything learnt."""

from __future__ import annotations

import math
from typing import Any

from ..objectives.base import Objective

# of objectives in nats: energies and log densities of what can be drawn differ by some twenty, penalties add some tens
MOST_NATS = 300.0


def ran_off(objective: Objective[Any], loss: float) -> str:
    """One sentence with the figure and what to try, if the running mean of this loss says nothing any more; or empty.

    Losses in 1/unit^2 have no such bound: they go with the narrowest scale squared.
    """
    if objective.loss_unit != "nats" or not math.isfinite(loss) or abs(loss) <= MOST_NATS:
        return ""
    penalty = type(objective).model_fields.get("magnitude_penalty")
    more = f", or more {penalty.title}" if penalty else ""
    return (
        f"The loss has run off to {loss:,.3g} nats, where sound runs stay within {MOST_NATS:g}: energies fall without "
        f"an end and teach nothing. Begin again with a smaller learning rate{more}."
    )
