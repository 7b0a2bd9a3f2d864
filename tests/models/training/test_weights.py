"""Fields as files: what is written is read, and every other file is refused in a sentence."""

from __future__ import annotations

import json

import pytest
import safetensors.torch
import torch

from scorescape.models.errors import InvalidInput
from scorescape.models.targets.preset import PRESETS
from scorescape.models.training.run import Run
from scorescape.models.training.spec import RunSpec
from scorescape.models.training.weights import FORMAT, load_field, save_field, taught_target

THREE = PRESETS.get("unequal-three")().mixture()
RUN = Run(THREE, RunSpec.parse({"network": {"width": 8, "depth": 1}, "n_steps": 5}))
DATA = save_field(RUN)
WHAT = torch.zeros(3)


def meta() -> dict[str, object]:
    header = json.loads(DATA[8 : 8 + int.from_bytes(DATA[:8], "little")])
    found = json.loads(header["__metadata__"]["scorescape"])
    assert isinstance(found, dict)
    return found


def test_a_field_that_was_read_is_not_trained_and_knows_what_it_was_taught() -> None:
    field, said = load_field(DATA)
    assert [each.requires_grad for each in field.parameters()] == [False] * len(list(field.parameters()))
    assert field.noise_range is None
    assert (said["format"], said["step"]) == (FORMAT, 0)
    assert taught_target(said).fingerprint() == THREE.fingerprint()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a field saved by scorescape"),
        (DATA[:-5], "not a field saved by scorescape"),
        (safetensors.torch.save({"what": WHAT}), r"not a field saved by scorescape \(KeyError\)"),
        (safetensors.torch.save({"what": WHAT}, metadata={"other": "x"}), r"not a field .* \(KeyError\)"),
        (safetensors.torch.save({"what": WHAT}, metadata={"scorescape": "{"}), r"not a field .* \(JSONDecodeError\)"),
        (safetensors.torch.save({"what": WHAT}, metadata={"scorescape": "{}"}), "format is None; this version reads"),
    ],
)
def test_what_is_no_field_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        load_field(data)


def test_a_field_of_another_format_or_with_other_weights_is_refused() -> None:
    newer = json.dumps(meta() | {"format": "scorescape-field/9"})
    with pytest.raises(InvalidInput, match="format is 'scorescape-field/9'; this version reads 'scorescape-field/1'"):
        load_field(safetensors.torch.save({"what": WHAT}, metadata={"scorescape": newer}))
    with pytest.raises(InvalidInput, match="weights do not fit ScoreNetwork"):
        load_field(safetensors.torch.save({"what": WHAT}, metadata={"scorescape": json.dumps(meta())}))
