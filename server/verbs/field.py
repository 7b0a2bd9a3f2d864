"""The field that a verb is given: the exact one of its target, or a file that `fit` or a script wrote."""

from __future__ import annotations

from pathlib import Path

from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.field import Field
from scorescape.models.study.script import ScriptStudy
from scorescape.models.targets.gaussian_mixture import GaussianMixture
from scorescape.models.training.weights import load_field, taught_target

OTHER_TARGET = (
    "The field {field!r} was trained on another target than {target!r}, against which it is judged; "
    "name the target it was trained on, or train one on this.\n"
)


def named_field(name: str, mixture: GaussianMixture) -> tuple[Field, GaussianMixture]:
    """The field that a verb is given, and the target that it was taught. Errors: InvalidInput if it is none."""
    if name == "exact":
        return ExactField(mixture), mixture
    path = Path(name)
    if not path.is_file():
        raise InvalidInput("field", f"There is no file {name!r}; give exact or a file that fit --out wrote.")
    data = path.read_bytes()
    try:
        ScriptStudy.kept(data)
    except InvalidInput:
        network, meta = load_field(data)
        return network, taught_target(meta)
    study = ScriptStudy.load(path)  # a script saved the whole study
    return study.field, study.mixture
