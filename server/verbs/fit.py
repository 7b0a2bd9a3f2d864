"""`scorescape fit`: train one run and judge it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scorescape.models import one_thread
from scorescape.models.diagnostics.level_errors import level_errors
from scorescape.models.errors import InvalidInput
from scorescape.models.networks import NETWORKS
from scorescape.models.settings import Scalar
from scorescape.models.study.records import PanelSpec
from scorescape.models.study.study import Study
from scorescape.models.training.share_out import share_out
from scorescape.models.training.spec import RunSpec
from scorescape.models.training.weights import save_field

from .out import check_writable, write
from .target import described_target


def fit(
    target: str,
    objective: str | None,
    model: str,
    n_steps: int,
    seed: int,
    settings: dict[str, Scalar],
    out: str | None,
    reading: Mapping[str, Scalar] | None = None,
) -> dict[str, Any]:
    """Train and return the figures of the contract. Errors: InvalidInput, Diverged."""
    one_thread.for_good()
    mixture, facts = described_target(target, reading or {})
    check_writable(out)
    objective = objective or _taught_by(model)
    spec = RunSpec.parse(
        {"objective": objective, "model": model, "n_steps": n_steps, "seed": seed}
        | share_out(objective, model, settings)
    )
    study = Study(mixture, PanelSpec(run=spec))
    _train(study, every=max(1, n_steps // 20))
    if out:
        write(out, save_field(study.run))
    return figures(study, target) | facts


def _taught_by(model: str) -> str:
    """The objective that teaches a network where none is named. Errors: UnknownName, InvalidInput."""
    objective = NETWORKS.get(model).taught_by
    if not objective:
        raise InvalidInput("objective", f"--objective is needed for {model}; choose one of `scorescape objectives`.")
    return objective


def _train(study: Study, every: int) -> None:
    """To the end, saying on a terminal how it goes."""
    run, watched = study.run, sys.stderr.isatty()
    while not run.finished:
        study.train_step()
        if watched and (run.step_count % every == 0 or run.finished):
            how = f"step {run.step_count:,} of {run.n_steps:,}  loss {run.loss:.4g}  {run.seconds:.1f} s "
            sys.stderr.write(f"\r{how}")
    if watched:
        sys.stderr.write("\n")


def figures(study: Study, target: str) -> dict[str, Any]:
    """Everything `fit --json` prints: the figures of the page, and those of each noise level."""
    run, found = study.run, study.training_figures()
    shown: dict[str, Any] = {
        "objective": run.resolved.spec.objective,
        "model": run.resolved.spec.model,
        "target": target,
        "steps": found.step,
        "seconds": found.seconds,
        **found.values,
        "unreliable": found.unreliable,
        "message": found.unreliable.get("loss", ""),
    }
    if run.resolved.spec.architecture:
        shown["architecture"] = run.resolved.spec.architecture
    if study.field.has_energy:
        shown["reliable"] = shown["log_z_reliable"] = not found.unreliable.keys() & {"kl", "log_z", "loss"}
    if study.field.noise_range:
        shown["levels"] = [asdict(level) for level in level_errors(study.field, study.mixture)]
    return shown
