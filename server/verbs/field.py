"""The field that a verb is given: the exact one of its target, or a file that `fit` or a script wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorescape.models.composed_field import ComposedField
from scorescape.models.errors import InvalidInput
from scorescape.models.exact_field import ExactField
from scorescape.models.experts_field import experts_field
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


def walked_field(names: Sequence[str], powers: Sequence[float] | None, mixture: GaussianMixture) -> tuple[Field, bool]:
    """The field of `sample`, and whether it was taught another target: one by name, the experts, or files that add.

    Errors: InvalidInput for powers without fields to add, and where fields cannot be added.
    """
    if len(names) == 1:
        if powers is not None:
            raise InvalidInput("powers", "--powers takes several fields; name each with a --field of its own.")
        if names[0] == "experts":
            return experts_field(mixture), False
        field, taught = named_field(names[0], mixture)
        return field, taught.fingerprint() != mixture.fingerprint()
    if alone := next((name for name in names if name in ("exact", "experts")), None):
        raise InvalidInput("field", f"--field {alone} stands alone; only files that fit --out wrote are added.")
    found = [named_field(name, mixture) for name in names]
    field = ComposedField([each for each, _ in found], powers)
    return field, not _is_made_of(mixture, [taught for _, taught in found], field.powers)


def _is_made_of(mixture: GaussianMixture, experts: Sequence[GaussianMixture], powers: Sequence[float]) -> bool:
    """Whether the target is the product of these, each to its power."""
    origin = mixture.origin
    if origin is None or origin.kind != "product":
        return False
    own = sorted(zip((each.fingerprint() for each in origin.experts), origin.powers, strict=True))
    return own == sorted(zip((each.fingerprint() for each in experts), powers, strict=True))
