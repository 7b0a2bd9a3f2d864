"""The preferences game: whoever says which of two points is more likely teaches an energy, held against the truth."""

from __future__ import annotations

import math
from functools import lru_cache

import torch
from pydantic import Field
from torch import Generator, Tensor

from ..diagnostics.partition_function import partition_function
from ..domain import HALF_WIDTH, Grid
from ..errors import Diverged
from ..laws import NoLaw
from ..networks.base import Network
from ..random_streams import stream
from ..ratios.preferences import Duels, PreferenceSpec, answered, log_ratios, pairs, trained
from ..settings import setting
from ..targets.gaussian_mixture import GaussianMixture
from .base import GaussianSpecimen, Lens, Look, Map, Number, Specimen
from .shapes import Offer

MOST_ANSWERS, MOST_HELPED, AT_ONCE = 400, 4_000, 100
# of a pair that a hand can press: how far apart its points are, and how far from the border, world units
APART, MARGIN = 0.7, 0.35
JUDGED = 4_096
# as links write an answer; a digit would be read as a number
FIRST, SECOND = "a", "b"
# nats: ratios beyond it are clipped, and densities so far under their peak are drawn as empty
CLIPPED, DEEP = 8.0, 12.0
# steps of training: few answers are not to be believed for long
STEPS = {"least": 30, "each": 2, "most": 240}
ASKED = "Which of these two is more likely? Press it, or the key 1 or 2."
OVER = "That was the last pair; start again for others."


class PreferencesLens(Lens):
    """An energy that has seen nothing but answers (Bradley and Terry); the settings hold the whole game."""

    title = "Which is more likely?"
    question = "Can answers alone teach an energy?"
    equation = (
        r"P(a \succ b) = \operatorname{sig}\left( \frac{\log p(a) - \log p(b)}{T} \right) \\ J = -\mathbb{E}\left[ "
        r"\log \operatorname{sig}\bigl( E_\theta(\text{loser}) - E_\theta(\text{winner}) \bigr) \right]"
    )
    explanation = (
        "Say which of two points is more likely, or have the true density answer with a temperature. An energy learns "
        "from the answers alone, as preferences train language models: Z is never asked for, and far modes are heard."
    )
    source = "Bradley & Terry 1952 (Biometrika 39), eq. 1; Christiano et al. 2017 (arXiv 1706.03741), eq. 1."
    group = "Energy"
    order = 5

    answers: str = Field(
        "", max_length=MOST_ANSWERS, pattern="^[ab]*$", title="answers",
        description="Which of each pair was called more likely, a the first, in the order of the pairs.",
        json_schema_extra={"unit": "pairs"},
    )  # fmt: skip
    helped: int = setting(
        0, ge=0, le=MOST_HELPED, title="answered for you", unit="pairs",
        description="Further pairs that the true density answered.",
    )  # fmt: skip
    temperature: float = setting(
        1.0, ge=0.01, le=10, title="temperature", scale="log",
        description="T of those answers: at 1 they doubt as the densities do, near 0 they are always right and teach "
        "the order but no scale.",
    )  # fmt: skip
    game: int = setting(0, ge=0, le=9_999, title="game", description="Another number asks other pairs.")

    def look(self, specimen: Specimen, grid: Grid, generator: Generator) -> Look:
        a, b = asked(specimen.mixture, self.game)
        offers = self._offers(a, b)
        said = ASKED if len(self.answers) < len(a) else OVER
        if not self.answers and not self.helped:
            return Look(note=said, offers=offers)
        try:
            network = taught(specimen.mixture, self.answers, self.helped, self.temperature, self.game)
        except Diverged:
            return Look(note="The energy diverged on these answers; start again.", offers=offers)
        found = partition_function(network)
        x = grid.points()
        exact = specimen.mixture.to(torch.float32).log_prob(x)
        learnt = -network.energy(x) - found.log_z
        top = float(exact.max())

        def shown(values: Tensor, quantity: str) -> Map:
            return Map(grid.reshape(values.exp()), quantity, "1/unit^2", "sequential", 0.0, math.exp(top))

        deep = Map(grid.reshape(learnt), "log density that the answers taught", "nats", "sequential", top - DEEP, top)
        maps = {
            "learnt": shown(learnt, "density that the answers taught"),
            "exact": shown(exact, "density of the target"),
            "log": deep,
        }
        numbers = self._numbers(network, specimen.mixture)
        return Look(maps, numbers, note=f"{self._last(specimen.mixture, a, b)} {said}".strip(), offers=offers)

    def on_gaussian(self, specimen: GaussianSpecimen) -> NoLaw:
        return NoLaw("It shows what a trained network made of answers, and at first nothing but two points.")

    def _offers(self, a: Tensor, b: Tensor) -> dict[str, Offer]:
        """The next pair on the picture; below it help and another game."""
        offers, at = {}, len(self.answers)
        if at < len(a):
            for label, said, point in (("1", FIRST, a[at]), ("2", SECOND, b[at])):
                x, y = point.tolist()
                offers[f"pair_{label}"] = Offer(label, {"answers": self.answers + said}, (x, y), key=label)
        if self.helped + AT_ONCE <= MOST_HELPED:
            offers["help"] = Offer(f"Answer for me {AT_ONCE} times", {"helped": self.helped + AT_ONCE})
        if self.answers or self.helped:
            offers["again"] = Offer("Start again", {"answers": "", "helped": 0, "game": (self.game + 1) % 10_000})
        return offers

    def _numbers(self, network: Network, mixture: GaussianMixture) -> dict[str, Number]:
        """On fresh pairs, the same for every game."""
        a, b = pairs(mixture, JUDGED, stream(0, "judged-duels"))
        exact, learnt = log_ratios(mixture, a, b), (network.energy(b) - network.energy(a)).double()
        right = float(((learnt > 0) == (exact > 0)).double().mean())
        clipped, near = learnt.clamp(-CLIPPED, CLIPPED), exact.clamp(-CLIPPED, CLIPPED)
        off = (clipped - near).square()
        rms = math.sqrt(float(off.mean()))
        r = float(torch.corrcoef(torch.stack([clipped, near]))[0, 1])
        numbers = {
            "accuracy": Number(
                "pairs it knows", 100 * right, "%", exact=100.0, large=True, error=_percent(right, JUDGED)
            ),
            "correlation": Number("correlation of energies", r, "1", exact=1.0, large=True, error=_of_r(r)),
            "ratio_error": Number(
                f"error of log-ratios, clipped to {CLIPPED:g}", rms, "nats", exact=0.0,
                error=float(off.std()) / math.sqrt(JUDGED) / (2 * rms) if rms > 0 else 0.0,
            ),
            "answered": Number("pairs answered", float(len(self.answers) + self.helped), "pairs"),
        }  # fmt: skip
        if self.answers:
            share = _right(mixture, self.answers, self.game)
            numbers["yours"] = Number("of your own answers right", 100 * share, "%")
        return numbers

    def _last(self, mixture: GaussianMixture, a: Tensor, b: Tensor) -> str:
        """Whether the latest answer was right."""
        if not self.answers:
            return ""
        at = len(self.answers) - 1
        odds = float(log_ratios(mixture, a[at : at + 1], b[at : at + 1])[0])
        likelier, said = ("1" if odds > 0 else "2"), ("1" if self.answers[-1] == FIRST else "2")
        times = f"{math.exp(abs(odds)):.3g} times" if abs(odds) < math.log(1_000) else "over a thousand times"
        return f"{'Right' if said == likelier else 'No'}: {likelier} was {times} likelier."


