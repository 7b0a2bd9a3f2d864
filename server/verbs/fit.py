"""`scorescape fit`: train one run and judge it."""

from __future__ import annotations

import math
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from scorescape.models.diagnostics.fisher_divergence import FieldJudge
from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.diagnostics.partition_function import kl_divergence, partition_function
from scorescape.models.errors import InvalidInput
from scorescape.models.networks import NETWORKS
from scorescape.models.objectives import OBJECTIVES
from scorescape.models.settings import Scalar
from scorescape.models.targets.spec import build_target, load_target
from scorescape.models.training.run import Run
from scorescape.models.training.spec import OptimiserSpec, RunSpec
from scorescape.models.training.weights import save_field

JUDGE_POINTS = 20_000


def fit(
    target: str, objective: str, model: str, n_steps: int, seed: int, settings: dict[str, Scalar], out: str | None
) -> dict[str, Any]:
    """Train and return the figures of the contract. Errors: InvalidInput, Diverged."""
    torch.set_num_threads(1)
    mixture = build_target(load_target(target))
    check_writable(out)
    spec = RunSpec.parse(
        {"objective": objective, "model": model, "n_steps": n_steps, "seed": seed}
        | share_out(objective, model, settings)
    )
    run = Run(mixture, spec)
    for shot in run.snapshots(every=max(1, n_steps // 20)):
        if sys.stderr.isatty():
            sys.stderr.write(f"\rstep {shot.step:,} of {n_steps:,}  loss {shot.loss:.4g}  {shot.seconds:.1f} s ")
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if out:
        Path(out).write_bytes(save_field(run))
    return figures(run, target)


def check_writable(out: str | None) -> None:
    """Before anything runs. Errors: InvalidInput if a file cannot be written there."""
    if out and (Path(out).is_dir() or not Path(out).parent.is_dir() or not os.access(Path(out).parent, os.W_OK)):
        raise InvalidInput("out", f"--out {out!r} cannot be written; give a file in a folder that exists.")


def figures(run: Run, target: str) -> dict[str, Any]:
    """Everything `fit --json` prints."""
    shot = run.snapshot()
    clean = FieldJudge(run.mixture, n=JUDGE_POINTS).judge(shot.field)
    found: dict[str, Any] = {
        "objective": run.resolved.spec.objective,
        "model": run.resolved.spec.model,
        "target": target,
        "steps": shot.step,
        "seconds": shot.seconds,
        "ms_per_step": shot.ms_per_step,
        "loss": shot.loss if math.isfinite(shot.loss) else None,
        "relative_fisher_error": clean.relative_fisher_error,
        "angle_deg": clean.angle_deg,
    }
    if run.resolved.spec.architecture:
        found["architecture"] = run.resolved.spec.architecture
    sigma = run.resolved.objective.smoothing()
    if sigma:
        smoothed = FieldJudge(run.mixture, sigma, JUDGE_POINTS).judge(shot.field)
        found |= {"relative_fisher_error_smoothed": smoothed.relative_fisher_error, "sigma": sigma}
    if shot.field.has_energy:
        partition = partition_function(shot.field)
        found |= {"kl": kl_divergence(shot.field, run.mixture, partition.log_z), "log_z": partition.log_z}
        found["log_z_reliable"] = partition.reliable
    if shot.field.noise_range:
        found["levels"] = [asdict(level) for level in level_errors(shot.field, run.mixture)]
    return found | shot.readings


def share_out(objective: str, model: str, settings: dict[str, Scalar]) -> dict[str, dict[str, Scalar]]:
    """Each `--set key=value` goes to the record that has a field of that name."""
    homes: dict[str, dict[str, Scalar]] = {"settings": {}, "network": {}, "optimiser": {}, "data": {}}
    kind = OBJECTIVES.get(objective)
    fields = {
        "settings": set(kind.model_fields),
        "network": set(NETWORKS.get(model).spec_type.model_fields),
        "optimiser": set(OptimiserSpec.model_fields),
        "data": {"n_points"},
    }
    for key, value in settings.items():
        home = next((home for home, names in fields.items() if key in names), None)
        if home is None:
            known = ", ".join(sorted(set().union(*fields.values())))
            raise InvalidInput(key, f"There is no setting {key!r} for {objective}; choose one of: {known}.")
        homes[home][key] = value
    return homes
