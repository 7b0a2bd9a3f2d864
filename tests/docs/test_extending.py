"""The worked example of docs/extending.md, run from the document itself, and faults planted in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import scorescape as ss
from scorescape.models.plugins import load_plugins
from scorescape.server import cli
from tests.plugins import forgetful

__all__ = ["forgetful"]
pytestmark = pytest.mark.usefixtures("forgetful")
TEXT = (Path(__file__).parents[2] / "docs/extending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
OBJECTIVE, NETWORK, SAMPLER, CARRYING, LENS, *SCRIPTS = BLOCKS
IMPORTS = OBJECTIVE[: OBJECTIVE.index("class ")]
FILES = {"objective": OBJECTIVE, "network": IMPORTS + NETWORK, "sampler": IMPORTS + SAMPLER, "lens": IMPORTS + LENS}


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    """The file that the document speaks of."""
    file = tmp_path / "mine.py"
    file.write_text("\n\n".join([OBJECTIVE, NETWORK, SAMPLER, LENS]))
    return file


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert cli.main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_all_four_keep_their_contracts_as_the_document_shows(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(mine)]) == 0
    shown = TEXT[TEXT.index("$ scorescape check mine.py") :].split("\n\n")[0].splitlines()[1:]
    assert capsys.readouterr().out.splitlines() == [line.strip() for line in shown]


def test_the_sampler_with_a_velocity_keeps_its_contract_and_uses_it() -> None:
    known: dict[str, Any] = {"__name__": "carrying"}
    exec(IMPORTS + CARRYING, known)
    ss.testing.demand(ss.testing.check_sampler(known["KineticLangevin"]))
    exec(IMPORTS + CARRYING.replace('chain.state["v"]', "torch.randn(z.shape, generator=generator)"), known)
    assert {fault.check for fault in ss.testing.check_sampler(known["KineticLangevin"])} >= {"state"}


def test_the_commands_of_the_document_run(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine.parent)
    commands = [line.split()[1:] for line in TEXT.splitlines() if line.startswith("    scorescape ")]
    assert [command[0] for command in commands] == ["check", "fit", "sample", "serve"]
    fitted = printed(capsys, *commands[1], "--steps", "300", "--out", "field.safetensors")
    assert (fitted["objective"], fitted["architecture"], fitted["model"]) == (
        "weighted-score-matching", "bumps", "energy"
    )  # fmt: skip
    # what is learnt, not only that it runs: nothing learnt is at 1
    assert fitted["relative_fisher_error"] < 0.3
    walked = printed(capsys, *commands[2], "--steps", "50", "--field", "field.safetensors", "--particles", "100")
    assert walked["sampler"] == "heun-langevin"


@pytest.mark.parametrize("kind", FILES)
def test_each_may_be_a_file_of_its_own(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"{kind}_alone.py"
    file.write_text(FILES[kind])
    assert [variant.registry.kind for variant in load_plugins([file])] == [kind]


def test_the_scripts_of_the_document_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "notebook"}
    for block in BLOCKS:
        exec(block, names)
    assert "WeightedScoreMatching" in dir(ss)
    assert names["particles"].shape == (500, 2)
    assert names["figures"]["relative_fisher_error"] < 0.6
    assert names["again"].figures()["relative_fisher_error"] == names["figures"]["relative_fisher_error"]
    assert "\nTrue\n" in capsys.readouterr().out
    assert (names["first"].run.step_count, names["first"].walk.chain.step) == (20, 10)
    assert names["second"].spec.run.objective == "diffusion"


def test_the_entry_points_of_the_document_are_the_registries_groups() -> None:
    groups = set(re.findall(r'entry-points."(scorescape\.\w+)"', TEXT)) | {"scorescape.targets"}
    registries = (ss.OBJECTIVES, ss.SAMPLERS, ss.LENSES, ss.NETWORKS, ss.PRESETS)
    assert groups == {registry.group for registry in registries}


PLANTED = {
    "an objective's sign": ("objective", "return matched.mean()", "return -matched.mean()", "minimiser"),
    "a divergence's sign": ("objective", "/ 2 + divergence)", "/ 2 - divergence)", "minimiser"),
    "a forgotten term": ("objective", " + (slope * score).sum(1)", "", "minimiser"),
    "an objective's forgotten law": ("objective", "def minimiser_precision", "def precision", "minimiser"),
    "a network that rolls dice": ("network", "return -torch", "return torch.randn(1) - torch", "randomness"),
    "a tensor that no file keeps": ("network", "centers = nn.Parameter(", "centers = torch.clone(", "keeping"),
    "an inverted drift": ("sampler", "chain.x + self.step_size / 2 *", "chain.x - self.step_size / 2 *", "law"),
    "a noise 10 % off": ("sampler", "noise = math.sqrt(", "noise = 1.1 * math.sqrt(", "law"),
    "a sampler's forgotten law": ("sampler", "def law", "def rule", "law"),
    "a transposed map": ("lens", "grid.reshape(values)", "grid.reshape(values).T", "mirror"),
    "a map with a wrong sign": ("lens", "(field.score(x) - exact)", "(exact - field.score(x))", "gaussian"),
    "a lens's forgotten law": ("lens", "def on_gaussian", "def on_bell", "gaussian"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kind, old, new, check = PLANTED[fault]
    assert FILES[kind].count(old) == 1
    file = tmp_path / "faulty.py"
    file.write_text(FILES[kind].replace(old, new))
    assert cli.main(["check", str(file), "--json"]) == 1
    (variant,) = json.loads(capsys.readouterr().out)["variants"]
    assert check in [each["check"] for each in variant["faults"]], variant
