"""Held pixels of digits completed by Ising spins, a restricted and a deep machine, beside two answers without a model.

    OMP_NUM_THREADS=1 python -m benchmarks.boltzmann_completion

Share of the hidden pixels that are wrong over the whole test set: 60 Gibbs sweeps a picture, the mean of the last 40.
Takes about half a minute of one core.
"""

from __future__ import annotations

import time
from typing import get_args

from scorescape.models import one_thread
from scorescape.models.boltzmann.completion.attempt import Attempt
from scorescape.models.boltzmann.completion.held import Hidden, named_held
from scorescape.models.boltzmann.completion.spec import CompletionModel, CompletionSpec
from scorescape.models.boltzmann.data.digits import digits

SPLITS = (0, 1, 2)


def main() -> None:
    one_thread.for_good()
    began = time.process_time()
    for split in SPLITS:
        print(f"\nSplit {split}\n")
        print("| hidden | base rate | nearest picture | Ising sample / mean | RBM sample / mean | DBM sample / mean |")
        print("|---|---|---|---|---|---|")
        attempts = [learnt(split, model) for model in get_args(CompletionModel)]
        for part in get_args(Hidden):
            table_row(attempts, part)
    print(f"\n{time.process_time() - began:.0f} s of processor time")


def learnt(split: int, model: CompletionModel) -> Attempt:
    patterns = digits(split)
    attempt = Attempt(patterns, CompletionSpec(model=model, seed=split), 0, named_held("lower-half", patterns.side))
    while attempt.learning:
        attempt.step()
    return attempt


def table_row(attempts: list[Attempt], part: Hidden) -> None:
    said = []
    for attempt in attempts:
        attempt.look(0, named_held(part, attempt.patterns.side))
        said.append(attempt.scored())
    cells = [f"{each['hidden_error_sample']:.3f} / {each['hidden_error_mean']:.3f}" for each in said]
    base, nearest = said[0]["base_rate_error"], said[0]["nearest_error"]
    print(f"| {part} | {base:.3f} | {nearest:.3f} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
