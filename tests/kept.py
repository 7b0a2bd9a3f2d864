"""Values as they were when they were last looked at, so that a change that nobody meant is noticed.

What a value must be is said by the tests with closed forms beside these. Whoever means a change of a value writes them
anew with `KEEP=1 python -m pytest tests/models -k as_kept` and reads the difference.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from scorescape.models.settings import Settings

FOLDER = Path(__file__).parent / "fixtures" / "kept"
DIGITS = 6


def summary(value: Any) -> Any:
    """Plain values: of an array its shape, its mean, its spread, its ends and where its mass lies."""
    if isinstance(value, Tensor):
        return _of_array(value)
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): summary(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [summary(each) for each in value]
    if value is None or isinstance(value, (str, int)):
        return value
    return summary(vars(value))


def bounds(kind: type[Settings]) -> dict[str, Any]:
    """Of every setting, all that is said of it but for words."""
    words = {"title", "description"}
    fields = kind.model_json_schema().get("properties", {})
    # as text, so that they are compared to the last digit
    return {name: {key: str(field[key]) for key in sorted(field.keys() - words)} for name, field in fields.items()}


def _of_array(value: Tensor) -> list[Any]:
    flat = value.detach().double().reshape(-1)
    known = flat[flat.isfinite()]
    if len(known) == 0:
        return [list(value.shape), len(flat)]
    ramp = (flat.nan_to_num(0, 0, 0) * (1 + flat.new_ones(len(flat)).cumsum(0) / len(flat))).mean()
    figures = [known.mean(), known.std(correction=0), known.min(), known.max(), known[0], known[-1], ramp]
    return [list(value.shape), len(flat) - len(known), *(summary(float(each)) for each in figures)]


def as_kept(name: str, found: Mapping[str, Any]) -> None:
    """Each value is the kept one; numbers but for what another processor rounds otherwise."""
    file = FOLDER / f"{name}.json"
    now = json.loads(json.dumps(summary(found)))
    if os.environ.get("KEEP"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    off = list(_differences(json.loads(file.read_text(encoding="utf-8")), now, name))
    assert not off, "\n".join(off[:20])


def _differences(kept: Any, now: Any, where: str) -> list[str]:
    if isinstance(kept, dict) and isinstance(now, dict):
        keys = sorted(kept.keys() | now.keys())
        return [each for key in keys for each in _differences(kept.get(key), now.get(key), f"{where}.{key}")]
    if isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        return [
            each
            for index, (a, b) in enumerate(zip(kept, now, strict=True))
            for each in _differences(a, b, f"{where}[{index}]")
        ]
    rounded = type(kept) is type(now) is float
    alike = math.isclose(kept, now, rel_tol=1e-3, abs_tol=2e-6) if rounded else kept == now
    return [] if alike else [f"{where}: {now} was {kept}"]