def asked(mixture: GaussianMixture, game: int) -> tuple[Tensor, Tensor]:
    """Two points (N, 2) a round, N at most MOST_ANSWERS, that lie apart and within the box."""
    a, b = pairs(mixture, 4 * MOST_ANSWERS, stream(game, "asked-duels"))
    far = torch.linalg.vector_norm(a - b, dim=1) > APART
    inside = (torch.cat([a, b], 1).abs() < HALF_WIDTH - MARGIN).all(1)
    kept = (far & inside).nonzero()[:MOST_ANSWERS, 0]
    return a[kept], b[kept]


def taught(mixture: GaussianMixture, answers: str, helped: int, temperature: float, game: int) -> Network:
    """The energy that all answers teach. Errors: Diverged."""
    key = tuple(tuple(each.reshape(-1).tolist()) for each in (mixture.weights, mixture.means, mixture.scales))
    return _taught(_Known(mixture, key), answers, helped, temperature, game)


class _Known:
    """A mixture that is equal to another with the same parts: panels of one target share what is computed of it."""

    def __init__(self, mixture: GaussianMixture, key: tuple[tuple[float, ...], ...]) -> None:
        self.mixture, self._key = mixture, key

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self._key == other._key


@lru_cache(maxsize=4)
def _taught(known: _Known, answers: str, helped: int, temperature: float, game: int) -> Network:
    mixture = known.mixture
    a, b = asked(mixture, game)
    first = torch.tensor([each == FIRST for each in answers[: len(a)]], dtype=torch.bool)[:, None]
    a, b = a[: len(first)], b[: len(first)]
    own = Duels(torch.where(first, a, b), torch.where(first, b, a))
    chance = stream(game, "helped-duels")
    theirs = answered(mixture, *pairs(mixture, helped, chance), 1 / temperature, chance)
    duels = Duels(torch.cat([own.winners, theirs.winners]), torch.cat([own.losers, theirs.losers]))
    steps = min(STEPS["most"], STEPS["least"] + STEPS["each"] * len(duels))
    # a lens is asked without gradients, and here something learns
    with torch.enable_grad():
        return trained(mixture, duels, PreferenceSpec(n_steps=steps, seed=game))


def _right(mixture: GaussianMixture, answers: str, game: int) -> float:
    """Share of the user's own answers that name the likelier point."""
    a, b = asked(mixture, game)
    odds = log_ratios(mixture, a, b)[: len(answers)]
    first = torch.tensor([each == FIRST for each in answers[: len(odds)]], dtype=torch.bool)
    return float(((odds > 0) == first).double().mean())


def _percent(share: float, n: int) -> float:
    return 100 * math.sqrt(max(share * (1 - share), 0.0) / n)


def _of_r(r: float) -> float:
    return (1 - r**2) / math.sqrt(JUDGED)
