"""The smallest wrong weight of a mode that a distance from exact samples gives away 95 times in 100.

The target with one mode's share raised by d, the others lowered in proportion, is exact too: its samples' distances
from the target's are drawn until d is just so large that 95 in 100 lie above the floor's 95 % quantile. The mode is
the one whose wrong weight moves the cloud least, so any other's is found at least as often.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

import torch

from ..random_streams import stream
from ..targets.gaussian_mixture import GaussianMixture
from ..targets.modes import Modes
from ..targets.reweighted import reweighted, with_share
from .floors import Floor
from .kept_floors import KeptFloors
from .shadows import shadows, squared_gap
from .stratified import stratified_sample
from .verdicts import FOUND

# clouds for each weight that is tried, and how often it is halved between the last that was missed and the first found
CLOUDS, HALVINGS = 100, 5
# beyond these it takes too long to be known while somebody waits
MOST_POINTS, MOST_MODES = 2_000, 64
# by how much each mode's weight is wrong while the least visible is looked for, and with how many points
TRIED, POINTS = 0.05, 1_024
# written for `no weight is found`
NONE = 1.0


class WeightFault:
    """Found bit by bit: `advance` until `known`. It holds for the floor as it is when that begins."""

    def __init__(self, mixture: GaussianMixture, modes: Modes, floor: Floor, *, kept: bool = True) -> None:
        self._mixture, self._modes, self._floor = mixture, modes, floor
        self.known = not (2 <= modes.n_modes <= MOST_MODES and floor.n <= MOST_POINTS)
        self.share: float | None = None
        """By how much the weight is wrong; None where no weight is found, or it is not looked for."""
        self._search = self._searched()
        self._kept, self._name = KeptFloors.here() if kept else KeptFloors(None), f"{mixture.fingerprint()}-fault"
        if not self.known:
            self._read()

    def _read(self) -> None:
        """What was found before, by a floor that was known nearly as well."""
        kept = self._kept.read(self._name, self._floor.n)
        if len(kept) == 2 and kept[1] >= self._floor.n_pairs / 2:
            self.known, self.share = True, kept[0] if kept[0] < NONE else None

    def advance(self) -> None:
        """A cloud further, if there is anything left to do."""
        if not self.known and next(self._search, self) is self:
            self.known = True
            found = NONE if self.share is None else self.share
            self._kept.write(self._name, self._floor.n, [found, float(self._floor.n_pairs)])

    def at_once(self) -> WeightFault:
        """Itself, when it is known."""
        while not self.known:
            self.advance()
        return self

    def _searched(self) -> Iterator[None]:
        mode, threshold = self.hardest(), self._floor.at_once().quantile_95
        mass = float(self._modes.shares[mode])
        low, high = 0.0, 0.999 * (1 - mass)
        found = yield from self._found(mode, mass + high, threshold)
        if not found:
            return
        # coarsely first: what is too small is found out after a few clouds, what is large takes all of them
        while (yield from self._found(mode, mass + high / 2, threshold)):
            high /= 2
        low = high / 2
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            found = yield from self._found(mode, mass + middle, threshold)
            low, high = (low, middle) if found else (middle, high)
        self.share = high

    def _found(self, mode: int, share: float, threshold: float) -> Generator[None, None, bool]:
        """Whether enough samples of the target with this share lie above the threshold."""
        wrong = self._with(mode, share)
        misses = 0
        for i in range(CLOUDS):
            x = wrong.sample(self._floor.n, stream(i, "weight-fault"))
            y = self._exact().sample(self._floor.n, stream(i, "weight-reference"))
            misses += squared_gap(shadows(x), shadows(y)) <= threshold**2
            yield
            if misses > (1 - FOUND) * CLOUDS:
                return False
        return True

    def hardest(self) -> int:
        """The mode whose wrong weight moves the cloud least."""
        exact = shadows(stratified_sample(self._exact(), POINTS, stream(0, "weight-modes")))
        moved = [
            squared_gap(shadows(stratified_sample(self._with(mode, share), POINTS, stream(0, "weight-modes"))), exact)
            for mode, share in enumerate(min(mass + TRIED, (1 + mass) / 2) for mass in self._modes.shares.tolist())
        ]
        return min(range(len(moved)), key=moved.__getitem__)

    def _with(self, mode: int, share: float) -> GaussianMixture:
        shares = with_share(self._modes, mode, share)
        return reweighted(self._mixture, self._modes, shares).to(torch.float32)

    def _exact(self) -> GaussianMixture:
        return self._mixture.to(torch.float32)
