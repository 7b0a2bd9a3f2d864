"""What `fit` saves, `sample` walks on: the whole way of the command line, without a shell."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from scorescape.models.errors import Unsupported
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.targets.preset import PRESETS
from scorescape.server.verbs import sample as sampled
from scorescape.server.verbs.fit import fit
from scorescape.server.verbs.sample import sample

LEVELS = sorted(name for name, kind in OBJECTIVES.items() if kind.noise_conditional)
SMALL: dict[str, Any] = {"width": 32, "batch_size": 128, "fourier_features": 8}


@pytest.mark.parametrize("objective", LEVELS)
def test_a_noise_conditional_run_is_judged_at_every_level_and_walked_down_them(objective: str, tmp_path: Path) -> None:
    saved = str(tmp_path / "field.safetensors")
    figures = fit("two-gaussians", objective, "score", 150, 0, SMALL, saved)
    assert figures["sigma"] == figures["levels"][0]["sigma"] == pytest.approx(0.125)
    sigmas = [level["sigma"] for level in figures["levels"]]
    assert sigmas == sorted(sigmas)
    assert sigmas[-1] > 10
    assert all(level["relative_fisher_error"] < 0.5 for level in figures["levels"][1:])
    for sampler in ("annealed-langevin", "reverse-sde", "probability-flow"):
        spec = {"sampler": sampler, "n_particles": 300, "field": "learned"}
        walked = sample("two-gaussians", [saved], spec, 1000, {"n_levels": 20}, None)
        assert walked["mode_weight_tv"] < 0.2
        assert walked["outside"] < 0.1


def test_a_field_without_levels_has_none_to_judge_or_to_walk_down(tmp_path: Path) -> None:
    saved = str(tmp_path / "field.safetensors")
    assert "levels" not in fit("two-gaussians", "score-matching", "score", 2, 0, SMALL, saved)
    with pytest.raises(Unsupported, match="noise-conditional"):
        sample(
            "two-gaussians", [saved], {"sampler": "reverse-sde", "n_particles": 10, "field": "learned"}, 10, {}, None
        )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("n_steps", "every"), [(3, 1), (40, 2), (45, 2)])
def test_fit_says_on_a_terminal_how_it_goes(n_steps: int, every: int, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    fit("two-gaussians", "score-matching", "score", n_steps, 0, SMALL, None)
    begun, *said = terminal.getvalue().split("\r")
    steps = [*range(every, n_steps, every), n_steps]
    assert begun == ""
    assert [line.partition("  loss ")[0] for line in said] == [f"step {step} of {n_steps}" for step in steps]
    assert said[-1].endswith(" s \n")


@pytest.mark.parametrize("where", [Terminal, io.StringIO])
@pytest.mark.parametrize("wanted", [1, 3])
def test_sample_says_on_a_terminal_why_it_waits(
    wanted: int, where: type[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pairs:
        def __init__(self) -> None:
            self.asked: list[float] = []

        @property
        def share(self) -> float:
            return len(self.asked) / wanted

        @property
        def ready(self) -> bool:
            return len(self.asked) == wanted

        def begin(self, seconds: float) -> None:
            self.asked.append(seconds)

    pairs, terminal = Pairs(), where()
    monkeypatch.setattr(sampled, "floor_of", lambda mixture, n: pairs)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert sampled._first_pairs(PRESETS.get("two-gaussians")().mixture(), 100) is pairs  # type: ignore[comparison-overlap]
    assert pairs.asked == [0.5] * wanted
    words = "\rexact samples held against each other: "
    said = wanted > 1 and where is Terminal
    assert terminal.getvalue() == (f"{words}67 % {words}100 % \n" if said else "")
