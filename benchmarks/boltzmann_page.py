"""Frames a second of the Ising room, and sweeps between two of them, as the page itself prints them.

    python -m benchmarks.boltzmann_page

A real server and a headless Chromium without a GPU, at 1440 x 900: the room as it opens, three methods side by side, at
the pace "as fast as it goes". Read once a second for ten seconds after the slow first sweeps; the median of each. What
else runs on the machine takes its share of both.
"""

from __future__ import annotations

import statistics

from playwright.sync_api import Page

from .served import chromium, server

SIDES = (96, 256)
READINGS = 10


def readings(page: Page, url: str, side: int) -> tuple[float, float]:
    """Medians of frames a second and of sweeps a frame."""
    page.goto(f"{url}/boltzmann#room=ising&s=side:{side}&o=pace:~null")
    page.wait_for_function("() => Number(document.querySelector('[data-rate]')?.dataset.steps) >= 10")
    found = []
    for _ in range(READINGS):
        page.wait_for_timeout(1_000)
        rate = page.locator("[data-rate]")
        found.append([float(rate.get_attribute(f"data-{name}") or 0) for name in ("frames", "steps")])
    frames, steps = zip(*found, strict=True)
    return statistics.median(frames), statistics.median(steps)


def main() -> None:
    print("| picture | frames a second | sweeps a frame |\n|---|---|---|")
    with server("--workers", "1") as (url, _), chromium() as browser:
        for side in SIDES:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            frames, steps = readings(context.new_page(), url, side)
            context.close()
            print(f"| {side} x {side} | {frames:.0f} | {steps:.0f} |", flush=True)


if __name__ == "__main__":
    main()
