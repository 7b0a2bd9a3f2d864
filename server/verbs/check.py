"""`scorescape check`: the contract batteries on whatever a file holds, and in sentences what fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scorescape.models import one_thread
from scorescape.models.plugins import Variant, load_plugins
from scorescape.models.testing import (
    Fault,
    check_lens,
    check_network,
    check_objective,
    check_sampler,
    check_target,
)

BATTERIES: dict[str, Callable[[Any], list[Fault]]] = {
    "objective": check_objective,
    "sampler": check_sampler,
    "lens": check_lens,
    "network": check_network,
    "target": check_target,
}


def check(file: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """Every variant in the file with its faults; `holds` if there are none. Errors: InvalidInput for no such file."""
    one_thread.for_good()
    variants = [_checked(variant) for variant in load_plugins([Path(file)], tell)]
    return {"file": file, "holds": not any(each["faults"] for each in variants), "variants": variants}


def _checked(variant: Variant) -> dict[str, Any]:
    battery = BATTERIES.get(variant.registry.kind)
    faults = battery(variant.kind) if battery else []
    return {
        "kind": variant.registry.kind,
        "name": variant.name,
        "battery": battery is not None,
        "faults": [{"check": fault.check, "message": fault.message} for fault in faults],
    }


def in_words(result: dict[str, Any]) -> str:
    """A line for every variant, and below it one for everything that fails."""
    lines = []
    for variant in result["variants"]:
        number = len(variant["faults"])
        verdict = f"{number} fault{'s' if number > 1 else ''}" if number else "keeps its contract"
        if not variant["battery"]:
            verdict = "nothing to check beyond its class"
        lines.append(f"{variant['kind']} {variant['name']}: {verdict}")
        lines += [f"  {fault['check']}: {fault['message']}" for fault in variant["faults"]]
    return "\n".join(lines)
