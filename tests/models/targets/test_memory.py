"""The largest target on the largest picture must not need the gigabytes of a full (points x components) table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
# the full table would hold 16,384 x 5,000 float32: 328 MB for one array of the dozen that a score needs
ALLOWED_MB = 60
START = """
import torch
torch.set_num_threads(1)
from scorescape.models.domain import Grid
from scorescape.models.random_streams import stream
from scorescape.models.targets import brackets, gaussian_mixture
k, noise = 5_000, stream(0, "means")
means = 3 * torch.randn(k, 2, generator=noise, dtype=torch.float64)
mixture = gaussian_mixture.GaussianMixture.create(torch.ones(k), means, torch.full((k,), 0.1)).to(torch.float32)
# a new process inherits ru_maxrss from the one that started it; VmHWM is its own
peak = lambda: next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
grid = Grid(128)
mixture.score(grid.points()[:64])
before = peak()
"""
CHUNKED = """
mixture.score_and_divergence(grid.points())
mixture.smoothed_score(grid.points()[:4096], torch.full((4096,), 0.3))
mixture.cell_mass(grid)
"""
WHOLE = """
brackets.CHUNK_ELEMENTS = 1 << 25
mixture.log_prob(grid.points()[:4096])
"""


def grown_mb(work: str) -> float:
    """Megabytes that the peak of a fresh process grows by."""
    program = START + work + "print((peak() - before) / 1024)"
    command = [sys.executable, "-c", program]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def test_five_thousand_components_on_a_full_grid_hold_little_memory() -> None:
    assert grown_mb(CHUNKED) < ALLOWED_MB


def test_an_evaluation_without_chunks_is_caught() -> None:
    assert grown_mb(WHOLE) > 2 * ALLOWED_MB
