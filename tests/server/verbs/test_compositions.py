"""Targets made of files, as `sample` takes them: what it prints of them, warns of and refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from scorescape.models.composed_field import ComposedField
from scorescape.models.targets.spec import target as target_of
from scorescape.server.cli import main
from scorescape.server.verbs.field import named_field, walked_field


def written(folder: Path, name: str, values: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(values))
    return str(path)


def one(x: float, scale: float = 0.5) -> dict[str, Any]:
    return {"kind": "mixture", "components": [{"weight": 1, "mean": [x, 0], "scale": scale}]}


def sampled(target: str, sampler: str = "mala") -> int:
    return main(["sample", "--target", target, "--sampler", sampler, "--steps", "5", "--particles", "100", "--json"])


def test_a_product_of_files_is_sampled_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "a.json", one(-0.5))
    target = written(tmp_path, "both.json", {"kind": "product", "of": ["a.json", one(0.5)]})
    assert sampled(target, "annealed-langevin") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["composition"]["is_mixture"] is True
    assert shown["composition"]["log_z"] == pytest.approx(-1 - 1.1447, abs=1e-3)
    assert shown["warning"] == ""


def test_hardly_overlapping_experts_are_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = written(tmp_path, "far.json", {"kind": "product", "of": [one(-2.395), one(2.395)]})
    assert sampled(target) == 0
    said = capsys.readouterr()
    sentence = "The experts overlap in exp(-24.1) of their mass; what is left sits at (0, 0)."
    assert json.loads(said.out)["warning"] == sentence
    assert sentence in said.err


def test_disjoint_experts_and_noise_levels_of_no_mixture_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = written(tmp_path, "farther.json", {"kind": "product", "of": [one(-3, 0.1), one(3, 0.1)]})
    assert sampled(target) == 2
    assert "a log-mass of -897.9" in capsys.readouterr().err
    target = written(tmp_path, "half.json", {"kind": "product", "of": [one(0)], "powers": [0.5]})
    assert sampled(target, "annealed-langevin") == 2
    assert "is no Gaussian mixture" in capsys.readouterr().err


def agreeing(folder: Path) -> str:
    """.855 of it is left; each expert has a half there."""
    for name, y in (("a", 0.4), ("b", -0.4)):
        parts = [{"weight": 1, "mean": mean, "scale": 0.3} for mean in ([-2, 0], [2, y])]
        written(folder, f"{name}.json", {"kind": "mixture", "components": parts})
    return written(folder, "both.json", {"kind": "product", "of": ["a.json", "b.json"]})


@pytest.mark.parametrize(("field", "share", "near"), [("exact", 0.855, 0.03), ("experts", 0.54, 0.04)])
def test_annealed_langevin_gets_a_product_s_weights_on_its_own_field_only(
    field: str, share: float, near: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sample", "--target", agreeing(tmp_path), "--field", field, "--sampler", "annealed-langevin", "--json"]
    assert main(asked) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["mode_weights"]["true"][0] == pytest.approx(0.8554, abs=1e-3)
    assert shown["mode_weights"]["sampled"][0] == pytest.approx(share, abs=near)


def trained(folder: Path, name: str, capsys: pytest.CaptureFixture[str], objective: str, *more: str) -> str:
    out = str(folder / f"{name}.safetensors")
    asked = ["fit", "--target", str(folder / f"{name}.json"), "--objective", objective, "--steps", "3"]
    assert main([*asked, "--set", "width=16", "--set", "depth=1", "--out", out, "--json", *more]) == 0
    capsys.readouterr()
    return out


def test_learnt_fields_add_each_times_its_power(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = agreeing(tmp_path)
    files = [trained(tmp_path, name, capsys, "denoising-score-matching", "--model", "energy") for name in "ab"]
    mixture = target_of(target)
    field, elsewhere = walked_field(files, [2.0, 1.0], mixture)
    a, b = (named_field(file, mixture)[0] for file in files)
    x = torch.tensor([[0.3, -1.0], [2.0, 0.1]])
    assert isinstance(field, ComposedField)
    torch.testing.assert_close(field.score(x), 2 * a.score(x) + b.score(x))
    torch.testing.assert_close(field.energy(x), 2 * a.energy(x) + b.energy(x))
    # with powers 2 and 1 it is not the product that the file names; with 1 and 1 it is, in either order
    assert (elsewhere, walked_field(files[::-1], None, mixture)[1]) == (True, False)
    both = ["sample", "--target", target, "--field", files[0], "--field", files[1], "--sampler", "mala", "--json"]
    assert main([*both, "--powers", "1,1", "--steps", "5", "--particles", "50"]) == 0
    assert json.loads(capsys.readouterr().out)["trained_on_other_target"] is False


def test_fields_that_cannot_be_added_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = agreeing(tmp_path)
    near = trained(tmp_path, "a", capsys, "noise-conditional-score-matching")
    far = trained(tmp_path, "b", capsys, "noise-conditional-score-matching", "--set", "sigma_max=3")
    asked = ["sample", "--target", target, "--steps", "2", "--particles", "20", "--field", near]
    for more, said in (
        (["--field", far], "The experts know other ranges of noise"),
        (["--field", "exact"], "--field exact stands alone"),
        (["--powers", "2"], "--powers takes several fields"),
        (["--field", near, "--powers", "1"], "needs as many powers"),
    ):
        assert main([*asked, *more]) == 2
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*asked, "--field", near, "--powers", "1,17"])
    assert "--powers takes a number in (0, 16] for each field, such as 1,2; got '1,17'." in capsys.readouterr().err
