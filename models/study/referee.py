"""The referee of a run's energies: log Z by quadrature and the KL to the target, as often as they can be afforded."""

from __future__ import annotations

import math
import time

from ..diagnostics.kl_divergence import KlJudge
from ..diagnostics.partition_function import partition_function
from ..field import Field
from ..targets.gaussian_mixture import GaussianMixture


class Referee:
    """Judges the energies of one target's fields; `seconds` is how long it last took, 0 if it was not its turn."""

    def __init__(self, mixture: GaussianMixture) -> None:
        self._mixture = mixture
        self._kl: KlJudge | None = None
        self._judged_at, self._last_seconds = -math.inf, 0.0
        self.seconds = 0.0

    @property
    def asked(self) -> bool:
        """Whether it has judged any field."""
        return self._last_seconds > 0

    def judge(self, field: Field, patience: float) -> tuple[dict[str, float], dict[str, str]]:
        """Figures by measure name, and why those that may not be believed may not.

        Both are empty until `patience` times what the last judgement took has passed since.
        """
        began = time.perf_counter()
        self.seconds = 0.0
        if began - self._judged_at < patience * self._last_seconds:
            return {}, {}
        self._kl = self._kl or KlJudge(self._mixture)
        log_z, error, reason = _log_z(field)
        kl = self._kl.judge(field, log_z, error)
        self._judged_at = time.perf_counter()
        self.seconds = self._last_seconds = self._judged_at - began
        values = {"kl": kl.value, "kl_se": kl.se, "log_z": log_z}
        return values, dict.fromkeys(("kl", "log_z"), reason) if reason else {}


def _log_z(field: Field) -> tuple[float, float, str]:
    """log Z and how far it may be off, nats, and why it may not be believed; a family's is 0, wherever its mass is."""
    if field.normalised:
        return 0.0, 0.0, ""
    found = partition_function(field)
    return found.log_z, found.error, found.reason
